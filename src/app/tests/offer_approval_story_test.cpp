// What waits before it is public: an offer that was handed in, given back, or planned for a day.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OfferApproval : public OfferStory { };
KOMMIN_ON_BOTH_ENGINES(OfferApproval);

TEST_P(OfferApproval, whoever_may_not_publish_hands_in)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("department_editor");
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Zur Freigabe geben"), Not(HasSubstr("/veroeffentlichen"))));
    EXPECT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Frech")).status(),
        http::Status::not_found);
    EXPECT_EQ(
        editor.post(desk(id, "/abgeben"), fields(seen_on(form), "N%C3%A4hstube")).status(),
        http::Status::see_other);

    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get("/verwaltung").body_text(),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr(desk(id))));
    auto elsewhere = Scope::whole_tenant();
    for (auto const& body : tenants::list_bodies(connection(), tenant_)) {
        if (body.slug == "bergau")
            elsewhere = Scope::of_owner(body.id.value);
    }
    EXPECT_THAT(
        browser_of("municipal_editor", elsewhere).get("/verwaltung").body_text(),
        Not(HasSubstr("wartet auf Ihre Freigabe")));
    auto const waiting = town.get(desk(id)).body_text();
    EXPECT_EQ(
        town.post(desk(id, "/veroeffentlichen"), fields(seen_on(waiting), "N%C3%A4hstube")).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Nähstube")) << "and the address stays";
    EXPECT_THAT(town.get("/verwaltung").body_text(), Not(HasSubstr("wartet auf Ihre Freigabe")));
}

TEST_P(OfferApproval, what_was_handed_in_comes_back_with_a_reason_and_its_author_learns_what_becomes_of_it)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const author = account("autorin@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    auto editor = logged_in(author);
    EXPECT_EQ(
        editor.post(desk(id, "/abgeben"), fields(seen_on(editor.get(desk(id)).body_text()), "N%C3%A4hstube"))
            .status(),
        http::Status::see_other);

    auto town = browser_of("municipal_editor", aalfeld_);
    auto const waiting = town.get(desk(id)).body_text();
    EXPECT_THAT(waiting, HasSubstr("/zurueckgeben"));
    auto const back = desk(id, "/zurueckgeben");
    auto const mended = fields(seen_on(waiting), "N%C3%A4hstube", "monday=9-12");
    auto const without_reason = town.post(back, mended);
    EXPECT_EQ(without_reason.status(), http::Status::unprocessable);
    EXPECT_THAT(
        without_reason.body_text(),
        AllOf(HasSubstr("Schreiben Sie, was noch fehlt oder nicht stimmt."), HasSubstr("value=\"9-12\"")));
    auto const reason = mended + "&return_reason=Bitte+noch+die+Telefonnummer.";
    EXPECT_EQ(town.post(back, reason).status(), http::Status::see_other);
    EXPECT_EQ(town.post(back, reason).status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.given_back")), 1);
    EXPECT_THAT(waiting_for(town), Not(HasSubstr(desk(id))));
    EXPECT_THAT(
        town.get("/verwaltung/angebote?zustand=zurueckgegeben").body_text(),
        AllOf(HasSubstr(desk(id)), HasSubstr("zurückgegeben")));

    EXPECT_THAT(
        editor.get("/verwaltung").body_text(),
        AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(desk(id))));
    EXPECT_THAT(
        browser_of("department_editor").get("/verwaltung").body_text(),
        Not(HasSubstr("zu Ihnen zurückgegeben")));
    auto returned = editor.get(desk(id)).body_text();
    EXPECT_THAT(
        returned,
        AllOf(
            HasSubstr("Bitte noch die Telefonnummer."), HasSubstr("value=\"09:00-12:00\""),
            Not(HasSubstr("/zurueckgeben"))))
        << "what was mended meanwhile stays";
    EXPECT_THAT(
        unfolded(mail()),
        AllOf(HasSubstr("autorin@kreis.example"), HasSubstr("Bitte noch die Telefonnummer.")));

    // Saved in between: the reason stays in sight until the draft is handed in again.
    auto const better = [&](std::string const& seen) {
        return fields(seen, "N%C3%A4hstube", "monday=9-12&phones=02303+27-0");
    };
    EXPECT_EQ(editor.post(desk(id), better(seen_on(returned))).status(), http::Status::see_other);
    returned = editor.get(desk(id)).body_text();
    EXPECT_THAT(returned, HasSubstr("Bitte noch die Telefonnummer."));
    EXPECT_EQ(editor.post(desk(id, "/abgeben"), better(seen_on(returned))).status(), http::Status::see_other);
    auto const again = town.get(desk(id)).body_text();
    EXPECT_THAT(again, Not(HasSubstr("Bitte noch die Telefonnummer.")));
    EXPECT_EQ(
        town.post(desk(id, "/veroeffentlichen"), better(seen_on(again))).status(), http::Status::see_other);
    EXPECT_THAT(unfolded(mail()), HasSubstr("nichts mehr tun"));
    // What nobody handed in tells nobody.
    auto const before = mail();
    EXPECT_EQ(
        town.post(desk(id, "/veroeffentlichen"), fields(seen_on(town.get(desk(id)).body_text()), "Anders"))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(mail(), before);
}

TEST_P(OfferApproval, what_is_published_from_a_page_of_before_it_was_given_back_is_published)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("department_editor");
    EXPECT_EQ(
        editor.post(desk(id, "/abgeben"), fields(seen_on(editor.get(desk(id)).body_text()), "N%C3%A4hstube"))
            .status(),
        http::Status::see_other);
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const entries = fields(seen_on(town.get(desk(id)).body_text()), "N%C3%A4hstube");
    EXPECT_EQ(
        browser_of("conference_office")
            .post(desk(id, "/zurueckgeben"), entries + "&return_reason=Fehlt")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(editor.post(desk(id, "/abgeben"), entries).status(), http::Status::see_other);
    EXPECT_THAT(town.get("/verwaltung").body_text(), HasSubstr("wartet auf Ihre Freigabe"))
        << "handed in again from an older page";
    EXPECT_EQ(town.post(desk(id, "/veroeffentlichen"), entries).status(), http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Nähstube"));
    // A plan of another day is another plan.
    auto const planned = fields(seen_on(town.get(desk(id)).body_text()), "Geplant");
    for (auto const* day : {"&publish_on=25.11.2026", "&publish_on=26.11.2026", "&publish_on=26.11.2026"})
        EXPECT_EQ(town.post(desk(id, "/planen"), planned + day).status(), http::Status::see_other);
    EXPECT_THAT(town.get(desk(id)).body_text(), HasSubstr("26. November 2026"));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.scheduled")), 2);
}

TEST_P(OfferApproval, whoever_may_not_edit_there_any_more_is_told_nothing_of_a_draft)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const author = account("fort@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    auto editor = logged_in(author);
    EXPECT_EQ(
        editor.post(desk(id, "/abgeben"), fields(seen_on(editor.get(desk(id)).body_text()), "Neu")).status(),
        http::Status::see_other);
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const back
        = fields(seen_on(town.get(desk(id)).body_text()), "Neu", "return_reason=Frau+Kaya+fehlt.");
    EXPECT_EQ(town.post(desk(id, "/zurueckgeben"), back).status(), http::Status::see_other);
    auto const version = identity::find_account(connection(), tenant_, author)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, author, version, {{"reader", Scope::whole_tenant()}});
    }));
    EXPECT_THAT(mail(), Not(HasSubstr("fort@kreis.example")));
}

