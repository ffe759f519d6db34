// What a secret vote leaves behind: nothing in database, files, trail and log ties a ballot to anybody.

#include "app/maintenance.hpp"
#include "app/modules.hpp"
#include "app/tests/secret_vote_story.hpp"
#include "platform/http/server.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using meetings::SecretVoteId;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class SecretVoteTraces : public SecretVoteBase { };
KOMMIN_ON_BOTH_ENGINES(SecretVoteTraces);

TEST_P(SecretVoteTraces, no_join_order_or_time_ties_a_ballot_to_anybody)
{
    EXPECT_THAT(columns_of("secret_slips"), ElementsAre("tenant_id", "vote_id", "digest", "sealed"));
    EXPECT_THAT(
        columns_of("secret_votes"),
        ElementsAre(
            "id", "tenant_id", "minutes_id", "motion", "question", "state", "slips", "cast_votes", "yes",
            "no", "abstained"));
    auto const codes = begin();
    ASSERT_THAT(codes, SizeIs(3));
    expect_in_order_of_digests();
    auto const entries = count_entries();
    auto before = as_it_lies("sealed");
    auto const jobs = connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs");
    for (auto const& [place, choice] :
         std::vector<std::pair<std::size_t, std::string>>{{2, "j"}, {0, "n"}, {1, "e"}}) {
        auto const elsewhere = everything_but_slips();
        EXPECT_EQ(cast(codes.at(place), choice).status(), http::Status::see_other);
        expect_no_trace(before, elsewhere);
        before = as_it_lies("sealed");
    }
    EXPECT_EQ(opened(), "nej");
    EXPECT_EQ(count_entries(), entries) << "the trail does not know that somebody has voted";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs"), jobs) << "nor the queue";
    Strings const first = as_it_lies("digest");
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_slips"), 0);

    // The same choices in another order, by other slips.
    auto const others = begin("3", "2");
    expect_in_order_of_digests();
    auto const entries_of_others = count_entries();
    before = as_it_lies("sealed");
    for (auto const& [place, choice] :
         std::vector<std::pair<std::size_t, std::string>>{{1, "n"}, {2, "e"}, {0, "j"}}) {
        auto const elsewhere = everything_but_slips();
        EXPECT_EQ(cast(others.at(place), choice).status(), http::Status::see_other);
        expect_no_trace(before, elsewhere);
        before = as_it_lies("sealed");
    }
    EXPECT_EQ(opened(), "jne");
    EXPECT_EQ(count_entries(), entries_of_others);
    EXPECT_THAT(as_it_lies("digest"), Not(Contains(first.front())));
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(
        connection().list<std::string>(
            "SELECT slips || ' ' || cast_votes || ' ' || yes || ' ' || no || ' ' || abstained"
            " FROM secret_votes ORDER BY id"),
        ElementsAre("3 3 1 1 1", "3 3 1 1 1"))
        << "both worlds are the same";
    auto trails
        = connection().list<std::string>("SELECT action || before_json || after_json FROM audit_entries"
                                         " WHERE action LIKE 'meetings.minutes.vote%' ORDER BY id");
    ASSERT_THAT(trails, SizeIs(4));
    // Number and fingerprint of the version are others each time; the motions are two.
    std::regex const of_version(R"("version":\d+|"fingerprint":"[^"]*"|_\d+_[12])");
    for (auto& entry : trails)
        entry = std::regex_replace(entry, of_version, "");
    EXPECT_EQ(trails[0], trails[2]);
    EXPECT_EQ(trails[1], trails[3]);
}

// The comparison above would be worth nothing if it looked past a table.
TEST_P(SecretVoteTraces, a_trace_in_any_table_is_seen)
{
    begin();
    auto const before = everything_but_slips();
    EXPECT_GT(before.size(), 100U) << "tables of the whole product";
    EXPECT_THAT(changed_since(before), IsEmpty());
    connection().execute("UPDATE secret_votes SET slips = slips + 1");
    EXPECT_THAT(changed_since(before), ElementsAre("secret_votes"));
    connection().execute("UPDATE secret_votes SET slips = slips - 1");
    EXPECT_THAT(changed_since(before), IsEmpty());
    // A row that was added and erased again: its number stays given.
    if (is_sqlite())
        connection().execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'agenda_items'");
    else
        EXPECT_GT(
            connection().load<std::int64_t>("SELECT nextval(pg_get_serial_sequence('agenda_items', 'id'))"),
            0);
    EXPECT_THAT(changed_since(before), ElementsAre("numbers that were given"));
    EXPECT_TRUE(work([](Work& work) -> Result<void> {
        work.enqueue("contacts.people.ground", "{}");
        return {};
    }));
    EXPECT_THAT(changed_since(before), Contains("jobs"));
}

TEST_P(SecretVoteTraces, the_key_is_beside_the_database_in_no_copy_and_gone_once_it_is_counted)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    ASSERT_TRUE(std::filesystem::exists(key_file()));
    auto const key = bytes_of(key_file());
    EXPECT_THAT(key, SizeIs(32));
    EXPECT_EQ(
        std::filesystem::status(key_file()).permissions(),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Settings settings;
    settings.data = folder_.path();
    Folder const elsewhere;
    std::filesystem::create_directory(elsewhere.path());
    if (is_sqlite()) {
        ASSERT_TRUE(back_up(connection(), settings, elsewhere.path() / "kopie"));
        for (auto const& entry : std::filesystem::recursive_directory_iterator(elsewhere.path())) {
            EXPECT_THAT(entry.path().string(), Not(HasSubstr(".key")));
            EXPECT_EQ(bytes_of(entry.path()).find(key), std::string::npos) << entry.path();
        }
        EXPECT_NE(bytes_of(elsewhere.path() / "kopie").find(sealed[0]), std::string::npos)
            << "of an open vote a copy has what nobody can open";
    }
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_FALSE(std::filesystem::exists(key_file()));
    mail(); // the jobs that are due
    EXPECT_EQ(count_dead_jobs(), 0);
    if (is_sqlite()) {
        for (auto const* ending : {"", "-wal"}) {
            auto const bytes = bytes_of(connection().location().target + ending);
            for (auto const& one : sealed)
                EXPECT_EQ(bytes.find(one), std::string::npos) << ending;
        }
    } else {
        EXPECT_EQ(connection().load<std::int64_t>("SELECT pg_relation_size('secret_slips')"), 0)
            << "no dead row is left";
    }
}

// Between the commit that ends a vote and the end of its key a process may die, or the disk refuse.
TEST_P(SecretVoteTraces, a_key_that_was_not_erased_with_its_vote_is_erased_by_the_job)
{
    cast_all(begin(), {"j", "n", "e"});
    EXPECT_EQ(
        std::filesystem::status(key_file().parent_path()).permissions(), std::filesystem::perms::owner_all);
    auto const is_counted
        = work([&](Work& work) { return meetings::count_secret_vote(work, keys(), newest(), false); });
    EXPECT_TRUE(is_counted);
    EXPECT_TRUE(std::filesystem::exists(key_file()));
    mail();
    EXPECT_FALSE(std::filesystem::exists(key_file()));
    EXPECT_EQ(count_dead_jobs(), 0);

    begin("3", "2");
    std::filesystem::remove(key_file());
    std::filesystem::create_directories(key_file() / "voll");
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other)
        << "it has ended, whatever the disk says";
}

