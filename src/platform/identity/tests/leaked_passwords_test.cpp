#include "platform/identity/leaked_passwords.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/tests/login_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {
namespace {

class LeakedPasswordsTest : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directory(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    // As the well-known downloads are.
    static std::vector<std::string> hashes_of(int passwords)
    {
        std::vector<std::string> hashes;
        for (int i = 0; i < passwords; ++i) {
            hashes.push_back(crypto::sha1_hex("password " + std::to_string(i)));
            std::ranges::transform(hashes.back(), hashes.back().begin(), [](char c) {
                return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
            });
        }
        std::ranges::sort(hashes);
        return hashes;
    }
    LeakedPasswords store(std::string const& bytes)
    {
        files::write_atomically(file_, bytes);
        return LeakedPasswords(file_);
    }
    // Counts of all lengths: lines differ.
    static std::string lines(std::vector<std::string> const& hashes, std::string_view line_end)
    {
        std::string text;
        std::size_t count = 1;
        for (auto const& hash : hashes) {
            text += hash + ':' + std::to_string(count) + std::string(line_end);
            count = count * 7 % 1'000'003;
        }
        return text;
    }

    std::filesystem::path folder_
        = std::filesystem::temp_directory_path() / ("kommin-leaked-" + crypto::random_token(9));
    std::filesystem::path file_ = folder_ / "leaked.txt";
};

TEST_F(LeakedPasswordsTest, every_one_is_found_and_no_other)
{
    EXPECT_EQ(crypto::sha1_hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d") << "FIPS 180";
    for (int const count : {1, 2, 3, 700}) {
        for (std::string_view const line_end : {"\n", "\r\n"}) {
            auto const leaked = store(lines(hashes_of(count), line_end));
            EXPECT_TRUE(leaked.is_usable()) << count;
            for (int i = 0; i < count; ++i)
                EXPECT_TRUE(leaked.contain("password " + std::to_string(i))) << i << " of " << count;
            for (int i = count; i < count + 300; ++i)
                EXPECT_FALSE(leaked.contain("password " + std::to_string(i))) << i << " of " << count;
        }
    }
}

TEST_F(LeakedPasswordsTest, hashes_alone_in_small_letters_and_without_a_last_line_end_are_understood)
{
    std::string text;
    for (auto const& hash : hashes_of(50))
        text += (text.empty() ? "" : "\n") + ascii_lower(hash);
    auto const leaked = store(text);
    EXPECT_TRUE(leaked.is_usable());
    for (int i = 0; i < 50; ++i)
        EXPECT_TRUE(leaked.contain("password " + std::to_string(i))) << i;
    EXPECT_FALSE(leaked.contain("password 50"));
}

TEST_F(LeakedPasswordsTest, what_cannot_be_searched_is_no_list)
{
    EXPECT_FALSE(LeakedPasswords(file_).is_usable()) << "missing";
    EXPECT_FALSE(LeakedPasswords(folder_).is_usable()) << "a folder";
    EXPECT_FALSE(store("").is_usable());
    EXPECT_FALSE(store("password\n123456\n").is_usable()) << "passwords themselves";
    auto hashes = hashes_of(400);
    std::ranges::reverse(hashes);
    EXPECT_FALSE(store(lines(hashes, "\n")).is_usable()) << "in the order of something else";
    auto shorter = hashes_of(40);
    for (auto& hash : shorter)
        hash.resize(32);
    EXPECT_FALSE(store(lines(shorter, "\n")).is_usable()) << "hashes of another kind";
    EXPECT_FALSE(store(std::string(100'000, 'A')).is_usable()) << "one long line";
}

// Whoever provides a list wants it asked: where that cannot be done, no password is taken.
TEST_F(LeakedPasswordsTest, a_list_that_is_gone_takes_no_password)
{
    auto const leaked = store(lines(hashes_of(10), "\n"));
    std::filesystem::remove(file_);
    EXPECT_THROW(static_cast<void>(leaked.contain("password 1")), files::Unavailable);
    files::write_atomically(file_, std::string(1000, 'x'));
    EXPECT_THROW(static_cast<void>(leaked.contain("password 1")), files::Unavailable);
    store(lines(hashes_of(20), "\n"));
    EXPECT_TRUE(leaked.contain("password 19")) << "a newer one needs no new start";
}

class LeakedLoginTest : public LoginTest { };
KOMMIN_ON_BOTH_ENGINES(LeakedLoginTest);

TEST_P(LeakedLoginTest, a_password_of_the_list_is_neither_set_nor_opens_anything)
{
    auto const file = std::filesystem::temp_directory_path() / ("kommin-leaked-" + crypto::random_token(9));
    constexpr std::string_view leaked_one = "limon tramvay dağ";
    files::write_atomically(file, crypto::sha1_hex(leaked_one) + ":3\n");
    LeakedPasswords const leaked(file);
    PasswordRules const rules{"Kreis", &leaked};
    auto const message_of
        = [](auto const& result) { return result ? MessageKey{} : result.problem().message; };
    EXPECT_EQ(
        message_of(hash_new_password(connection(), tenant_, secrets_, account_, leaked_one, rules)),
        "identity.password.leaked"_msg);
    EXPECT_EQ(
        message_of(hash_password_for_link(
            connection(), tenant_, secrets_, link(LinkPurpose::new_password), leaked_one, rules,
            clock_.now())),
        "identity.password.leaked"_msg);
    EXPECT_TRUE(
        hash_new_password(connection(), tenant_, secrets_, account_, "Brot und Salz und Meer", rules));

    // Set before the operator had a list.
    ASSERT_TRUE(set_by_link(link(LinkPurpose::new_password), leaked_one));
    auto const login = [&](std::string_view password) {
        return log_in(
            context(), secrets_,
            {.email = "ayse.kaya@kreis.example",
             .password = std::string(password),
             .known_device = {},
             .peer = "192.0.2.1",
             .device = "Firefox",
             .leaked = &leaked});
    };
    EXPECT_EQ(message_of(login(leaked_one)), "identity.login.leaked"_msg);
    EXPECT_EQ(audit_actions().front(), "identity.login.leaked");
    EXPECT_EQ(message_of(login("falsch")), "identity.login.failed"_msg) << "who guesses learns no more";
    ASSERT_TRUE(set_by_link(link(LinkPurpose::new_password), "Brot und Salz und Meer"));
    EXPECT_TRUE(login("Brot und Salz und Meer"));
    std::filesystem::remove(file);
}

}
} // namespace kommin::identity
