#include "platform/i18n/message_pattern.hpp"
#include "platform/i18n/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kommin::i18n {
namespace {

Texts const& in(std::string_view tag)
{
    return Texts::of(*Language::find(tag));
}

Date const day = *parse_date("2027-04-17");

// CLDR changes the kinds of its spaces from release to release.
std::string plain(std::string text)
{
    for (std::string_view const space : {"\u00A0", "\u202F"})
        for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space, at))
            text.replace(at, space.size(), " ");
    return text;
}

TEST(Texts, falls_back_to_the_language_without_region_and_then_to_german)
{
    EXPECT_EQ(in("de-AT").language().tag(), "de");
    EXPECT_EQ(in("tr-CY").language().tag(), "tr");
    EXPECT_EQ(in("ti").language().tag(), "de");
    EXPECT_EQ(in("de-simple").language().tag(), "de-simple");
    EXPECT_EQ(in("de")("general.yes"_msg), "Ja");
    EXPECT_EQ(in("ar")("general.yes"_msg), "نعم");
    EXPECT_EQ(&in("en"), &in("EN"));
}

TEST(Texts, knows_which_keys_there_are)
{
    EXPECT_TRUE(in("ro").has(key("general.no")));
    EXPECT_FALSE(in("ro").has(key("general.perhaps")));
    EXPECT_THROW(static_cast<void>(in("ro")(key("general.perhaps"))), std::out_of_range);
    EXPECT_EQ(key("general.no"), "general.no"_msg);
}

TEST(Texts, prints_dates_in_words)
{
    EXPECT_EQ(in("de").date(day, DateStyle::full), "Samstag, 17. April 2027");
    EXPECT_EQ(in("de").date(day, DateStyle::long_), "17. April 2027");
    EXPECT_EQ(in("de").date(day, DateStyle::day_month), "17. April");
    EXPECT_EQ(in("de").date(day, DateStyle::short_numeric), "17.04.2027");
    EXPECT_EQ(in("de").date(day, DateStyle::weekday), "Samstag");
    EXPECT_EQ(in("de-simple").date(day, DateStyle::long_), "17. April 2027");
    EXPECT_THAT(in("en").date(day, DateStyle::full), ::testing::MatchesRegex("Saturday,? 17 April 2027"));
    EXPECT_EQ(in("en").date(day, DateStyle::short_numeric), "17/04/2027");
    EXPECT_EQ(in("tr").date(day, DateStyle::full), "17 Nisan 2027 Cumartesi");
    EXPECT_EQ(plain(in("uk").date(day, DateStyle::long_)), "17 квітня 2027 р.");
    EXPECT_EQ(in("ro").date(day, DateStyle::full), "sâmbătă, 17 aprilie 2027");
    EXPECT_EQ(in("ar").date(day, DateStyle::full), "السبت، 17 أبريل 2027");
}

TEST(Texts, prints_partial_dates_as_far_as_they_are_known)
{
    auto const print = [](std::string_view tag, std::string_view date) {
        return in(tag).partial_date(*PartialDate::parse(date));
    };
    EXPECT_EQ(print("de", "2008"), "2008");
    EXPECT_EQ(print("de", "2008-09"), "September 2008");
    EXPECT_EQ(print("de", "2008-09-17"), "17. September 2008");
    EXPECT_EQ(plain(print("uk", "2008-09")), "вересень 2008 р.");
    EXPECT_EQ(print("ar", "2008-09"), "سبتمبر 2008");
}

TEST(Texts, tells_the_time_as_people_of_the_language_do)
{
    EXPECT_EQ(in("de").time(TimeOfDay::at(9)), "9 Uhr");
    EXPECT_EQ(in("de").time(TimeOfDay::at(9, 30)), "9.30 Uhr");
    EXPECT_EQ(in("de").time(TimeOfDay::at(0, 5)), "0.05 Uhr");
    EXPECT_EQ(in("de").time(TimeOfDay::at(24)), "24 Uhr");
    EXPECT_EQ(in("de").date_time({*parse_date("2027-04-17"), TimeOfDay::at(9, 30)}), "17.04.2027, 9.30 Uhr");
    EXPECT_EQ(in("de").time_range(TimeOfDay::at(9), TimeOfDay::at(12, 30)), "9–12.30 Uhr");
    EXPECT_EQ(in("en").time(TimeOfDay::at(9)), "9 am");
    EXPECT_EQ(in("en").time(TimeOfDay::at(0, 30)), "12:30 am");
    EXPECT_EQ(in("en").time(TimeOfDay::at(12)), "12 noon");
    EXPECT_EQ(in("en").time(TimeOfDay::at(24)), "midnight");
    EXPECT_EQ(in("en").time_range(TimeOfDay::at(9), TimeOfDay::at(12, 30)), "9 am–12:30 pm");
    EXPECT_EQ(in("tr").time(TimeOfDay::at(9)), "09:00");
    EXPECT_EQ(in("ar").time_range(TimeOfDay::at(9), TimeOfDay::at(13, 5)), "09:00–13:05");
    EXPECT_EQ(in("uk").time(TimeOfDay::at(24)), "24:00");
}

