#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace kommin::crypto {
namespace {

std::string bytes_of(std::string_view digits)
{
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

// The second test of RFC 8032, § 7.1.
TEST(Signature, is_that_of_the_standard)
{
    auto const key
        = Key::of(bytes_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")).value();
    EXPECT_EQ(hex(public_key_of(key)), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    EXPECT_EQ(
        hex(sign(key, "r")),
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Signature, holds_for_its_text_and_key_alone)
{
    auto const key = Key::random();
    auto const open = public_key_of(key);
    auto const signature = sign(key, "Konzept");
    EXPECT_TRUE(verify_signature(open, "Konzept", signature));
    EXPECT_FALSE(verify_signature(open, "Konzepte", signature));
    EXPECT_FALSE(verify_signature(public_key_of(Key::random()), "Konzept", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto changed = signature;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(verify_signature(open, "Konzept", changed)) << i;
    }
}

TEST(Signature, of_another_size_is_never_right)
{
    auto const key = Key::random();
    auto const signature = sign(key, "");
    EXPECT_TRUE(verify_signature(public_key_of(key), "", signature));
    EXPECT_FALSE(verify_signature(public_key_of(key), "", signature + 'x'));
    EXPECT_FALSE(verify_signature(public_key_of(key), "", signature.substr(1)));
    EXPECT_FALSE(verify_signature("kurz", "", signature));
    EXPECT_FALSE(verify_signature({}, {}, {}));
}

} // namespace
} // namespace kommin::crypto
