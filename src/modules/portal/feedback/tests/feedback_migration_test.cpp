// Migration 0023 on a database that has messages already: what was promised to somebody stays promised.

#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"

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

}
} // namespace kommin::portal