TEST_P(SecretVoteTraces, the_log_has_no_line_of_whoever_votes)
{
    auto const code = begin().front();
    http::Config config;
    product_.application.advise(config);
    auto const is_unlogged
        = [&](std::string const& path) { return config.is_unlogged(config.route_of(path)); };
    for (auto const& path : {slip(code), slip(code, "ar"), slip(code) + '/', std::string("/tr/abstimmung")})
        EXPECT_TRUE(is_unlogged(path)) << path;
    for (auto const& path : {minutes("/geheim"), std::string("/de/angebote")})
        EXPECT_FALSE(is_unlogged(path)) << path;
}

TEST_P(SecretVoteTraces, without_its_key_nothing_is_lost_and_nothing_counted)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    auto const away = folder_.path() / "anderswo";
    std::filesystem::rename(key_file(), away);
    EXPECT_EQ(anybody().get(slip(codes[0])).status(), http::Status::unavailable);
    EXPECT_EQ(cast(codes[0], "j").status(), http::Status::conflict);
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("Der Schlüssel dieser Abstimmung fehlt"));
    auto const refused = count();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("fehlt auf diesem Server"));
    EXPECT_EQ(as_it_lies("sealed"), sealed);
    std::filesystem::rename(away, key_file());
    EXPECT_EQ(count().status(), http::Status::see_other) << "it is back";
}

