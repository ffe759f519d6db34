#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace kommin::crypto {
namespace {

// Test vectors of FIPS 180-4 (NIST, examples for SHA-256).
constexpr std::string_view digest_of_nothing
    = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view digest_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view digest_of_a_million_a
    = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

// The values of `xxh128sum`.
TEST(Fingerprint, is_xxh3_of_128_bits)
{
    EXPECT_EQ(fingerprint_hex("abc"), "06b05ab6733a618578af5f94892f3950");
    EXPECT_EQ(fingerprint_hex(std::string(1000, 'a')), "b01da365eddaa29cb3e7af627147db7c");
    EXPECT_NE(fingerprint_hex("abc"), fingerprint_hex("abd"));
    EXPECT_EQ(fingerprint_hex({}).size(), 32U);
}

TEST(Sha256, gives_the_published_digests)
{
    EXPECT_EQ(sha256_hex(""), digest_of_nothing);
    EXPECT_EQ(sha256_hex("abc"), digest_of_abc);
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), digest_of_a_million_a);
    EXPECT_EQ(sha256("abc")[0], std::byte{0xba});
    EXPECT_EQ(sha256("abc")[31], std::byte{0xad});
}

TEST(Sha256, of_a_stream_does_not_depend_on_the_pieces)
{
    Sha256 stream;
    for (int piece = 0; piece < 1000; ++piece)
        stream.update(std::string(1000, 'a'));
    EXPECT_EQ(stream.finish_hex(), digest_of_a_million_a);
}

TEST(Sha256, can_be_used_again_after_finishing)
{
    Sha256 stream;
    stream.update("something else");
    EXPECT_NE(stream.finish_hex(), digest_of_abc);
    stream.update("a");
    stream.update("");
    stream.update("bc");
    Sha256 moved = std::move(stream);
    EXPECT_EQ(moved.finish_hex(), digest_of_abc);
    EXPECT_EQ(moved.finish_hex(), digest_of_nothing);
}

TEST(Sha256, reads_nul_bytes_as_content)
{
    EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex("a"));
    EXPECT_EQ(hex(std::string_view("\0\xff\x10", 3)), "00ff10");
}

TEST(Base64Url, gives_the_published_texts_without_padding)
{
    // RFC 4648 § 10
    EXPECT_EQ(base64url(""), "");
    EXPECT_EQ(base64url("f"), "Zg");
    EXPECT_EQ(base64url("fo"), "Zm8");
    EXPECT_EQ(base64url("foo"), "Zm9v");
    EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
}

TEST(RandomToken, is_long_enough_url_safe_and_never_the_same)
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const token = random_token();
        EXPECT_EQ(token.size(), 22U);
        EXPECT_EQ(
            token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
        EXPECT_TRUE(seen.insert(token).second);
    }
    EXPECT_EQ(random_token(32).size(), 43U);
    EXPECT_EQ(random_token(0), "");
    EXPECT_EQ(random_bytes(5).size(), 5U);
}

TEST(RandomToken, may_be_drawn_from_several_threads)
{
    std::vector<std::string> tokens(8);
    std::vector<std::thread> threads;
    threads.reserve(tokens.size());
    for (auto& token : tokens)
        threads.emplace_back([&token] { token = random_token(); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::set<std::string>(tokens.begin(), tokens.end()).size(), tokens.size());
}

TEST(EqualInConstantTime, compares_content_and_length)
{
    EXPECT_TRUE(equal_in_constant_time("geheim", "geheim"));
    EXPECT_FALSE(equal_in_constant_time("geheim", "geheiM"));
    EXPECT_FALSE(equal_in_constant_time("geheim", "geheim2"));
    EXPECT_FALSE(equal_in_constant_time("", "x"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

} // namespace
} // namespace kommin::crypto
