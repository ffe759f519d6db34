// ./start: the accounts of the demonstration are shown once, work, and are neither lost nor left lying by
// whoever interrupts it. What it installs and builds is played here; `kommin` is the built program, or one
// that is interrupted where the test wants it.

#include "modules/tenants/roles.hpp"
#include "platform/base/testing.hpp"
#include "program/installation.hpp"
#include "program/site.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>

namespace kommin::program_tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

constexpr std::string_view shown_only_now = "shown only now";
constexpr std::string_view secret = "GEHEIM77";

class StartScript : public ::testing::Test {
protected:
    StartScript()
    {
        auto const source = testing::source_folder();
        for (auto const* folder : {"scripts", "bin", "build/release", "tmp"})
            fs::create_directories(checkout() / folder);
        for (auto const* file : {"start", "scripts/steps.sh", "CMakePresets.json"})
            fs::copy_file(source / file, checkout() / file);
        for (auto const* tool :
             {"scripts/install-packages", "scripts/build-assets", "bin/cmake", "bin/ninja"})
            write_script(tool, "exit 0");
        write_kommin("exec '" + testing::program_file() + "' \"$@\"");
    }

    [[nodiscard]] fs::path checkout() const { return fs::path(folder_.directory()) / "checkout"; }
    [[nodiscard]] fs::path data() const { return checkout() / "data"; }
    void write_script(fs::path const& file, std::string const& commands) const
    {
        write_file(checkout() / file, "#!/bin/sh\n" + commands + '\n');
        fs::permissions(checkout() / file, fs::perms::owner_all);
    }
    void write_kommin(std::string const& commands) const { write_script("build/release/kommin", commands); }
    // A program that writes the accounts where it is told to, and does more then.
    void write_kommin_that_fills(std::string const& then) const
    {
        write_kommin(
            "while [ $# -gt 0 ]; do\n"
            "  case $1 in --data) mkdir -p \"$2\" ;; --logins) logins=$2 ;; esac\n"
            "  shift\n"
            "done\n"
            "echo 'reader@demo.example  "
            + std::string(secret) + "' >\"$logins\"\n" + then);
    }
    // Everything that it says, with its exit code at the end.
    [[nodiscard]] std::string start(std::string const& options = {}) const
    {
        auto const folder = checkout().string();
        return printed_by(
            "cd '" + folder + "' && PATH='" + folder + "/bin':\"$PATH\" TMPDIR='" + folder
            + "/tmp' env --default-signal=INT,TERM,HUP ./start --prepare-only " + options
            + " 2>&1 </dev/null; echo \"code $?\"");
    }
    // For EXPECT_TRUE: no file holds that password.
    [[nodiscard]] ::testing::AssertionResult is_nowhere(std::string const& password) const
    {
        for (auto const& entry : fs::recursive_directory_iterator(checkout())) {
            if (!entry.is_regular_file() || entry.path().parent_path().filename() == "release")
                continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            if (text.str().find(password) != std::string::npos)
                return ::testing::AssertionFailure() << entry.path();
        }
        return ::testing::AssertionSuccess();
    }
    static std::ptrdiff_t count(std::string const& text, std::string_view what)
    {
        std::ptrdiff_t times = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
            ++times;
        return times;
    }

private:
    db::TestDatabase folder_{db::Engine::sqlite}; // for a folder of its own, which goes with the test
};

TEST_F(StartScript, shows_one_account_of_each_role_once_and_each_gets_in)
{
    auto const said = start();
    EXPECT_THAT(said, AllOf(HasSubstr(shown_only_now), HasSubstr("Ready."), HasSubstr("code 0")));
    std::map<std::string, std::string> accounts;
    std::regex const line("\\| ([a-z.]+@demo\\.example)  ([A-Z2-7]{24})\n");
    for (std::sregex_iterator found(said.begin(), said.end(), line), end; found != end; ++found) {
        EXPECT_TRUE(accounts.emplace((*found)[1], (*found)[2]).second) << (*found)[1] << " twice";
        EXPECT_TRUE(is_nowhere((*found)[2])) << (*found)[1];
    }
    EXPECT_EQ(accounts.size(), tenants::all_roles.size());
    for (auto const& role : tenants::all_roles) {
        auto name = std::string(role.role.code);
        std::ranges::replace(name, '_', '.');
        EXPECT_EQ(accounts.count(name + "@demo.example"), 1U) << name;
    }

    auto const again = start();
    EXPECT_THAT(again, AllOf(Not(HasSubstr(shown_only_now)), HasSubstr("code 0")));
    for (auto const& [mail, password] : accounts)
        EXPECT_THAT(again, Not(HasSubstr(password))) << mail;

    Site const site(data());
    ASSERT_TRUE(site.becomes_ready());
    auto const log_in = [&](std::string const& mail, std::string const& password) {
        return site.post(
            "/verwaltung/anmelden",
            encode_form({{"email", mail}, {"passwort", password}, {"weiter", "/verwaltung"}}),
            "Sec-Fetch-Site: same-origin\r\n");
    };
    for (auto const& [mail, password] : accounts) {
        EXPECT_EQ(log_in(mail, password).status, 303) << mail;
        EXPECT_EQ(log_in(mail, password + "A").status, 422) << mail;
    }
}

TEST_F(StartScript, interrupted_while_it_fills_leaves_no_password_behind)
{
    // The parent of the program is the script. Whatever it says afterwards, the folder never gets its name.
    for (auto const* signal : {"TERM", "INT", "HUP"}) {
        write_kommin_that_fills(std::string("kill -") + signal + " $PPID\nsleep 20");
        auto const said = start();
        EXPECT_THAT(said, AllOf(Not(HasSubstr(secret)), Not(HasSubstr("code 0")), Not(HasSubstr("FAILED"))))
            << signal;
        EXPECT_TRUE(is_nowhere(std::string(secret))) << signal;
        EXPECT_FALSE(fs::exists(data())) << signal;
    }
    write_kommin_that_fills("exit 0");
    auto const said = start();
    EXPECT_EQ(count(said, secret), 1) << said;
    EXPECT_TRUE(is_nowhere(std::string(secret)));
    EXPECT_TRUE(fs::exists(data()));
}

TEST_F(StartScript, interrupted_after_it_filled_has_shown_the_accounts)
{
    write_kommin_that_fills("exit 0");
    // The last step, which gives the folder its name, is where somebody interrupts.
    write_script("bin/mv", "kill -INT $PPID; exit 1");
    auto const said = start();
    EXPECT_EQ(count(said, secret), 1) << said;
    EXPECT_THAT(said, Not(HasSubstr("code 0")));
    EXPECT_TRUE(is_nowhere(std::string(secret)));
    EXPECT_FALSE(fs::exists(data())) << "the next start makes other accounts, and shows those";
}

TEST_F(StartScript, the_accounts_of_a_database_elsewhere_are_shown_even_when_interrupted)
{
    write_kommin_that_fills("kill -INT $PPID\nsleep 20");
    auto const said = start("--database postgresql://nirgends/kommin");
    EXPECT_EQ(count(said, secret), 1) << said;
    EXPECT_THAT(said, Not(HasSubstr("code 0")));
    EXPECT_TRUE(is_nowhere(std::string(secret)));
}

} // namespace
} // namespace kommin::program_tests
