// Starting and stopping: the documented exit code, one clear sentence, and nobody is cut off.

#include "platform/base/testing.hpp"
#include "platform/db/transaction.hpp"
#include "program/site.hpp"

#include <gmock/gmock.h>
#include <sstream>

#include <csignal>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// As `kommin --help` says.
enum : int { done = 0, failed = 1, wrong_use = 2, wrong_input = 3, wrong_database = 4 };

void expect_refusal(Ended const& ended, int code, std::string_view word)
{
    EXPECT_EQ(ended.code, code) << "signal " << ended.signal << ", " << ended.err;
    EXPECT_TRUE(is_one_clear_sentence(ended.err));
    EXPECT_THAT(ended.err, HasSubstr(word));
    EXPECT_EQ(ended.out, "");
}

class StartAndStop : public OnBothEngines {
protected:
    // Locks what a message needs; freed at the end of the scope.
    static void lock_feedback(db::Transaction& transaction)
    {
        if (transaction.connection().engine() == db::Engine::postgres)
            transaction.connection().execute("LOCK TABLE feedback IN ACCESS EXCLUSIVE MODE");
    }
    Installation place{GetParam()};
};
KOMMIN_ON_BOTH_ENGINES(StartAndStop);

TEST_P(StartAndStop, a_request_on_its_way_is_answered_before_the_end)
{
    Site site(place);
    auto const other = place.connect();
    auto transaction = std::make_unique<db::Transaction>(*other);
    lock_feedback(*transaction);

    auto waiting = send_until_arrival(site, message_form("on-its-way"));

    site.program().send_signal(SIGTERM);
    EXPECT_TRUE(becomes_true([&] { return site.get("/healthz").status == 0; })) << "new requests are refused";
    EXPECT_FALSE(site.program().ends_within(0ms)) << "somebody is still waiting";
    transaction.reset();
    EXPECT_EQ(waiting.get().status, 303);
    EXPECT_EQ(site.program().wait(10s).code, done);
    EXPECT_EQ(place.count("SELECT count(*) FROM feedback"), 1);
}

TEST_P(StartAndStop, the_office_brings_its_own_words_for_the_search)
{
    write_file(place.data() / "concepts.csv", "concept;de;en\nadvice;Beratung;zwobbelquark\n");
    Site const site(place);
    EXPECT_TRUE(site.becomes_searchable());
    EXPECT_THAT(site.get("/en/suche?q=zwobbelquark").body, HasSubstr("/en/angebote/"));
}

TEST_P(StartAndStop, a_broken_vocabulary_is_named_with_its_line)
{
    write_file(place.data() / "concepts.csv", "concept;de;en\n;;\nadvice;Beratung\n");
    auto const ended = place.run({"serve", "--listen", "127.0.0.1:0"});
    expect_refusal(ended, failed, "concepts.csv");
    EXPECT_THAT(ended.err, ::testing::ContainsRegex("line [23]"));
}

TEST_P(StartAndStop, a_locked_database_does_not_keep_the_program_alive)
{
    Site site(place);
    auto const other = place.connect();
    db::Transaction transaction(*other);
    lock_feedback(transaction);
    auto waiting = send_until_arrival(site, message_form("too-late"));
    site.program().send_signal(SIGTERM);
    EXPECT_EQ(site.program().wait(10s).code, done);
    EXPECT_EQ(waiting.get().status, 503);
}

TEST_P(StartAndStop, a_newer_database_is_refused)
{
    place.connect()->execute("INSERT INTO schema_migrations (version, name, checksum, applied_at)"
                             " VALUES (9999, '9999_of_the_future', 'x', '2030-01-01T00:00:00Z')");
    for (auto const& words :
         {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0"},
          {"migrate"},
          {"import", "offers", write_offers(place.data(), 1).string()}}) {
        SCOPED_TRACE(words.front());
        expect_refusal(place.run(words), wrong_database, "9999_of_the_future");
    }
    EXPECT_EQ(place.run({"verify"}).code, wrong_database);
}

