// Passwords, sealed texts and what goes into one-time passwords.

#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace kommin::crypto {
namespace {

PasswordCost const cheap = PasswordCost::lowest();

TEST(Password, opens_with_itself_and_nothing_else)
{
    auto const hash = hash_password("Regen fällt auf Kamen", cheap);
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$"));
    EXPECT_TRUE(verify_password(hash, "Regen fällt auf Kamen"));
    EXPECT_FALSE(verify_password(hash, "regen fällt auf Kamen"));
    EXPECT_FALSE(verify_password(hash, ""));
    EXPECT_NE(hash, hash_password("Regen fällt auf Kamen", cheap)) << "every hash has a salt of its own";
}

TEST(Password, has_no_end_inside)
{
    using namespace std::string_view_literals;
    auto const hash = hash_password("vorn\0hinten"sv, cheap);
    EXPECT_FALSE(verify_password(hash, "vorn"));
    EXPECT_TRUE(verify_password(hash, "vorn\0hinten"sv));
}

TEST(Password, a_hash_that_is_none_is_never_right)
{
    for (auto const* hash : {"", "$argon2id$", "$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "password"})
        EXPECT_FALSE(verify_password(hash, "password")) << hash;
    EXPECT_FALSE(verify_password(std::string(500, '$'), "password"));
    EXPECT_FALSE(verify_nobodys_password("nobody's password"));
}

TEST(Password, is_hashed_anew_when_the_cost_changes)
{
    auto const hash = hash_password("Regen fällt auf Kamen", cheap);
    EXPECT_FALSE(needs_new_hash(hash, cheap));
    EXPECT_TRUE(needs_new_hash(hash));
    EXPECT_TRUE(needs_new_hash("password"));
}

TEST(Seal, opens_with_key_and_context_only)
{
    auto const key = Key::random();
    auto const sealed = seal(key, "02303 27-0", "account:17:phone");
    EXPECT_EQ(open_sealed(key, sealed, "account:17:phone"), "02303 27-0");
    EXPECT_EQ(open_sealed(key, sealed, "account:18:phone"), std::nullopt);
    EXPECT_EQ(open_sealed(Key::random(), sealed, "account:17:phone"), std::nullopt);
    EXPECT_NE(sealed, seal(key, "02303 27-0", "account:17:phone"));
    EXPECT_EQ(open_sealed(key, seal(key, "", ""), ""), "");
}

// 192 random bits at the beginning of each: used twice, they would give away what two texts have in common.
TEST(Seal, never_uses_a_nonce_twice)
{
    auto const key = Key::random();
    std::set<std::string> nonces;
    for (int i = 0; i < 1000; ++i)
        nonces.insert(seal(key, "02303 27-0", "account:17:phone").substr(2, 32)); // 24 bytes in base64
    EXPECT_EQ(nonces.size(), 1000U);
}

TEST(Seal, notices_every_changed_letter)
{
    auto const key = Key::random();
    auto const sealed = seal(key, "geheim", "x");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'Q' : 'A'; // differ in the high bits, which all belong to the text
        EXPECT_EQ(open_sealed(key, changed, "x"), std::nullopt) << i;
    }
    EXPECT_EQ(open_sealed(key, std::string_view(sealed).substr(1), "x"), std::nullopt);
    EXPECT_EQ(open_sealed(key, "", "x"), std::nullopt);
    EXPECT_EQ(open_sealed(key, "kein Siegel", "x"), std::nullopt);
}

TEST(Seal, names_its_version_and_opens_what_had_none)
{
    auto const key = Key::random();
    auto const sealed = seal(key, "geheim", "x");
    ASSERT_TRUE(sealed.starts_with("1."));
    EXPECT_EQ(open_sealed(key, sealed.substr(2), "x"), "geheim") << "sealed before there were versions";
    EXPECT_EQ(open_sealed(key, "2." + sealed.substr(2), "x"), std::nullopt) << "a way that nobody knows yet";
    EXPECT_EQ(open_sealed(key, "1.1." + sealed.substr(2), "x"), std::nullopt);
}

TEST(Key, of_another_purpose_is_another_key)
{
    auto const key = Key::random();
    EXPECT_EQ(key.derive("totp").bytes(), key.derive("totp").bytes());
    EXPECT_NE(key.derive("totp").bytes(), key.derive("throttle").bytes());
    EXPECT_NE(key.derive("totp").bytes(), Key::random().derive("totp").bytes());
    EXPECT_EQ(Key::of(key.bytes())->bytes(), key.bytes());
    EXPECT_FALSE(Key::of("too short").has_value());
    EXPECT_EQ(keyed_fingerprint(key, "a").size(), 32U);
    EXPECT_NE(keyed_fingerprint(key, "a"), keyed_fingerprint(Key::random(), "a"));
}

// Vectors of RFC 4648 § 10.
TEST(Wipe, leaves_nothing_of_a_text_nor_of_what_it_was_longer)
{
    std::string text(1000, 's');
    text.resize(2); // the rest of it still stands behind
    auto const* const bytes = text.data();
    wipe(text);
    EXPECT_TRUE(text.empty());
    ASSERT_EQ(text.data(), bytes) << "the same memory";
    EXPECT_EQ(std::string_view(bytes, 1000), std::string(1000, '\0'));
    char part[] = "geheim";
    wipe(part + 1, 3);
    EXPECT_EQ(std::string_view(part, 6), std::string_view("g\0\0\0im", 6));
}

TEST(Wipe, a_text_that_grows_leaves_nothing_behind)
{
    std::string text;
    auto const before = count_wiped_bytes();
    for (int i = 0; i < 100; ++i)
        append_and_wipe(text, "zehn Bytes");
    EXPECT_EQ(text.size(), 1000U);
    EXPECT_EQ(text.substr(990), "zehn Bytes");
    EXPECT_GE(count_wiped_bytes() - before, 500U) << "what it had before it moved for the last time";
}

TEST(Base32, is_that_of_the_standard)
{
    for (auto const& [bytes, text] : std::initializer_list<std::pair<char const*, char const*>>{
             {"", ""},
             {"f", "MY"},
             {"fo", "MZXQ"},
             {"foo", "MZXW6"},
             {"foob", "MZXW6YQ"},
             {"fooba", "MZXW6YTB"},
             {"foobar", "MZXW6YTBOI"}}) {
        EXPECT_EQ(base32(bytes), text);
        EXPECT_EQ(from_base32(text), bytes);
    }
    EXPECT_EQ(from_base32("mzxw-6ytb oi"), "foobar") << "as people type it";
    for (auto const* wrong : {"M", "MZX", "MZXW6Y", "MZ1W6", "MZXW6=", "MZ"})
        EXPECT_EQ(from_base32(wrong), std::nullopt) << wrong;
}

// Test case 1 of RFC 2202.
TEST(Hmac, is_that_of_the_standard)
{
    EXPECT_EQ(
        hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
}

TEST(Base64url, comes_back)
{
    EXPECT_EQ(from_base64url(base64url("käse\n")), "käse\n");
    EXPECT_EQ(from_base64url(""), "");
    for (auto const* wrong : {"a", "ab+/", "ab==", "a b c"})
        EXPECT_EQ(from_base64url(wrong), std::nullopt) << wrong;
}

}
} // namespace kommin::crypto
