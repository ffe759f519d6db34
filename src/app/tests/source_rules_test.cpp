// Promises of docs/security.md about what the program does not do, read from its sources: a test of behaviour
// would show one way that is shut, this shows that there is none.

#include "platform/base/testing.hpp"
#include "platform/files/files.hpp"
#include "platform/json/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::app {
namespace {

std::filesystem::path root()
{
    return testing::source_folder();
}

// Where the pattern stands in the files below a folder, by their path; comments do not count.
std::map<std::string, std::vector<std::string>> find_in(
    std::filesystem::path const& folder, std::set<std::string> const& endings, std::string const& pattern)
{
    std::map<std::string, std::vector<std::string>> found;
    std::regex const wanted(pattern);
    std::regex const comment("//[^\\n]*");
    int files = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
        auto const path = std::filesystem::relative(entry.path(), root()).string();
        if (!entry.is_regular_file() || !endings.contains(entry.path().extension().string())
            || path.find("/tests/") != std::string::npos || path.find("/testing/") != std::string::npos)
            continue;
        ++files;
        auto const text = std::regex_replace(files::read_file(entry.path(), 4U << 20U).value(), comment, "");
        for (auto match = std::sregex_iterator(text.begin(), text.end(), wanted);
             match != std::sregex_iterator(); ++match)
            found[path].push_back((*match).str());
    }
    EXPECT_GE(files, 5) << folder;
    return found;
}

std::set<std::string> files_of(std::map<std::string, std::vector<std::string>> const& found)
{
    std::set<std::string> names;
    for (auto const& [name, places] : found)
        names.insert(name);
    return names;
}

// docs/security.md, "What an operator must do", point 1.
TEST(SourceRules, the_example_of_a_proxy_does_what_the_page_on_security_asks_of_one)
{
    auto const read = files::read_file(root() / "packaging/nginx.conf.example", 1U << 16U).value();
    std::string const example = std::regex_replace(read, std::regex("#[^\n]*"), "");
    for (auto const* line :
         {"ssl_protocols TLSv1.2 TLSv1.3;", "proxy_set_header Host $host;",
          "proxy_set_header X-Forwarded-For $remote_addr;", "proxy_set_header X-Forwarded-Proto $scheme;",
          "proxy_set_header X-Request-Id \"\";", "proxy_pass http://127.0.0.1:8080;", "proxy_cache off;",
          "return 301 https://portal.kreis.example$request_uri;"})
        EXPECT_NE(example.find(line), std::string::npos) << line;
    EXPECT_EQ(example.find("$proxy_add_x_forwarded_for"), std::string::npos) << "adds to what visitors claim";
    std::regex const log("access_log ([^;]*);");
    int logs = 0;
    for (auto at = std::sregex_iterator(example.begin(), example.end(), log); at != std::sregex_iterator();
         ++at, ++logs)
        EXPECT_EQ(at->str(1), "off") << "a log with tokens of mailed links";
    EXPECT_EQ(logs, 2) << "one for each server, else the log of the machine holds them";
    std::smatch ciphers;
    ASSERT_TRUE(std::regex_search(example, ciphers, std::regex("ssl_ciphers ([^;]*);")));
    std::regex const strong("ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)");
    auto const all = ciphers.str(1);
    std::regex const colon(":");
    for (auto name = std::sregex_token_iterator(all.begin(), all.end(), colon, -1);
         name != std::sregex_token_iterator(); ++name)
        EXPECT_TRUE(std::regex_match(name->str(), strong)) << name->str();
}

TEST(SourceRules, no_shell_is_called_and_programs_are_started_in_two_places)
{
    std::set<std::string> const cpp{".cpp", ".hpp"};
    EXPECT_EQ(
        files_of(find_in(
            "src", cpp,
            "(std|[^\\w])::system\\s*\\(|[;{}=(,!]\\s*system\\s*\\(|\\b(popen|wordexp|dlopen)\\s*\\(")),
        std::set<std::string>{});
    EXPECT_EQ(
        files_of(find_in(
            "src", cpp,
            "\\b(posix_spawnp?|execl|execle|execlp|execv|execve|execvp|execvpe|fork|vfork)\\s*\\(")),
        (std::set<std::string>{"src/platform/confined/worker.cpp", "src/platform/db/postgres_dump.cpp"}))
        << "with fixed names and lists of arguments";
    EXPECT_EQ(
        files_of(find_in("src", cpp, "\"(/bin/)?(ba|da)?sh\"")),
        std::set<std::string>{"src/modules/contacts/people/likeness.cpp"})
        << "there it is a sound";
}

TEST(SourceRules, scripts_evaluate_nothing_and_write_no_html)
{
    for (auto const* folder : {"assets/islands", "assets/worker"}) {
        EXPECT_EQ(
            files_of(find_in(
                folder, {".ts"},
                "\\beval\\s*\\(|\\bnew Function\\b|\\bFunction\\s*\\(|innerHTML|outerHTML|insertAdjacentHTML|"
                "document\\.write|set(Timeout|Interval)\\s*\\(\\s*['\"`]|importScripts")),
            std::set<std::string>{})
            << folder;
    }
    // JSON comes through the browser's own parser.
    EXPECT_EQ(
        files_of(find_in("assets/islands", {".ts"}, "\\.json\\(\\)")),
        std::set<std::string>{"assets/islands/suggestions.ts"});
}

TEST(SourceRules, nothing_makes_objects_from_bytes)
{
    EXPECT_EQ(
        files_of(find_in(
            "src", {".cpp", ".hpp"},
            "#include\\s*[<\"](boost/(serialization|archive)|cereal|msgpack|google/"
            "protobuf|flatbuffers|yaml)")),
        std::set<std::string>{});
}

TEST(SourceRules, every_package_of_the_scripts_is_named_by_its_digest_and_none_runs_at_its_installation)
{
    auto const parsed = json::parse(files::read_file(root() / "assets/package-lock.json", 4U << 20U).value());
    auto const* const lock = std::get_if<json::Value>(&parsed);
    ASSERT_NE(lock, nullptr);
    int packages = 0;
    for (auto const& [name, package] : *lock->find("packages")->as_object()) {
        if (name.empty())
            continue; // our own
        ++packages;
        auto const* const integrity = package.find("integrity");
        ASSERT_NE(integrity, nullptr) << name;
        EXPECT_TRUE(integrity->as_string()->starts_with("sha512-")) << name;
        if (auto const* const resolved = package.find("resolved")) {
            EXPECT_TRUE(resolved->as_string()->starts_with("https://registry.npmjs.org/")) << name;
        }
    }
    EXPECT_GT(packages, 10);
    auto const build = files::read_file(root() / "scripts/steps.sh", 1U << 20U).value()
        + files::read_file(root() / "scripts/build-assets", 1U << 20U).value();
    EXPECT_NE(build.find("npm ci"), std::string::npos);
    EXPECT_NE(build.find("--ignore-scripts"), std::string::npos);
    EXPECT_EQ(build.find("npm install"), std::string::npos);
}

}
} // namespace kommin::app
