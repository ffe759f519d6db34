#include "platform/crypto/crypto.hpp"
#include "platform/identity/password_policy.hpp"
#include "platform/identity/totp.hpp"

#include <gtest/gtest.h>

namespace kommin::identity {
namespace {

Instant at(std::int64_t seconds)
{
    return Instant{} + std::chrono::seconds{seconds};
}

// Vectors of RFC 6238, appendix B (SHA-1), cut to six digits.
TEST(Totp, gives_the_published_codes)
{
    constexpr std::string_view secret = "12345678901234567890";
    for (auto const& [seconds, code] : std::initializer_list<std::pair<std::int64_t, char const*>>{
             {59, "287082"},
             {1111111109, "081804"},
             {1111111111, "050471"},
             {1234567890, "005924"},
             {2000000000, "279037"},
             {20000000000, "353130"}})
        EXPECT_EQ(totp_code(secret, totp_step(at(seconds))), code) << seconds;
}

TEST(Totp, takes_the_neighbours_and_nothing_twice)
{
    auto const secret = new_totp_secret();
    auto const now = at(1'800'000'015);
    auto const step = totp_step(now);
    for (auto const near : {step - 1, step, step + 1})
        EXPECT_EQ(check_totp(secret, totp_code(secret, near), now, 0), near);
    for (auto const far : {step - 2, step + 2})
        EXPECT_EQ(check_totp(secret, totp_code(secret, far), now, 0), std::nullopt);
    EXPECT_EQ(check_totp(secret, totp_code(secret, step), now, step), std::nullopt) << "used already";
    EXPECT_EQ(check_totp(secret, totp_code(secret, step), now, step - 1), step);
    auto spaced = totp_code(secret, step);
    spaced.insert(3, " ");
    EXPECT_EQ(check_totp(secret, spaced, now, 0), step) << "as apps show it";
    for (auto const* wrong : {"", "12345", "1234567", "abcdef"})
        EXPECT_EQ(check_totp(secret, wrong, now, 0), std::nullopt) << wrong;
}

TEST(Totp, is_told_to_apps_by_an_address)
{
    EXPECT_EQ(
        totp_uri("12345678901234567890", "Kreis Unna: Kommin", "ayse@kreis.example"),
        "otpauth://totp/Kreis%20Unna%3A%20Kommin:ayse%40kreis.example"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kreis%20Unna%3A%20Kommin");
}

std::optional<MessageKey> problem_of(std::string_view password)
{
    std::vector<std::string> const about{"ayse.kaya@kreis-unna.example", "Ayşe Kaya", "Kreis Unna"};
    auto const result = check_new_password(password, about, "password");
    if (result)
        return std::nullopt;
    EXPECT_EQ(result.problem().field, "password");
    return result.problem().message;
}

TEST(PasswordPolicy, refuses_what_is_short_or_guessed)
{
    EXPECT_EQ(problem_of("x8Kq-mm3!pT"), "identity.password.too_short"_msg);
    EXPECT_EQ(problem_of("äöüäöüäöüäö"), "identity.password.too_short"_msg) << "characters, not bytes";
    EXPECT_EQ(problem_of(std::string(129, 'x')), "identity.password.too_long"_msg);
    for (auto const* password :
         {"password1234", "passwort123456", "123456789012", "aaaaaaaaaaaaaaaa", "qwertzuiop1234",
          "iloveyou1234", "ayse.kaya1985", "kreis-unna2026", "Sommer2026!!!"})
        EXPECT_EQ(problem_of(password), "identity.password.guessable"_msg) << password;
}

TEST(PasswordPolicy, refuses_words_of_the_office_and_its_own_with_a_year)
{
    for (auto const* password :
         {"Kreisverwaltung2026", "Stadtverwaltung1!", "Integration2026!!", "IntegrationKreisUnna",
          "Kreishaus Unna 2027", "VerwaltungVerwaltung", "KayaKaya2026!", "kommin-kommin-2026"})
        EXPECT_EQ(problem_of(password), "identity.password.guessable"_msg) << password;
}

TEST(PasswordPolicy, refuses_what_people_in_germany_take_most)
{
    for (auto const* password :
         {"Deutschland2026!", "sonnenschein123", "fussball1234567", "hallohallo1234", "Schatzi.Schatzi1",
          "michaelsandra2010", "Dortmund1909!!", "Mittwoch12345", "ichliebefußball"})
        EXPECT_EQ(problem_of(password), "identity.password.guessable"_msg) << password;
}

TEST(PasswordPolicy, counts_what_is_said_twice_once)
{
    for (auto const* password :
         {"schalke04schalke04", "Schalke04Schalke04!", "Kamen1234Kamen1234", "Kamen Kamen Kamen Kamen",
          "xq7Kxq7Kxq7Kxq7K"})
        EXPECT_EQ(problem_of(password), "identity.password.guessable"_msg) << password;
}

TEST(PasswordPolicy, refuses_what_stands_in_its_list_of_well_known_phrases)
{
    for (auto const* password :
         {"correcthorsebatterystaple", "correct horse battery staple", "Correct-Horse-Battery-Staple1",
          "Glückauf Schalke04", "Einigkeit und Recht und Freiheit", "eswareinmal!"})
        EXPECT_EQ(problem_of(password), "identity.password.guessable"_msg) << password;
    EXPECT_EQ(problem_of("Es war einmal ein Igel in Timbuktu"), std::nullopt) << "with words of one's own";
}

TEST(PasswordPolicy, takes_words_and_whatever_a_safe_makes)
{
    for (auto const* password :
         {"Regen fällt auf Kamen", "Tisch Sommer Flasche Amt", "Brot und Salz und Meer", "x8Kq-mm3!pTrRv",
          "مفتاح البيت القديم", "лимон трамвай гора"})
        EXPECT_EQ(problem_of(password), std::nullopt) << password;
}

TEST(PasswordPolicy, is_quick_for_long_ones)
{
    std::string password;
    while (password.size() < 120)
        password += "Regen fällt ";
    EXPECT_EQ(problem_of(password), std::nullopt);
}

}
} // namespace kommin::identity
