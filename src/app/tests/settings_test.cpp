#include "app/settings.hpp"

#include "platform/base/testing.hpp"
#include "platform/files/files.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <map>

namespace kommin::app {
namespace {

class SettingsOfAProcess : public ::testing::Test {
protected:
    SettingsOfAProcess() { std::filesystem::create_directories(folder_); }
    ~SettingsOfAProcess() override { std::filesystem::remove_all(folder_); }

    Result<void> read(std::string const& toml)
    {
        files::write_atomically(folder_ / "kommin.toml", toml);
        return read_settings(folder_ / "kommin.toml", settings_);
    }
    Result<void> read_variables(std::map<std::string, std::string> const& environment)
    {
        return read_environment(
            [&](std::string const& name) -> char const* {
                auto const found = environment.find(name);
                return found == environment.end() ? nullptr : found->second.c_str();
            },
            settings_);
    }
    static std::string key_of(Result<void> const& result) { return result ? "" : result.problem().field; }

    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }

    Settings settings_;

private:
    std::filesystem::path folder_
        = std::filesystem::temp_directory_path() / ("kommin-settings-" + std::to_string(::getpid()));
};

TEST_F(SettingsOfAProcess, come_from_the_file_each_in_its_own_kind)
{
    ASSERT_TRUE(read(R"(
listen = "[::1]:9000"
database = "postgresql://db/kommin?sslmode=verify-full"
workers = 8
page_cache_mb = 0
log_level = "warning"
trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]
hsts_subdomains = true
jobs = false
office_email = "ki@kreis.example"
feedback_keep_days = 90
session_idle_minutes = 30
)"));
    EXPECT_EQ(settings_.address, "::1");
    EXPECT_EQ(settings_.port, 9000);
    EXPECT_EQ(settings_.workers, 8U);
    EXPECT_EQ(settings_.page_cache_mb, 0U);
    EXPECT_EQ(settings_.log_level, log::Level::warning);
    EXPECT_EQ(settings_.trusted_proxies, (std::vector<std::string>{"127.0.0.1", "10.0.0.0/8"}));
    EXPECT_TRUE(settings_.hsts_subdomains);
    EXPECT_FALSE(settings_.jobs);
    EXPECT_EQ(settings_.office_email, "ki@kreis.example");
    EXPECT_EQ(settings_.feedback_keep_days, 90);
    EXPECT_EQ(settings_.session_idle_minutes, 30);
}

TEST_F(SettingsOfAProcess, the_environment_knows_every_key_and_wins_over_the_file)
{
    ASSERT_TRUE(read("page_cache_mb = 1\ntrusted_proxies = [\"10.0.0.1\"]\nworkers = 2\n"));
    ASSERT_TRUE(read_variables(
        {{"KOMMIN_PAGE_CACHE_MB", "2"},
         {"KOMMIN_TRUSTED_PROXIES", "127.0.0.1, ::1"},
         {"KOMMIN_LOG_LEVEL", "error"},
         {"KOMMIN_SOMETHING_ELSE", "x"}}));
    EXPECT_EQ(settings_.page_cache_mb, 2U);
    EXPECT_EQ(settings_.trusted_proxies, (std::vector<std::string>{"127.0.0.1", "::1"}));
    EXPECT_EQ(settings_.log_level, log::Level::error);
    EXPECT_EQ(settings_.workers, 2U);
}

TEST_F(SettingsOfAProcess, wrong_values_name_their_key)
{
    EXPECT_EQ(key_of(read("colour = \"red\"")), "colour");
    EXPECT_EQ(key_of(read("log_level = \"loud\"")), "log_level");
    EXPECT_EQ(key_of(read("workers = \"8\"")), "workers");
    EXPECT_EQ(key_of(read("workers = 0")), "workers");
    EXPECT_EQ(key_of(read("trusted_proxies = \"127.0.0.1\"")), "trusted_proxies");
    EXPECT_EQ(key_of(read("jobs = \"true\"")), "jobs");
    EXPECT_EQ(key_of(read("listen = \"nowhere\"")), "listen");
    EXPECT_EQ(key_of(read("office_email = \"kreis\"")), "office_email");
    EXPECT_EQ(key_of(read_variables({{"KOMMIN_LOG_LEVEL", "loud"}})), "log_level");
    EXPECT_EQ(key_of(read_variables({{"KOMMIN_WORKERS", "8x"}})), "workers");
    EXPECT_EQ(key_of(read_variables({{"KOMMIN_JOBS", "yes"}})), "jobs");
    EXPECT_EQ(key_of(set_setting(settings_, "colour", "red")), "colour");
}

TEST_F(SettingsOfAProcess, mails_to_another_machine_are_encrypted_and_have_a_sender)
{
    auto const fault = [&](std::string const& toml) {
        settings_ = {};
        EXPECT_TRUE(read(toml));
        return key_of(check_settings(settings_));
    };
    std::string const sender = "mail_from = \"portal@kreis.example\"\n";
    EXPECT_EQ(fault(""), "");
    EXPECT_EQ(fault(sender + "smtp_url = \"smtp://mail.kreis.example:587\""), "");
    EXPECT_EQ(fault("smtp_url = \"smtp://mail.kreis.example:587\""), "mail_from");
    EXPECT_EQ(fault(sender + "smtp_url = \"smtp://mail.kreis.example\"\nsmtp_plain = true"), "smtp_plain");
    EXPECT_EQ(fault(sender + "smtp_url = \"smtp://127.0.0.1:25\"\nsmtp_plain = true"), "");
    EXPECT_EQ(fault("smtp_password = \"a\"\nsmtp_password_file = \"b\""), "smtp_password_file");
    EXPECT_EQ(fault("smtp_password_file = \"/nirgends\""), "smtp_password_file");
    EXPECT_EQ(key_of(read("smtp_url = \"https://mail.kreis.example\"")), "smtp_url");
    EXPECT_EQ(key_of(read("smtp_timeout_seconds = 0")), "smtp_timeout_seconds");
}

TEST_F(SettingsOfAProcess, texts_go_encrypted_to_a_translation_server_or_stay_on_this_machine)
{
    auto const fault = [&](std::string const& toml) {
        settings_ = {};
        EXPECT_TRUE(read(toml));
        return key_of(check_settings(settings_));
    };
    EXPECT_TRUE(Settings{}.translation_url.empty()) << "off unless somebody turns it on";
    EXPECT_EQ(fault("translation_url = \"https://uebersetzen.kreis.example\""), "");
    EXPECT_EQ(fault("translation_url = \"http://127.0.0.1:5000\""), "");
    EXPECT_EQ(key_of(read("translation_url = \"http://uebersetzen.kreis.example\"")), "translation_url");
    EXPECT_EQ(key_of(read("translation_timeout_seconds = 0")), "translation_timeout_seconds");
    EXPECT_EQ(fault("translation_key = \"a\"\ntranslation_key_file = \"b\""), "translation_key_file");
    EXPECT_EQ(fault("translation_key_file = \"/nirgends\""), "translation_key_file");
    EXPECT_EQ(fault("translation_ca_file = \"/nirgends\""), "translation_ca_file");
}

// What an operator gets who sets nothing: nobody outside reaches it or is asked, and nothing tells more than
// it must.
TEST_F(SettingsOfAProcess, are_safe_where_nobody_has_set_any)
{
    Settings const settings;
    EXPECT_EQ(settings.address, "127.0.0.1");
    EXPECT_EQ(settings.metrics_address, "");
    EXPECT_TRUE(settings.trusted_proxies.empty()) << "nobody's word is taken";
    EXPECT_EQ(settings.smtp_url, "");
    EXPECT_FALSE(settings.smtp_plain);
    EXPECT_EQ(settings.translation_url, "");
    EXPECT_EQ(settings.log_level, log::Level::info);
    for (auto const& key : setting_keys())
        EXPECT_EQ(key.name.find("debug"), std::string_view::npos)
            << key.name << ": there is nothing to switch";
    EXPECT_TRUE(check_settings(settings));
}

TEST_F(SettingsOfAProcess, a_list_of_leaked_passwords_is_looked_at_before_the_start)
{
    auto const fault = [&](std::string const& bytes) {
        auto const file = folder() / "leaked.txt";
        files::write_atomically(file, bytes);
        settings_ = {};
        EXPECT_TRUE(read("leaked_passwords = \"" + file.string() + "\""));
        return key_of(check_settings(settings_));
    };
    EXPECT_TRUE(Settings{}.leaked_passwords.empty()) << "off unless somebody has one";
    EXPECT_EQ(fault(std::string(40, 'A') + ":1\n" + std::string(40, 'B') + ":1\n"), "");
    EXPECT_EQ(fault(std::string(40, 'B') + ":1\n" + std::string(40, 'A') + ":1\n"), "leaked_passwords");
    EXPECT_EQ(fault("123456\n"), "leaked_passwords");
}

TEST_F(SettingsOfAProcess, every_key_is_in_the_handbook)
{
    auto const handbook = files::read_file(testing::source_folder() / "docs/user/betrieb.md", 1U << 20U);
    ASSERT_TRUE(handbook);
    for (auto const& key : setting_keys()) {
        EXPECT_NE(handbook->find("`" + std::string(key.name) + "`"), std::string::npos) << key.name;
        EXPECT_FALSE(key.help.empty());
    }
    EXPECT_EQ(setting_keys().front().variable(), "KOMMIN_DATABASE");
}

}
} // namespace kommin::app