TEST_P(OfferApproval, only_what_waits_for_approval_is_given_back_and_only_by_whoever_may_publish)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const back = desk(id, "/zurueckgeben");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const entries = [&](Browser& browser) {
        return fields(seen_on(browser.get(desk(id)).body_text()), "N%C3%A4hstube", "return_reason=Fehlt");
    };
    EXPECT_EQ(town.post(desk(id), entries(town)).status(), http::Status::see_other);
    EXPECT_THAT(town.post(back, entries(town)).body_text(), HasSubstr("wartet nicht mehr auf eine Freigabe"));
    auto editor = browser_of("department_editor");
    EXPECT_EQ(editor.post(desk(id, "/abgeben"), entries(editor)).status(), http::Status::see_other);
    EXPECT_EQ(editor.post(back, entries(editor)).status(), http::Status::not_found);
    EXPECT_EQ(
        browser_of("municipal_editor", bergau_).post(back, entries(town)).status(), http::Status::not_found);
    auto const too_long = town.post(back, entries(town) + std::string(1001, 'x'));
    EXPECT_EQ(too_long.status(), http::Status::unprocessable);
    EXPECT_THAT(too_long.body_text(), HasSubstr("Höchstens 1000 Zeichen"));
    EXPECT_EQ(
        town.post(desk(id, "/verwerfen"), "fassung=" + seen_on(town.get(desk(id)).body_text())).status(),
        http::Status::see_other);
    EXPECT_THAT(unfolded(mail()), HasSubstr("wurde verworfen"));
}

TEST_P(OfferApproval, what_is_planned_appears_on_its_day)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    for (auto const* day : {"", "gestern", "23.11.2026", "31.02.2027"}) {
        auto const refused = editor.post(
            desk(id, "/planen"), fields(seen_on(form), "N%C3%A4hstube", std::string("publish_on=") + day));
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << day;
        EXPECT_THAT(refused.body_text(), HasSubstr("#f-publish_on"));
    }
    EXPECT_EQ(
        editor.post(desk(id, "/planen"), fields(seen_on(form), "N%C3%A4hstube", "publish_on=25.11.2026"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("25. November 2026"));
    auto const run_jobs = [&] { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); };
    run_jobs();
    EXPECT_THAT(public_page("naehtreff"), Not(HasSubstr("Nähstube")));
    clock().set(clock().now() + std::chrono::hours(24 * 2 - 9));
    run_jobs();
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Nähstube"));
    run_jobs();
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.published")), 1);
}

TEST_P(OfferApproval, a_plan_that_was_changed_does_not_happen)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/planen"), fields(seen_on(form), "Geplant", "publish_on=25.11.2026")).status(),
        http::Status::see_other);
    form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/verwerfen"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    clock().set(clock().now() + std::chrono::hours(72));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(public_page("naehtreff"), AllOf(HasSubstr("Nähtreff"), Not(HasSubstr("Geplant"))));
}

TEST_P(OfferApproval, a_plan_outlives_a_confirmation)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/planen"), fields(seen_on(form), "Geplant", "publish_on=25.11.2026")).status(),
        http::Status::see_other);
    form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/bestaetigen"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("25. November 2026"));
    clock().set(clock().now() + std::chrono::hours(72));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Geplant"));
    auto const stored = portal::find_offer(connection(), tenant_, id);
    ASSERT_TRUE(stored);
    EXPECT_TRUE(stored->confirmed_on) << "and the confirmation stays";
}

} // namespace
} // namespace kommin::app
