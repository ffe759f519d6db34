#include "platform/audit/audit.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/testing.hpp"
#include "platform/db/transaction.hpp"
#include "platform/json/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace kommin::audit {
namespace {

constexpr TenantId unna{1};
constexpr TenantId soest{2};

class AuditChain : public db::DatabaseTest {
protected:
    void record_number(TenantId tenant, int number)
    {
        db::Transaction transaction(connection());
        record(connection(), clock_, entry(tenant, number));
        transaction.commit();
    }
    static Entry entry(TenantId tenant, int number)
    {
        return {
            tenant,
            Actor::account(17, "Frau Kaya", std::make_shared<Rights const>()),
            "portal.offer.published",
            "offer",
            number % 3,
            number == 1 ? Facts{} : Facts{{"title", "Alt"}},
            {{"title", "Sprachkurs für alle"}, {"n", number}},
            "req-" + std::to_string(number)};
    }
    void record_numbers(TenantId tenant, int count)
    {
        for (int number = 1; number <= count; ++number)
            record_number(tenant, number);
    }
    // What somebody with the database password can do.
    void drop_triggers()
    {
        if (connection().engine() == db::Engine::sqlite) {
            connection().execute("DROP TRIGGER audit_entries_keep_update");
            connection().execute("DROP TRIGGER audit_entries_keep_delete");
        } else {
            connection().execute("DROP TRIGGER audit_entries_keep_rows ON audit_entries");
            connection().execute("DROP TRIGGER audit_entries_keep_table ON audit_entries");
        }
    }
    FixedClock clock_{*parse_instant("2026-11-22T21:14:14.003Z")};
};
KOMMIN_ON_BOTH_ENGINES(AuditChain);

TEST_P(AuditChain, knows_when_what_protects_the_entries_is_gone)
{
    EXPECT_TRUE(missing_guards(connection()).empty());
    if (connection().engine() == db::Engine::postgres) {
        connection().execute("ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_keep_rows");
        EXPECT_EQ(missing_guards(connection()), std::vector<std::string>{"audit_entries_keep_rows"})
            << "switched off is as good as gone";
    }
    drop_triggers();
    EXPECT_EQ(missing_guards(connection()).size(), 2U);
}

TEST_P(AuditChain, numbers_each_tenants_entries_from_one_and_holds)
{
    EXPECT_EQ(head(connection(), unna).sequence, 0);
    record_numbers(unna, 5);
    record_numbers(soest, 2);
    auto const report = verify(connection(), unna);
    EXPECT_EQ(report.checked, 5);
    EXPECT_EQ(report.first_broken, std::nullopt);
    EXPECT_EQ(verify(connection(), soest).checked, 2);
    EXPECT_EQ(verify(connection(), TenantId{3}).checked, 0);
    EXPECT_EQ(verify(connection(), TenantId{3}).first_broken, std::nullopt);
    EXPECT_EQ(head(connection(), unna).sequence, 5);
}

TEST_P(AuditChain, several_at_once_are_the_chain_that_they_are_one_by_one)
{
    record_numbers(unna, 4);
    auto const one_by_one = list_entries(connection(), unna, std::nullopt, 10);
    {
        db::Transaction transaction(connection());
        record(connection(), clock_, std::vector{entry(soest, 1), entry(soest, 2), entry(soest, 3)});
        record(connection(), clock_, entry(soest, 4));
        record(connection(), clock_, std::vector<Entry>{});
        transaction.commit();
    }
    EXPECT_EQ(head(connection(), soest).sequence, 4);
    EXPECT_EQ(verify(connection(), soest).checked, 4);
    EXPECT_EQ(verify(connection(), soest).first_broken, std::nullopt);
    auto const at_once = list_entries(connection(), soest, std::nullopt, 10);
    ASSERT_EQ(at_once.size(), one_by_one.size());
    for (std::size_t i = 0; i < at_once.size(); ++i) {
        EXPECT_EQ(at_once[i].sequence, one_by_one[i].sequence);
        EXPECT_EQ(at_once[i].request_id, one_by_one[i].request_id);
        EXPECT_EQ(at_once[i].after_json, one_by_one[i].after_json);
    }
    db::Transaction transaction(connection());
    EXPECT_THROW(
        record(connection(), clock_, std::vector{entry(unna, 1), entry(soest, 2)}), std::logic_error);
}

TEST_P(AuditChain, the_hash_is_the_documented_one)
{
    record_number(unna, 1);
    auto const stored = list_entries(connection(), unna, std::nullopt, 10).at(0);
    std::string text = "kommin-audit-1\n64:" + std::string(64, '0')
        + "\n1:1\n1:1\n24:2026-11-22T21:14:14.003Z\n10:account:17\n22:portal."
          "offer.published\n5:offer\n1:1\n0:"
          "\n"
          "38:{\"title\":\"Sprachkurs für alle\",\"n\":1}\n5:req-1\n";
    EXPECT_EQ(stored.hash, crypto::sha256_hex(text)) << stored.after_json;
    EXPECT_EQ(head(connection(), unna).hash, stored.hash);
}

TEST_P(AuditChain, what_is_rolled_back_leaves_no_gap)
{
    record_number(unna, 1);
    {
        db::Transaction transaction(connection());
        record(connection(), clock_, entry(unna, 2));
    }
    record_number(unna, 3);
    auto const report = verify(connection(), unna);
    EXPECT_EQ(report.checked, 2);
    EXPECT_EQ(report.first_broken, std::nullopt);
}

TEST_P(AuditChain, the_database_refuses_to_change_or_remove_an_entry)
{
    record_numbers(unna, 2);
    EXPECT_THROW(connection().execute("UPDATE audit_entries SET actor = 'x'"), db::Error);
    EXPECT_THROW(connection().execute("DELETE FROM audit_entries"), db::Error);
    if (connection().engine() == db::Engine::postgres) {
        EXPECT_THROW(connection().execute("TRUNCATE audit_entries"), db::Error);
    }
    EXPECT_EQ(verify(connection(), unna).checked, 2);
}

TEST_P(AuditChain, a_change_of_any_column_is_found)
{
    record_numbers(unna, 4);
    drop_triggers();
    constexpr std::string_view changes[] = {
        "UPDATE audit_entries SET actor = 'herr.x' WHERE sequence = 3",
        "UPDATE audit_entries SET action = 'y' WHERE sequence = 3",
        "UPDATE audit_entries SET at = '2026-11-22T21:14:14.004Z' WHERE sequence = 3",
        "UPDATE audit_entries SET subject_kind = 'person' WHERE sequence = 3",
        "UPDATE audit_entries SET subject_id = subject_id + 1 WHERE sequence = 3",
        "UPDATE audit_entries SET before_json = '' WHERE sequence = 3",
        "UPDATE audit_entries SET after_json = '{}' WHERE sequence = 3",
        "UPDATE audit_entries SET request_id = '' WHERE sequence = 3",
        "UPDATE audit_entries SET previous_hash = hash WHERE sequence = 3",
        "UPDATE audit_entries SET hash = previous_hash WHERE sequence = 3",
        "UPDATE audit_entries SET tenant_id = 9 WHERE sequence = 3",
        "UPDATE audit_entries SET sequence = 7 WHERE sequence = 3",
    };
    for (auto const change : changes) {
        db::Transaction transaction(connection()); // rolled back: every change starts from the whole chain
        EXPECT_EQ(connection().execute(change), 1) << change;
        auto const report = verify(connection(), unna);
        EXPECT_EQ(report.first_broken, 3) << change;
        EXPECT_EQ(report.checked, 2) << change;
    }
}

TEST_P(AuditChain, removed_reordered_and_inserted_entries_are_found)
{
    record_numbers(unna, 4);
    drop_triggers();
    {
        db::Transaction transaction(connection());
        connection().execute("DELETE FROM audit_entries WHERE sequence = 2");
        EXPECT_EQ(verify(connection(), unna).first_broken, 2);
        connection().execute("UPDATE audit_entries SET sequence = 2 WHERE sequence = 3");
        connection().execute("UPDATE audit_entries SET sequence = 3 WHERE sequence = 4");
        EXPECT_EQ(verify(connection(), unna).first_broken, 2);
    }
    {
        db::Transaction transaction(connection());
        connection().execute("DELETE FROM audit_entries WHERE sequence = 4");
        EXPECT_EQ(verify(connection(), unna).first_broken, 4);
        EXPECT_EQ(verify(connection(), unna).checked, 3);
    }
    {
        db::Transaction transaction(connection());
        connection().execute("UPDATE audit_entries SET sequence = 9 WHERE sequence = 2");
        connection().execute("UPDATE audit_entries SET sequence = 2 WHERE sequence = 3");
        connection().execute("UPDATE audit_entries SET sequence = 3 WHERE sequence = 9");
        EXPECT_EQ(verify(connection(), unna).first_broken, 2);
    }
    {
        // A forged entry with a right hash at the end: the head does not know it.
        db::Transaction transaction(connection());
        auto const before = head(connection(), unna);
        record(connection(), clock_, entry(unna, 5));
        connection().execute("UPDATE audit_heads SET sequence = ?, hash = ?", before.sequence, before.hash);
        EXPECT_EQ(verify(connection(), unna).first_broken, 5);
    }
    {
        db::Transaction transaction(connection());
        connection().execute("DELETE FROM audit_heads");
        EXPECT_EQ(verify(connection(), unna).first_broken, 1);
    }
    EXPECT_EQ(verify(connection(), unna).first_broken, std::nullopt);
}

TEST_P(AuditChain, writers_at_the_same_time_never_fork_the_chain)
{
    constexpr int writers = 6;
    constexpr int each = 25;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&] {
            auto const own = connect({.busy_timeout = std::chrono::seconds(60)});
            for (int number = 1; number <= each;) {
                db::Transaction transaction(*own);
                record(*own, clock_, entry(unna, number));
                record(*own, clock_, entry(unna, number));
                transaction.commit();
                ++number;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    auto const report = verify(connection(), unna);
    EXPECT_EQ(report.checked, writers * each * 2);
    EXPECT_EQ(report.first_broken, std::nullopt);
}

TEST_P(AuditChain, refuses_entries_that_are_not_whole)
{
    db::Transaction transaction(connection());
    auto wrong = entry(unna, 1);
    wrong.after.emplace_back("title", "Noch einmal");
    EXPECT_THROW(record(connection(), clock_, wrong), std::invalid_argument);
    EXPECT_THROW(check(wrong), std::invalid_argument);
    wrong = entry(unna, 1);
    wrong.action.clear();
    EXPECT_THROW(record(connection(), clock_, wrong), std::invalid_argument);
    EXPECT_THROW(check(wrong), std::invalid_argument);
    EXPECT_NO_THROW(check(entry(unna, 1)));
}

TEST_P(AuditChain, an_entry_outside_a_transaction_is_a_programming_error)
{
    EXPECT_THROW(record(connection(), clock_, entry(unna, 1)), std::logic_error);
}

TEST_P(AuditChain, tells_the_history_of_one_record_newest_first)
{
    record_numbers(unna, 7);
    record_numbers(soest, 7);
    auto const history = list_history(connection(), unna, "offer", 1, 2);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].sequence, 7);
    EXPECT_EQ(history[1].sequence, 4);
    auto const page = list_entries(connection(), unna, 3, 10);
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].sequence, 2);
    EXPECT_EQ(page[0].tenant, unna);
    EXPECT_EQ(page[0].request_id, "req-2");
}