TEST(Texts, names_weekdays)
{
    EXPECT_EQ(in("de").weekday(Weekday{1}), "Montag");
    EXPECT_EQ(in("de").weekday_short(Weekday{7}), "So");
    EXPECT_EQ(in("tr").weekday(Weekday{5}), "Cuma");
    EXPECT_EQ(in("uk").weekday(Weekday{1}), "понеділок");
}

TEST(Texts, groups_numbers_with_western_digits)
{
    EXPECT_EQ(in("de").number(1234567), "1.234.567");
    EXPECT_EQ(in("de").number(-999), "-999");
    EXPECT_EQ(in("de").number(std::numeric_limits<std::int64_t>::min()), "-9.223.372.036.854.775.808");
    EXPECT_EQ(in("en").number(1234), "1,234");
    EXPECT_EQ(plain(in("uk").number(1234)), "1 234");
    EXPECT_EQ(in("ar").number(1234567), "1,234,567");
}

TEST(Texts, rounds_decimals_as_on_paper)
{
    auto const& de = in("de");
    EXPECT_EQ(de.decimal(2.675, 2), "2,68");
    EXPECT_EQ(de.decimal(0.125, 2), "0,13");
    EXPECT_EQ(de.decimal(99.95, 1), "100,0");
    EXPECT_EQ(de.decimal(1234.5, 0), "1.235");
    EXPECT_EQ(de.decimal(-0.04, 1), "0,0") << "no minus for nothing";
    EXPECT_EQ(de.decimal(-1.25, 1), "-1,3");
    EXPECT_EQ(de.decimal(3, 2), "3,00");
    EXPECT_EQ(de.decimal(1e21, 0), "1.000.000.000.000.000.000.000");
    EXPECT_EQ(de.decimal(std::numeric_limits<double>::quiet_NaN(), 1), "–");
    EXPECT_EQ(plain(de.percent(12.5, 1)), "12,5 %");
    EXPECT_EQ(in("tr").percent(12.5, 1), "%12,5");
    EXPECT_EQ(in("en").percent(12.5, 1), "12.5%");
}

TEST(Texts, prints_money)
{
    EXPECT_EQ(plain(in("de").money(Money{123450})), "1.234,50 €");
    EXPECT_EQ(plain(in("de").money_short(Money::euros(25))), "25 €");
    EXPECT_EQ(plain(in("de").money_short(Money{2505})), "25,05 €");
    EXPECT_EQ(plain(in("de").money(Money{-5})), "-0,05 €");
    EXPECT_EQ(in("en").money(Money{123450}), "€1,234.50");
    EXPECT_EQ(in("tr").money(Money{123450}), "€1.234,50");
    EXPECT_EQ(plain(in("ro").money(Money{123450})), "1.234,50 €");
    EXPECT_EQ(
        in("de").money(Money{std::numeric_limits<std::int64_t>::min()}), "-92.233.720.368.547.758,08\u00A0€");
}

