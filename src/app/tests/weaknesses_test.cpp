#include "app/weaknesses.hpp"

#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kommin::app {
namespace {

using std::filesystem::perms;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// As docs/security.md wants an installation: nothing is found, until a test leaves one thing undone.
class Weaknesses : public ::testing::Test {
protected:
    Weaknesses()
    {
        std::filesystem::remove_all(folder_);
        files::make_private_directory(folder_ / "data");
        settings.data = folder_ / "data";
        static_cast<void>(files::create_private(settings.data / "server.key", "not read"));
        settings.base_url = "https://portal.kreis.example";
        settings.trusted_proxies = {"127.0.0.1"};
        settings.leaked_passwords = "list";
    }
    ~Weaknesses() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::vector<Weakness> find() const
    {
        return find_weaknesses(settings, *settings.location());
    }
    // The settings or files they are about; those that are told at the start with a "!".
    [[nodiscard]] std::vector<std::string> found() const
    {
        std::vector<std::string> fields;
        for (auto const& [problem, is_open_door] : find())
            fields.push_back(problem.field + (is_open_door ? "!" : ""));
        return fields;
    }
    [[nodiscard]] std::filesystem::path file(std::string const& name) const { return folder_ / name; }

    Settings settings;

private:
    std::filesystem::path folder_
        = std::filesystem::temp_directory_path() / ("kommin-weaknesses-" + std::to_string(::getpid()));
};

TEST_F(Weaknesses, are_none_where_everything_is_as_it_should_be)
{
    EXPECT_THAT(found(), IsEmpty());
    settings.database = "postgresql://kommin@db1/i?sslmode=verify-full";
    settings.metrics_address = "127.0.0.1";
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Weaknesses, are_none_on_the_desk_of_whoever_tries_it_out_but_that_no_list_is_asked)
{
    Settings trying;
    trying.data = settings.data;
    settings = trying;
    EXPECT_THAT(found(), ElementsAre("leaked_passwords"));
}

TEST_F(Weaknesses, a_folder_or_key_that_others_can_read)
{
    std::filesystem::permissions(settings.data, perms::group_read, std::filesystem::perm_options::add);
    EXPECT_THAT(found(), ElementsAre("data!"));
    std::filesystem::permissions(settings.data, perms::owner_all);
    std::filesystem::permissions(
        settings.data / "server.key", perms::others_read, std::filesystem::perm_options::add);
    EXPECT_THAT(found(), ElementsAre("server.key!"));
    std::filesystem::remove(settings.data / "server.key");
    EXPECT_THAT(found(), IsEmpty()) << "made at the first start";
    settings.data = file("is-not-there");
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Weaknesses, a_password_that_everybody_on_the_machine_can_read)
{
    settings.smtp_password_file = file("smtp");
    settings.translation_key_file = file("key");
    for (auto const& secret : {settings.smtp_password_file, settings.translation_key_file}) {
        files::write_atomically(secret, "geheim");
        std::filesystem::permissions(secret, perms::owner_read | perms::group_read);
    }
    EXPECT_THAT(found(), IsEmpty()) << "root's, readable by the group of the service";
    for (auto const& secret : {settings.smtp_password_file, settings.translation_key_file})
        std::filesystem::permissions(secret, perms::others_read, std::filesystem::perm_options::add);
    EXPECT_THAT(found(), ElementsAre("smtp_password_file!", "translation_key_file!"));
}

TEST_F(Weaknesses, a_database_elsewhere_that_is_reached_in_clear_or_whoever_it_is)
{
    settings.database = "postgresql://kommin@db1/i?sslmode=disable";
    EXPECT_THAT(found(), ElementsAre("database!"));
    auto const in_clear = find().front().problem.message;
    settings.database = "postgresql://kommin@db1/i?sslmode=require";
    EXPECT_THAT(found(), ElementsAre("database!"));
    EXPECT_NE(find().front().problem.message, in_clear);
}

TEST_F(Weaknesses, a_portal_without_tls)
{
    settings.base_url = "http://portal.kreis.example";
    EXPECT_THAT(found(), ElementsAre("base_url!"));
    for (auto const* url : {"http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080/"}) {
        settings.base_url = url;
        EXPECT_THAT(found(), IsEmpty()) << url;
    }
    settings.base_url = "http://127.evil.example"; // no number: a name
    EXPECT_THAT(found(), ElementsAre("base_url!"));
    settings.base_url = "";
    settings.address = "0.0.0.0";
    EXPECT_THAT(found(), ElementsAre("base_url!"));
    settings.trusted_proxies = {};
    EXPECT_THAT(found(), ElementsAre("base_url!", "listen!"));
}

TEST_F(Weaknesses, a_network_of_proxies_in_which_others_live)
{
    settings.trusted_proxies = {"10.0.0.0/24", "10.1.2.3", "2001:db8::/64", "::1"};
    EXPECT_THAT(found(), IsEmpty());
    settings.trusted_proxies = {"0.0.0.0/0", "127.0.0.1", "10.0.0.0/8", "2001:db8::/32"};
    EXPECT_THAT(found(), ElementsAre("trusted_proxies!", "trusted_proxies!", "trusted_proxies!"));
}

TEST_F(Weaknesses, what_only_protects_less_is_told_to_whoever_asks)
{
    settings.metrics_address = "0.0.0.0";
    settings.leaked_passwords = "";
    EXPECT_THAT(found(), ElementsAre("metrics_listen", "leaked_passwords"));
}

TEST_F(Weaknesses, stand_in_the_log_with_what_helps)
{
    settings.metrics_address = "0.0.0.0";
    settings.trusted_proxies = {"10.0.0.0/8"};
    auto const log_file = file("log");
    log::configure(log::Level::warning, {log_file});
    warn_of_weaknesses(settings, *settings.location());
    log::configure(log::Level::info, log::Target::standard_error());
    std::ifstream lines(log_file);
    std::string const text{std::istreambuf_iterator<char>(lines), {}};
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
    EXPECT_THAT(
        text,
        AllOf(
            HasSubstr("installation.weak"), HasSubstr("\"what\":\"trusted_proxies\""),
            HasSubstr("10.0.0.0/8"), HasSubstr("the proxy itself"), Not(HasSubstr("{key}"))));
}

}
} // namespace kommin::app