TEST_P(SecretVoteTraces, who_writes_into_the_database_adds_no_ballot)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    auto const digests = as_it_lies("digest");
    // What one slip says is written to another.
    connection().execute("UPDATE secret_slips SET sealed = ? WHERE digest = ?", sealed[0], digests[1]);
    auto const refused = count();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("wurden verändert: 1"));
    connection().execute("UPDATE secret_slips SET sealed = ? WHERE digest = ?", sealed[1], digests[1]);
    // One row more, or less.
    connection().execute(
        "INSERT INTO secret_slips (tenant_id, vote_id, digest, sealed) VALUES (?, ?, 'f', ?)", tenant_,
        newest(), sealed[0]);
    EXPECT_EQ(count().status(), http::Status::conflict);
    EXPECT_EQ(cast(codes[0], "n").status(), http::Status::conflict);
    connection().execute("DELETE FROM secret_slips WHERE digest = 'f' OR digest = ?", digests[2]);
    EXPECT_EQ(count("&sicher=ja").status(), http::Status::conflict);
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other) << "this is left";
}

TEST_P(SecretVoteTraces, keys_that_an_interruption_left_behind_are_erased_and_no_others)
{
    using std::filesystem::file_time_type;
    auto const make_older = [](std::filesystem::path const& file) {
        std::filesystem::last_write_time(file, file_time_type::clock::now() - std::chrono::hours(25));
    };
    cast_all(begin(), {"j", "n", "e"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    auto const ended = newest();
    begin("3", "2");
    make_older(key_file());
    auto const open = newest();
    auto const of_other_database = SecretVoteId{open.value + 1}, lost = SecretVoteId{open.value + 2};
    for (auto const id : {ended, of_other_database, lost})
        static_cast<void>(keys().create(tenant_, id));
    static_cast<void>(keys().create(tenant_, lost)); // the number of a vote that was never committed
    auto const folder = key_file().parent_path();
    auto const name_of = [&](SecretVoteId id, std::string const& ending) {
        return folder / (std::to_string(tenant_.value) + '-' + std::to_string(id.value) + ending);
    };
    make_older(name_of(lost, ".key"));
    auto const unfinished = name_of(lost, ".key.tmp-abc"), being_written = name_of(open, ".key.tmp-def");
    for (auto const& file : {unfinished, being_written})
        std::ofstream(file) << "x";
    make_older(unfinished);
    Settings settings;
    settings.data = folder_.path();
    clear_up_at_start(settings, connection(), clock(), no_signals);
    EXPECT_THAT(keys().list(tenant_), UnorderedElementsAre(open, of_other_database))
        << "a copy of the database knows nothing of votes that have begun since";
    EXPECT_FALSE(std::filesystem::exists(unfinished));
    EXPECT_TRUE(std::filesystem::exists(being_written));

    make_older(name_of(of_other_database, ".key"));
    clock().set(*parse_instant("2027-01-14T09:30:00Z"));
    mail(); // plans and does what is due
    clock().set(*parse_instant("2027-01-15T09:30:00Z"));
    mail();
    EXPECT_THAT(keys().list(tenant_), ElementsAre(open)) << "each night";
    EXPECT_EQ(count_dead_jobs(), 0);
}

} // namespace
} // namespace kommin::app