TEST(Texts, joins_lists)
{
    EXPECT_EQ(in("de").list({}), "");
    EXPECT_EQ(in("de").list({"a"}), "a");
    EXPECT_EQ(in("de").list({"a", "b"}), "a und b");
    EXPECT_EQ(in("de").list({"a", "b", "c", "d"}), "a, b, c und d");
    EXPECT_EQ(in("en").list({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(in("ro").list({"a", "b", "c"}), "a, b și c");
    EXPECT_EQ(in("ar").list({"أ", "ب", "ج"}), "أ وب وج");
}

TEST(Texts, names_languages)
{
    auto const name = [](std::string_view reader, std::string_view other) {
        return in(reader).language_name(*Language::find(other));
    };
    EXPECT_EQ(name("de", "ar"), "Arabisch");
    EXPECT_EQ(name("tr", "ar"), "Arapça");
    EXPECT_EQ(name("en", "prs"), "Dari");
    EXPECT_EQ(name("en", "kmr"), "Kurmanji (Kurdish)");
    EXPECT_EQ(name("uk", "rom"), "Ромська");
    EXPECT_EQ(name("ro", "de-simple"), "Germană simplă");
    EXPECT_EQ(name("en", "he"), "Hebrew");
    for (Language const reader : interface_languages())
        for (Language const other : known_languages())
            EXPECT_NE(Texts::of(reader).language_name(other), other.tag()) << reader.tag();
}

TEST(Texts, fills_plurals_of_real_messages)
{
    auto const limit = [](std::string_view tag, std::string_view number) {
        return text_of(
            Problem::invalid("text", "form.too_long"_msg, {{"limit", std::string(number)}}), in(tag));
    };
    EXPECT_EQ(limit("de", "1"), "Der Text ist zu lang. Möglich ist 1 Zeichen.");
    EXPECT_EQ(limit("de", "65536"), "Der Text ist zu lang. Möglich sind 65.536 Zeichen.");
    EXPECT_THAT(limit("uk", "3"), ::testing::HasSubstr("3 символи"));
    EXPECT_THAT(limit("uk", "11"), ::testing::HasSubstr("11 символів"));
    EXPECT_THAT(limit("ro", "20"), ::testing::HasSubstr("20 de caractere"));
    EXPECT_THAT(limit("ar", "2"), ::testing::HasSubstr("حرفان"));
    EXPECT_THAT(limit("ar", "103"), ::testing::HasSubstr("103 أحرف"));
    EXPECT_THAT(limit("ar", "1099"), ::testing::HasSubstr("1,099 حرفًا"));
    EXPECT_EQ(text_of(Problem{}, in("de")), "");
}

// One form for 1, another for the rest, as in German; numbers in brackets.
class TestWords final : public detail::NumberWords {
public:
    [[nodiscard]] std::string_view plural_category(std::int64_t number) const override
    {
        return number == 1 ? "one" : "other";
    }
    void append_number(std::string& out, std::int64_t number) const override
    {
        out += '<' + std::to_string(number) + '>';
    }
};

std::string fill(std::string_view pattern, std::vector<Argument> const& arguments)
{
    std::string out;
    detail::append_message(out, pattern, arguments, TestWords{});
    return out;
}

TEST(MessagePattern, fills_holes_by_name_in_any_order)
{
    EXPECT_EQ(fill("{b} – { a }, {a}#", {{"a", "x"}, {"b", 7}}), "<7> – x, x#");
    EXPECT_EQ(fill("ohne", {}), "ohne");
    EXPECT_EQ(fill("{fehlt}!", {{"a", 1}}), "{fehlt}!");
    EXPECT_EQ(fill("{a}", {{"a", "{b} #"}, {"b", "x"}}), "{b} #") << "values are not read as patterns";
}

TEST(MessagePattern, chooses_exact_numbers_before_categories)
{
    std::string_view const pattern = "{n, plural, =0 {keine} =1{genau einer} one{einer} other{# von {all}}}.";
    EXPECT_EQ(fill(pattern, {{"n", 0}, {"all", 9}}), "keine.");
    EXPECT_EQ(fill(pattern, {{"n", 1}}), "genau einer.");
    EXPECT_EQ(fill(pattern, {{"n", 5}, {"all", 9}}), "<5> von <9>.");
    EXPECT_EQ(fill(pattern, {{"n", "5"}, {"all", "9"}}), "<5> von 9.");
    EXPECT_EQ(fill("{n, plural, one{} other{#}}", {{"n", 1}}), "");
    EXPECT_EQ(fill("{n, plural, one{einer} other{#}}", {{"n", "viele"}}), "viele");
    EXPECT_EQ(fill("{n, plural, other{#}} #", {{"n", -3}}), "<-3> #");
}

TEST(Texts, keeps_foreign_words_from_being_turned_round)
{
    auto const& arabic = Texts::of(*Language::find("ar"));
    EXPECT_EQ(arabic.foreign("8-12\n\n14-16"), "\u20688-12\u2069\n\n\u206814-16\u2069");
    EXPECT_EQ(arabic.foreign(""), "");
    EXPECT_EQ(Texts::of(Language::german()).foreign("8-12"), "8-12");
    auto const problem = Problem::invalid({}, "import.problem.phone"_msg, {{"value", "8-12"}});
    EXPECT_NE(text_of(problem, arabic).find("\u20688-12\u2069"), std::string::npos);
    EXPECT_EQ(text_of(problem, Texts::of(Language::german())).find("\u2068"), std::string::npos);
}

TEST(Texts, formats_in_many_threads_at_once)
{
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&wrong] {
            for (int n = 0; n < 300; ++n)
                for (Language const language : interface_languages()) {
                    auto const& texts = Texts::of(language);
                    auto const text = texts("form.too_long"_msg, {{"limit", 1000 + n}});
                    if (text.find(texts.number(1000 + n)) == std::string::npos
                        || texts.date(day, DateStyle::full).find("2027") == std::string::npos
                        || texts.time(TimeOfDay::at(9, 30)).find("30") == std::string::npos
                        || Texts::of(language).language() != language)
                        ++wrong;
                }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace kommin::i18n