TEST_P(AuditChain, exports_json_lines_from_which_the_hashes_can_be_checked)
{
    record_numbers(unna, 3);
    record_numbers(soest, 1);
    std::vector<std::string> lines;
    export_lines(connection(), unna, [&](std::string_view line) { lines.emplace_back(line); });
    ASSERT_EQ(lines.size(), 3U);
    for (auto const& line : lines) {
        EXPECT_EQ(line.find('\n'), std::string::npos);
        auto const parsed = json::parse(line);
        ASSERT_TRUE(std::holds_alternative<json::Value>(parsed)) << line;
        auto const& value = std::get<json::Value>(parsed);
        EXPECT_EQ(*value.at({"after", "title"})->as_string(), "Sprachkurs für alle");
        EXPECT_EQ(value.find("hash")->as_string()->size(), 64U);
    }
    EXPECT_NE(lines[0].find("\"before\":null"), std::string::npos);
    EXPECT_NE(lines[1].find("\"before\":{\"title\":\"Alt\"}"), std::string::npos);
}

// The numbers that a filter finds, newest first, as one list and page by page.
std::vector<std::int64_t> found_by(db::Connection& connection, EntryFilter const& filter)
{
    std::vector<std::int64_t> all;
    for (auto const& entry : list_entries(connection, unna, filter, std::nullopt, 1'000))
        all.push_back(entry.sequence);
    std::vector<std::int64_t> paged;
    for (std::optional<std::int64_t> below;;) {
        auto const page = list_entries(connection, unna, filter, below, 2);
        for (auto const& entry : page)
            paged.push_back(entry.sequence);
        if (page.empty())
            break;
        below = page.back().sequence;
    }
    EXPECT_EQ(paged, all);
    std::vector<std::int64_t> above;
    for (std::int64_t last = 0;;) {
        auto const step = list_entries_above(connection, unna, filter, last, 2);
        if (step.empty())
            break;
        for (auto const& entry : step)
            above.insert(above.begin(), entry.sequence);
        last = step.back().sequence;
    }
    EXPECT_EQ(above, all);
    return all;
}

TEST_P(AuditChain, finds_entries_by_person_action_record_and_day)
{
    struct Sample {
        Actor actor;
        std::string_view action, subject_kind;
        std::int64_t subject_id;
        std::string_view at;
    };
    auto const kaya = Actor::account(17, "Frau Kaya", std::make_shared<Rights const>());
    auto const system = Actor::system();
    for (auto const& sample : {
             Sample{kaya, "portal.offer.created", "offer", 1, "2026-11-01T08:00:00.000Z"},
             Sample{kaya, "portal.offer.published", "offer", 1, "2026-11-01T09:00:00.000Z"},
             Sample{system, "portal.offer.published", "offer", 2, "2026-11-02T08:00:00.000Z"},
             Sample{
                 kaya, "portal.offers", "import", 1, "2026-11-03T08:00:00.000Z"}, // no part of portal.offer
             Sample{kaya, "identity.account.invited", "account", 17, "2026-11-04T08:00:00.000Z"},
             Sample{kaya, "portal.offer", "offer", 3, "2026-11-05T08:00:00.000Z"},
             // Somebody had set the clock back, and it was put right.
             Sample{system, "jobs.run", "job", 9, "2026-11-02T12:00:00.000Z"},
             Sample{kaya, "portal.offer.archived", "offer", 1, "2026-11-06T00:00:00.000Z"},
         }) {
        db::Transaction transaction(connection());
        record(
            connection(), FixedClock(*parse_instant(sample.at)),
            {unna,
             sample.actor,
             std::string(sample.action),
             std::string(sample.subject_kind),
             sample.subject_id,
             {},
             {},
             "req"});
        transaction.commit();
    }
    record_numbers(soest, 3); // is nobody's business here

    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(found_by(connection(), {}), (Numbers{8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.actor = "system"}), (Numbers{7, 3}));
    EXPECT_EQ(found_by(connection(), {.actor = "account:1"}), Numbers{});
    EXPECT_EQ(found_by(connection(), {.action = "portal.offer"}), (Numbers{8, 6, 3, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.action = "portal.offer.published"}), (Numbers{3, 2}));
    EXPECT_EQ(found_by(connection(), {.action = "portal.off"}), Numbers{});
    EXPECT_EQ(found_by(connection(), {.actor = "account:17", .action = "portal"}), (Numbers{8, 6, 4, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.subject_kind = "offer"}), (Numbers{8, 6, 3, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.subject_kind = "offer", .subject_id = 1}), (Numbers{8, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.subject_id = 1}), (Numbers{8, 4, 2, 1})) << "of any kind";
    EXPECT_EQ(found_by(connection(), {.action = "portal.offer", .subject_id = 1}), (Numbers{8, 2, 1}));
    EXPECT_EQ(found_by(connection(), {.subject_id = 4711}), Numbers{});
    EXPECT_EQ(
        found_by(
            connection(), {.action = "portal.offer.published", .subject_kind = "offer", .subject_id = 1}),
        Numbers{2});
    auto const day = [](std::string_view text) { return Instant(std::chrono::sys_days(*parse_date(text))); };
    EXPECT_EQ(
        found_by(connection(), {.from = day("2026-11-02"), .until = day("2026-11-03")}), (Numbers{7, 3}));
    EXPECT_EQ(found_by(connection(), {.from = day("2026-11-05")}), (Numbers{8, 6}));
    EXPECT_EQ(found_by(connection(), {.until = day("2026-11-02")}), (Numbers{2, 1}));
    EXPECT_EQ(found_by(connection(), {.until = day("2020-01-01")}), Numbers{});
    EXPECT_EQ(
        found_by(
            connection(), {.actor = "account:17", .from = day("2026-11-02"), .until = day("2026-11-06")}),
        (Numbers{6, 5, 4}));

    auto const kinds = list_entry_kinds(connection(), unna);
    ASSERT_EQ(kinds.size(), 7U);
    EXPECT_EQ(kinds.front().action, "identity.account.invited");
    EXPECT_EQ(kinds.back().action, "portal.offers");
    EXPECT_TRUE(list_entry_kinds(connection(), TenantId{99}).empty());
    EXPECT_EQ(verify(connection(), unna).checked, 8);
}

TEST_P(AuditChain, gives_the_newest_of_each_kind_that_counts_since_some_time)
{
    auto const add = [&](std::string_view at, std::string action, std::int64_t subject) {
        clock_.set(*parse_instant(at));
        auto one = entry(unna, 1);
        one.action = std::move(action);
        one.subject_id = subject;
        db::Transaction transaction(connection());
        record(connection(), clock_, one);
        transaction.commit();
    };
    add("2026-11-01T10:00:00.000Z", "people.read", 1);
    add("2026-11-20T10:00:00.000Z", "people.read", 2);
    add("2026-11-20T11:00:00.000Z", "people.changed", 3);
    add("2026-11-20T12:00:00.000Z", "people.read", 4);
    add("2026-11-20T12:00:01.000Z", "people.read", 5);
    add("2026-11-20T12:00:02.000Z", "people.found", 6);
    auto const found = [&](std::string_view from, int most) {
        std::vector<std::int64_t> subjects;
        for (auto const& one : list_newest_of_each_kind(
                 connection(), unna, *parse_instant(from),
                 [](EntryKind const& kind) { return kind.action != "people.changed"; }, most))
            subjects.push_back(one.subject_id);
        std::ranges::sort(subjects);
        return subjects;
    };
    EXPECT_EQ(found("2026-11-19T00:00:00.000Z", 10), (std::vector<std::int64_t>{2, 4, 5, 6}));
    EXPECT_EQ(found("2026-11-19T00:00:00.000Z", 2), (std::vector<std::int64_t>{4, 5, 6}));
    EXPECT_EQ(found("2026-11-20T12:00:01.000Z", 10), (std::vector<std::int64_t>{5, 6}));
    EXPECT_TRUE(found("2026-11-21T00:00:00.000Z", 10).empty());
    EXPECT_TRUE(list_newest_of_each_kind(
                    connection(), soest, *parse_instant("2026-11-01T00:00:00.000Z"),
                    [](EntryKind const&) { return true; }, 10)
                    .empty());
}

TEST_P(AuditChain, names_the_records_that_somebody_touched_last_each_once)
{
    auto const note = [&](std::int64_t actor, std::string action, std::string kind, std::int64_t subject) {
        db::Transaction transaction(connection());
        auto noted = entry(unna, 1);
        noted.actor = Actor::account(actor, "Wer", std::make_shared<Rights const>());
        noted.action = std::move(action);
        noted.subject_kind = std::move(kind);
        noted.subject_id = subject;
        record(connection(), clock_, noted);
        transaction.commit();
    };
    note(17, "portal.offer.changed", "offer", 1);
    note(17, "portal.page.changed", "page", 1);
    note(17, "portal.offer.published", "offer", 2);
    note(17, "portal.offer.changed", "offer", 1);
    note(17, "portal.feedback.read", "feedback", 9);
    note(18, "portal.offer.changed", "offer", 3);
    auto const all = [](EntryKind const& kind) { return kind.action != "portal.feedback.read"; };
    auto const told = [&](int limit) {
        std::vector<std::string> records;
        for (auto const& one : list_last_records(
                 connection(), unna, Actor::account(17, "Wer", std::make_shared<Rights const>()).code(), all,
                 limit))
            records.push_back(one.subject_kind + ' ' + std::to_string(one.subject_id));
        return records;
    };
    EXPECT_EQ(told(9), (std::vector<std::string>{"offer 1", "offer 2", "page 1"}));
    EXPECT_EQ(told(1), (std::vector<std::string>{"offer 1"}));
    EXPECT_TRUE(list_last_records(connection(), soest, "account:17", all, 9).empty());
}

}
} // namespace kommin::audit
