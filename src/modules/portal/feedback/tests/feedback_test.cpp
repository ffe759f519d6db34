#include "modules/portal/feedback/feedback.hpp"

#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <future>

namespace kommin::portal {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

FeedbackForm form_of(std::string key, std::string message = "Die Karte ist nicht lesbar")
{
    return {"barriere", "Startseite", std::move(message), "leyla@example.org", std::move(key)};
}

class FeedbackOffice : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), clock_.now(), {.towns = {"aalfeld"}});
        other_tenant_ = tenants::found_district(connection(), clock_.now(), {.slug = "beispielhain"});
    }
    WorkContext context(TenantId tenant)
    {
        return {connection(), tenant, Actor::command_line(), clock_, i18n::Zone::berlin(), no_signals};
    }
    WorkContext context() { return context(tenant_); }
    FeedbackId receive(FeedbackForm const& form, TenantId tenant)
    {
        return run_use_case(
                   context(tenant),
                   [&](Work& work) { return receive_feedback(work, form, i18n::Language::german()); })
            .value();
    }
    FeedbackId receive(std::string key) { return receive(form_of(std::move(key)), tenant_); }
    Result<void> answer(FeedbackId id, std::string_view text = "Die Karte hat jetzt eine Liste daneben.")
    {
        return run_use_case(context(), [&](Work& work) { return answer_feedback(work, id, text); });
    }
    int erase_old(std::chrono::days keep)
    {
        return run_use_case(context(), [&](Work& work) { return erase_old_feedback(work, keep); }).value();
    }
    std::vector<FeedbackId> all(TenantId tenant)
    {
        std::vector<FeedbackId> ids;
        for (auto const& feedback : list_feedback(connection(), tenant, Which::all))
            ids.push_back(feedback.id);
        return ids;
    }
    std::vector<std::string> actions()
    {
        std::vector<std::string> actions;
        for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 100))
            actions.insert(actions.begin(), entry.action);
        return actions;
    }

    TenantId tenant_;
    TenantId other_tenant_;
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
};
KOMMIN_ON_BOTH_ENGINES(FeedbackOffice);

