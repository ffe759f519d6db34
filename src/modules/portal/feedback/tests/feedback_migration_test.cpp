// Migration 0023 on a database that has messages already: what was promised to somebody stays promised.

#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::portal {
namespace {

class FeedbackMigration : public db::DatabaseTest {
protected:
    FeedbackMigration()
        : db::DatabaseTest(db::migrations().first(20))
    { }
};
KOMMIN_ON_BOTH_ENGINES(FeedbackMigration);

TEST_P(FeedbackMigration, keeps_every_message_with_its_deadlines)
{
    auto& db = connection();
    FixedClock const clock(*parse_instant("2026-11-23T09:00:00Z"));
    auto const tenant = tenants::found_district(db, clock.now());
    auto const insert = [&](std::string_view key, std::string_view topic) {
        return db.load<FeedbackId>(
            "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, "
            "state,"
            " received_at, answer_by, answer_at_latest) VALUES (?, ?, ?, 'orte', 'Zu klein', '', 'tr', "
            "'open',"
            " '2026-11-01T09:00:00.000Z', '2026-11-15', '2026-12-13') RETURNING id",
            tenant, key, topic);
    };
    auto const barrier = insert("a", "barrier");
    auto const remark = insert("b", "content");

    ASSERT_TRUE(db::migrate(db, clock));

    for (auto const id : {barrier, remark}) {
        auto const stored = find_feedback(db, tenant, id);
        ASSERT_TRUE(stored);
        EXPECT_EQ(to_iso(stored->answer_by.value()), "2026-11-15");
        EXPECT_EQ(to_iso(stored->answer_at_latest.value()), "2026-12-13");
        EXPECT_EQ(stored->owner(), Scope::whole_tenant());
        EXPECT_EQ(stored->stage(), FeedbackStage::fresh);
        EXPECT_EQ(stored->message, "Zu klein");
    }
}

class AnswerMigration : public db::DatabaseTest {
protected:
    AnswerMigration()
        : db::DatabaseTest(db::migrations().first(33))
    { }
};
KOMMIN_ON_BOTH_ENGINES(AnswerMigration);

TEST_P(AnswerMigration, keeps_what_was_answered)
{
    auto& db = connection();
    FixedClock const clock(*parse_instant("2026-11-23T09:00:00Z"));
    auto const tenant = tenants::found_district(db, clock.now());
    auto const id = db.load<FeedbackId>(
        "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state,"
        " received_at, answer, finished_at) VALUES (?, 'k', 'content', 'orte', 'Zu klein', '', 'tr', "
        "'answered',"
        " '2026-11-01T09:00:00.000Z', 'Ist jetzt groß.', '2026-11-02T09:00:00.000Z') RETURNING id",
        tenant);

    ASSERT_TRUE(db::migrate(db, clock));

    EXPECT_EQ(find_feedback(db, tenant, id)->answer, "Ist jetzt groß.");
    auto const answers = list_answers(db, tenant, id);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].state, AnswerState::noted);
    EXPECT_EQ(to_iso(answers[0].written_at), "2026-11-02T09:00:00.000Z");
}

class VoteMigration : public db::DatabaseTest {
protected:
    VoteMigration()
        : db::DatabaseTest(db::migrations().first(65))
    { }
};
KOMMIN_ON_BOTH_ENGINES(VoteMigration);

TEST_P(VoteMigration, adds_up_what_was_voted_below_searches_and_forgets_their_words)
{
    auto& db = connection();
    FixedClock const clock(*parse_instant("2026-11-23T09:00:00Z"));
    auto const tenant = tenants::found_district(db, clock.now());
    struct Votes {
        std::string day, page, language;
        std::int64_t yes, no;
        bool operator==(Votes const&) const = default;
    };
    for (auto const& [day, page, language, yes, no] :
         {Votes{"2026-11-20", "suche?q=Leyla%20Demir", "de", 1, 2},
          Votes{"2026-11-20", "suche?q=Kurs", "de", 4, 0}, Votes{"2026-11-20", "suche", "de", 10, 1},
          Votes{"2026-11-20", "suche?q=kurs", "tr", 0, 1}, Votes{"2026-11-21", "suche?q=Kurs", "de", 0, 3},
          Votes{"2026-11-20", "angebote/kurs", "de", 5, 5}})
        db.execute(
            "INSERT INTO page_answers (tenant_id, day, page, language, yes, no) VALUES (?, ?, ?, ?, ?, ?)",
            tenant, day, page, language, yes, no);

    ASSERT_TRUE(db::migrate(db, clock));

    EXPECT_EQ(
        db.list<Votes>("SELECT day, page, language, yes, no FROM page_answers ORDER BY day, page, language"),
        (std::vector<Votes>{
            {"2026-11-20", "angebote/kurs", "de", 5, 5},
            {"2026-11-20", "suche", "de", 15, 3},
            {"2026-11-20", "suche", "tr", 0, 1},
            {"2026-11-21", "suche", "de", 0, 3}}));
}

}
} // namespace kommin::portal