TEST_P(StartAndStop, a_changed_database_is_refused)
{
    place.connect()->execute("UPDATE schema_migrations SET checksum = 'x' WHERE version = 2");
    for (auto const& words : {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0"}, {"migrate"}}) {
        SCOPED_TRACE(words.front());
        expect_refusal(place.run(words), wrong_database, "0002_");
    }
    EXPECT_EQ(place.run({"verify"}).code, wrong_database);
}

TEST_P(StartAndStop, an_empty_database_is_refused_until_it_is_migrated)
{
    auto const empty = [&] { // as if somebody had only created it
        if (GetParam() == db::Engine::sqlite) {
            std::filesystem::resize_file(place.database(), 0);
        } else {
            place.connect()->execute("DROP SCHEMA public CASCADE");
            place.connect()->execute("CREATE SCHEMA public");
        }
    };
    empty();
    expect_refusal(place.run({"serve", "--listen", "127.0.0.1:0"}), wrong_database, "kommin migrate");
    auto const verified = place.run({"verify"});
    EXPECT_EQ(verified.code, wrong_database);
    EXPECT_EQ(verified.err, "");
    EXPECT_EQ(place.run({"migrate"}).code, done);
    EXPECT_TRUE(is_sound(place));
}

TEST_P(StartAndStop, a_lost_key_is_named_and_not_made_anew)
{
    {
        Site const site(place); // notes the key it makes
    }
    std::filesystem::rename(place.data() / "server.key", place.data() / "elsewhere");
    expect_refusal(place.run({"serve", "--listen", "127.0.0.1:0"}), failed, "server.key");
    expect_refusal(place.run({"worker", "--once"}), failed, "server.key");
    expect_refusal(place.run({"key", "renew"}), failed, "server.key");
    EXPECT_FALSE(std::filesystem::exists(place.data() / "server.key"));
    EXPECT_EQ(place.run({"key", "renew", "--lost"}).code, done);
    Site const site(place);
    EXPECT_EQ(site.get("/de/").status, 200);
}

TEST_P(StartAndStop, a_taken_port_is_named)
{
    Site const first(place);
    auto const address = "127.0.0.1:" + std::to_string(first.port());
    auto const refused = place.run({"serve", "--listen", address});
    expect_refusal(refused, failed, address);
    EXPECT_THAT(refused.err, HasSubstr("--listen")) << "what can be done";
    EXPECT_EQ(first.get("/de/").status, 200);
}

TEST_P(StartAndStop, an_open_data_folder_is_warned_of)
{
    using std::filesystem::perms;
    std::filesystem::permissions(place.data(), perms::owner_all | perms::others_read | perms::others_exec);
    Site site(place);
    EXPECT_TRUE(becomes_true([&] {
        auto const told = site.program().errors();
        return told.find("installation.weak") != std::string::npos
            && told.find("chmod 700") != std::string::npos;
    }));
}

// What has nothing to do with the engine: a data folder as the handbook describes it.
class DataFolder : public ::testing::Test {
protected:
    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const
    {
        words.insert(words.end(), {"--data", folder.string()});
        return words;
    }
    [[nodiscard]] bool has(std::string const& name) const { return std::filesystem::exists(folder / name); }

    db::TestDatabase scratch{db::Engine::sqlite};
    std::filesystem::path folder = std::filesystem::path(scratch.directory()) / "data";
};

TEST_F(DataFolder, a_missing_database_is_named_and_not_made)
{
    std::filesystem::create_directory(folder);
    auto const offers = write_offers(scratch.directory(), 1).string();
    for (auto const& words :
         {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0"},
          {"verify"},
          {"import", "offers", offers},
          {"backup", scratch.directory() + "/copy"}}) {
        SCOPED_TRACE(words.front());
        expect_refusal(run(command(words)), wrong_database, "data/kommin.db");
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(DataFolder, a_demonstration_whose_files_are_missing_leaves_nothing_behind)
{
    auto const files = std::filesystem::path(scratch.directory()) / "demo";
    for (auto const* name : {"district.csv", "offers.json", "translations"}) {
        SCOPED_TRACE(name);
        std::filesystem::copy(
            testing::source_folder() / "demo", files, std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(files / name);
        expect_refusal(run(command({"demo", "--from", files.string()})), failed, name);
        EXPECT_FALSE(std::filesystem::exists(folder));
        std::filesystem::remove_all(files);
    }
    expect_refusal(run(command({"demo", "--from", files.string()})), failed, "district.csv");
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST_F(DataFolder, a_missing_folder_is_named_and_not_made)
{
    expect_refusal(run(command({"serve"})), wrong_database, "data/kommin.db");
    expect_refusal(run(command({"migrate"})), failed, "data/kommin.db");
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST_F(DataFolder, a_wrong_setting_is_named)
{
    std::filesystem::create_directory(folder);
    struct Case {
        std::string_view settings;
        std::string_view named;
    };
    for (auto const& [settings, named] :
         {Case{"farbe = \"blau\"\n", "farbe"}, Case{"workers = 0\n", "workers"},
          Case{"workers = \"vier\"\n", "workers"}, Case{"listen = \"irgendwo\"\n", "listen"},
          Case{"\nbase_url = \n", "2"}, Case{"base_url = \"\xff\"\n", "kommin.toml"}}) {
        SCOPED_TRACE(settings);
        write_file(folder / "kommin.toml", settings);
        expect_refusal(run(command({"serve"})), wrong_use, named);
    }
    EXPECT_FALSE(has("kommin.db"));
}

TEST_F(DataFolder, what_the_installation_leaves_open_is_told_to_whoever_asks)
{
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(
        folder, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
    write_file(folder / "kommin.toml", "base_url = \"http://portal.example\"\n");
    auto const weak = run(command({"check"}));
    EXPECT_EQ(weak.code, failed);
    EXPECT_EQ(weak.err, "");
    EXPECT_THAT(weak.out, HasSubstr("chmod 700 " + folder.string()));
    EXPECT_THAT(weak.out, HasSubstr("https://"));
    EXPECT_THAT(weak.out, HasSubstr("leaked_passwords"));

    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    write_file(folder / "leaked.txt", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n");
    write_file(
        folder / "kommin.toml",
        "base_url = \"https://portal.example\"\nleaked_passwords = \"" + (folder / "leaked.txt").string()
            + "\"\n");
    auto const sound = run(command({"check"}));
    EXPECT_EQ(sound.code, done) << sound.out << sound.err;
    EXPECT_FALSE(has("kommin.db")) << "it only looks";
}

TEST_F(DataFolder, an_unreadable_one_is_named)
{
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::none);
    for (auto const* word : {"serve", "migrate", "verify"})
        expect_refusal(run(command({word}), Permissions::also_for_root), failed, "data/kommin");
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    write_file(folder / "kommin.toml", "workers = 2\n");
    std::filesystem::permissions(folder / "kommin.toml", std::filesystem::perms::none);
    expect_refusal(run(command({"serve"}), Permissions::also_for_root), failed, "kommin.toml");
}

TEST_F(DataFolder, a_file_that_is_no_database_is_refused)
{
    std::filesystem::create_directory(folder);
    write_file(folder / "kommin.db", std::string(8192, 'x'));
    for (auto const* word : {"serve", "migrate", "verify"})
        expect_refusal(run(command({word})), failed, "file is not a database");
}

TEST_F(DataFolder, an_unreachable_server_is_named_without_its_password)
{
    auto const url = std::string("postgresql://kommin:geheim@127.0.0.1:1/kommin"); // nobody listens on port 1
    for (auto const* word : {"serve", "migrate", "verify"}) {
        auto const ended = run(command({word, "--database", url}));
        expect_refusal(ended, failed, "PostgreSQL");
        EXPECT_THAT(ended.err, Not(HasSubstr("geheim")));
    }
}

// As a help page lists them.
std::vector<std::string> subcommands_in(std::string const& help)
{
    std::vector<std::string> names;
    std::istringstream lines(help);
    bool is_list = false;
    for (std::string line; std::getline(lines, line);) {
        if (is_list && line.starts_with("  ") && line[2] != ' ')
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
        is_list = line.starts_with("Subcommands:") || (is_list && !line.empty());
    }
    return names;
}

TEST(Help, names_the_exit_codes_of_every_command)
{
    std::vector<std::vector<std::string>> waiting{{}};
    std::size_t commands = 0;
    for (; !waiting.empty(); ++commands) {
        auto const words = std::move(waiting.back());
        waiting.pop_back();
        auto asked = words;
        asked.emplace_back("--help");
        auto const ended = run(asked);
        EXPECT_EQ(ended.code, done);
        EXPECT_EQ(ended.err, "");
        EXPECT_THAT(ended.out, HasSubstr("4 the database is missing")) << asked.front();
        for (auto const& name : subcommands_in(ended.out)) {
            waiting.push_back(words);
            waiting.back().push_back(name);
        }
    }
    EXPECT_GE(commands, 25U);
    for (auto const& words :
         {std::vector<std::string>{}, {"paint"}, {"serve", "--colour"}, {"import", "offers"}})
        EXPECT_EQ(run(words).code, wrong_use);
}

TEST(Help, a_word_that_is_no_command_is_named)
{
    expect_refusal(run({"paint"}), wrong_use, "\"paint\"");
    expect_refusal(run({"user", "ad", "--name", "x"}), wrong_use, "\"ad\"");
    EXPECT_THAT(run({"user"}).err, HasSubstr("subcommand is required"));
}

} // namespace
} // namespace kommin::program_tests
