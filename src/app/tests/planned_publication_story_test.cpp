// What is planned happens later, by the rights of that day.

#include "app/tests/page_story.hpp"
#include "platform/identity/account.hpp"

namespace kommin::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PlannedPublication : public PageStory {
protected:
    void SetUp() override
    {
        PageStory::SetUp();
        planner_ = account("planer@kreis.example", {{"conference_office", Scope::whole_tenant()}});
        offer_ = offer("naehtreff", "Nähtreff", "aalfeld");
        page_ = public_page_called("wohnen", "Wohnen");
        auto browser = logged_in(planner_);
        plan(browser, desk(offer_), fields(seen_on(browser.get(desk(offer_)).body_text()), "Geplant"));
        plan(browser, at_desk(page_), entries(seen_on(browser.get(at_desk(page_)).body_text()), "Geplant"));
    }
    static void plan(Browser& browser, std::string const& path, std::string const& form)
    {
        ASSERT_EQ(
            browser.post(path + "/planen", form + "&publish_on=25.11.2026").status(),
            http::Status::see_other);
    }
    void expect_review()
    {
        clock().set(clock().now() + std::chrono::days(2));
        run_jobs();
        EXPECT_THAT(public_page("naehtreff"), Not(HasSubstr("Geplant")));
        EXPECT_THAT(text_of_page("wohnen"), Not(HasSubstr("Geplant")));
        auto office = browser_of("conference_office");
        EXPECT_THAT(
            office.get("/verwaltung").body_text(),
            ::testing::AllOf(HasSubstr(desk(offer_)), HasSubstr(at_desk(page_))))
            << "somebody has to look at it";
        EXPECT_THAT(audit_actions(), Contains("portal.offer.publication_failed"));
        EXPECT_THAT(audit_actions(), Contains("portal.page.publication_failed"));
    }

    identity::AccountId planner_;
    portal::OfferId offer_;
    portal::PageId page_;
};
KOMMIN_ON_BOTH_ENGINES(PlannedPublication);

TEST_P(PlannedPublication, happens_on_its_day)
{
    clock().set(clock().now() + std::chrono::days(2));
    run_jobs();
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Geplant"));
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Geplant"));
}

TEST_P(PlannedPublication, of_somebody_who_is_blocked_by_then_waits_for_a_colleague)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> { return identity::block_account(work, planner_); }));
    expect_review();
}

TEST_P(PlannedPublication, of_somebody_who_may_not_publish_any_more_waits_for_a_colleague)
{
    auto const version = identity::find_account(connection(), tenant_, planner_)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, planner_, version, {{"department_editor", Scope::whole_tenant()}});
    }));
    expect_review();
}

// The day it was planned they might publish for both towns, the day it is due only for the first.
TEST_P(PlannedPublication, to_a_place_for_which_somebody_may_not_publish_any_more_waits_for_a_colleague)
{
    auto const town_page = public_page_called("baeder", "Bäder", "aalfeld");
    auto browser = logged_in(planner_);
    auto const other = offer("umzug", "Umzug", "aalfeld");
    plan(
        browser, desk(other),
        fields(seen_on(browser.get(desk(other)).body_text()), "Umgezogen", {}, "bergau"));
    plan(
        browser, at_desk(town_page),
        entries(
            seen_on(browser.get(at_desk(town_page)).body_text()), "Umgezogen", "x", "municipality=bergau"));
    auto const version = identity::find_account(connection(), tenant_, planner_)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, planner_, version, {{"municipal_editor", aalfeld_}});
    }));
    clock().set(clock().now() + std::chrono::days(2));
    run_jobs();
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Geplant")) << "where they still may";
    EXPECT_THAT(public_page("umzug"), Not(HasSubstr("Umgezogen")));
    EXPECT_THAT(
        connection().list<std::string>(
            "SELECT b.slug FROM pages p JOIN bodies b ON b.id = p.body_id WHERE p.tenant_id = ? AND p.id = ?",
            tenant_, town_page),
        ::testing::ElementsAre("aalfeld"));
    EXPECT_THAT(audit_actions(), Contains("portal.offer.publication_failed"));
    EXPECT_THAT(audit_actions(), Contains("portal.page.publication_failed"));
}

}
} // namespace kommin::app