TEST_P(FeedbackOffice, two_equal_messages_at_once_are_one_with_one_trace)
{
    auto const send = [&](db::Connection& own) {
        return run_use_case(
                   {own, tenant_, Actor::command_line(), clock_, i18n::Zone::berlin(), no_signals},
                   [&](Work& work) { return receive_feedback(work, form_of("k"), i18n::Language::german()); })
            .value();
    };
    auto const rival = connect();
    auto first = std::async(std::launch::async, [&] { return send(*rival); });
    auto const second = send(connection());
    EXPECT_EQ(first.get(), second);
    EXPECT_THAT(all(tenant_), ElementsAre(second));
    EXPECT_THAT(actions(), ElementsAre("portal.feedback.received"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM jobs"), 3);
}

TEST_P(FeedbackOffice, a_form_with_problems_is_not_stored)
{
    auto const result = run_use_case(context(), [&](Work& work) {
        return receive_feedback(work, form_of("k", " "), i18n::Language::german());
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.problem().field, "nachricht");
    EXPECT_TRUE(all(tenant_).empty());
}

TEST_P(FeedbackOffice, a_long_message_is_counted_in_characters_of_any_script)
{
    std::string message;
    for (int i = 0; i < 4000; ++i)
        message += "щ";
    EXPECT_TRUE(problems_of(form_of("k", message)).empty());
    EXPECT_EQ(problems_of(form_of("k", message + "щ")).size(), 1U);
}

TEST_P(FeedbackOffice, an_answer_is_noted_once)
{
    auto const id = receive("k");
    EXPECT_EQ(answer(id, " ").problem().field, "answer");
    EXPECT_TRUE(answer(id));
    auto const stored = find_feedback(connection(), tenant_, id);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->state, FeedbackState::answered);
    EXPECT_EQ(stored->answer, "Die Karte hat jetzt eine Liste daneben.");
    EXPECT_EQ(stored->finished_at, clock_.now());
    EXPECT_EQ(answer(id).problem().kind, ProblemKind::conflict);
    EXPECT_TRUE(list_feedback(connection(), tenant_, Which::open).empty());
    EXPECT_THAT(actions(), ElementsAre("portal.feedback.received", "portal.feedback.answered"));
}

TEST_P(FeedbackOffice, nobody_answers_for_another_district)
{
    auto const id = receive(form_of("k"), other_tenant_);
    EXPECT_EQ(answer(id).problem().kind, ProblemKind::not_found);
    EXPECT_EQ(
        run_use_case(context(), [&](Work& work) { return close_feedback(work, id); }).problem().kind,
        ProblemKind::not_found);
    EXPECT_TRUE(all(tenant_).empty());
    EXPECT_EQ(find_feedback(connection(), tenant_, id), std::nullopt);
}

TEST_P(FeedbackOffice, what_is_first_due_is_listed_first)
{
    auto const first = receive("a");
    clock_.set(clock_.now() + 48h);
    auto const second = receive("b");
    EXPECT_THAT(all(tenant_), ElementsAre(first, second));
}

TEST_P(FeedbackOffice, erasing_takes_what_was_finished_long_ago_and_nothing_else)
{
    auto const old = receive("old");
    auto const closed = receive("closed");
    auto const open = receive("open");
    auto const foreign = receive(form_of("foreign"), other_tenant_);
    EXPECT_TRUE(answer(old));
    EXPECT_TRUE(run_use_case(context(), [&](Work& work) { return close_feedback(work, closed); }));
    EXPECT_TRUE(run_use_case(
        context(other_tenant_), [&](Work& work) { return answer_feedback(work, foreign, "Danke."); }));
    clock_.set(clock_.now() + 90 * 24h);
    auto const recent = receive("recent");
    EXPECT_TRUE(answer(recent));
    EXPECT_EQ(erase_old(std::chrono::days(180)), 0);

    clock_.set(clock_.now() + 91 * 24h);
    EXPECT_EQ(erase_old(std::chrono::days(180)), 2);
    EXPECT_THAT(all(tenant_), ElementsAre(open, recent));
    EXPECT_THAT(all(other_tenant_), ElementsAre(foreign));
}

TEST_P(FeedbackOffice, what_is_erased_is_nowhere_in_the_database_but_the_fact_is_in_the_chain)
{
    auto const id = receive("k");
    auto const version = [&] { return find_feedback(connection(), tenant_, id)->version; };
    auto const change = [&](auto use_case) {
        EXPECT_TRUE(run_use_case(context(), [&](Work& work) -> Result<void> {
            return use_case(work, SeenFeedback{id, version()});
        }));
    };
    change([](Work& work, SeenFeedback seen) {
        return hand_on_to_body(work, seen, "aalfeld", "Leyla anrufen");
    });
    change([](Work& work, SeenFeedback seen) { return save_answer_draft(work, seen, "Entwurf an Leyla"); });
    change([](Work& work, SeenFeedback seen) { return send_answer(work, seen, "Mail an Leyla"); });
    change([](Work& work, SeenFeedback seen) { return reopen_feedback(work, seen); });
    EXPECT_TRUE(answer(id, "Antwort an Leyla"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM feedback_answers"), 2);
    clock_.set(clock_.now() + 181 * 24h);
    EXPECT_EQ(erase_old(std::chrono::days(180)), 1);

    EXPECT_EQ(find_feedback(connection(), tenant_, id), std::nullopt);
    EXPECT_THAT(
        actions(),
        ElementsAre(
            "portal.feedback.received", "portal.feedback.handed_on", "portal.feedback.draft_saved",
            "portal.feedback.answer_sent", "portal.feedback.reopened", "portal.feedback.answered",
            "portal.feedback.erased"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM feedback_answers"), 0);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM feedback_handings"), 0);
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
    audit::export_lines(connection(), tenant_, [](std::string_view line) {
        for (auto const* word : {"Karte", "leyla", "Leyla"})
            EXPECT_THAT(std::string(line), Not(HasSubstr(word)));
    });
    for (auto const& payload : connection().list<std::string>("SELECT payload FROM jobs"))
        EXPECT_THAT(payload, AllOf(Not(HasSubstr("Karte")), Not(HasSubstr("eyla"))));
}

TEST_P(FeedbackOffice, the_night_erases_what_is_old_enough)
{
    FeedbackCare const care{
        .post
        = post::Post({.outbox = database().directory() + "/outbox", .sender = "portal@musterau.example"}),
        .office = {},
        .base_url = {},
        .keep = std::chrono::days(180)};
    JobRules const rules(
        feedback_jobs(care), {feedback_erasure(care)},
        {.clock = clock_,
         .signals = no_signals,
         .list_tenants = &tenants::list_tenant_ids,
         .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
    rules.run_due(connection());
    EXPECT_TRUE(answer(receive("k")));
    int nights = 0;
    while (!all(tenant_).empty() && nights < 400) {
        clock_.set(clock_.now() + 24h);
        rules.run_due(connection());
        ++nights;
    }
    EXPECT_EQ(nights, 181);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE state IN ('failed', 'dead')"), 0);
}

}
} // namespace kommin::portal
