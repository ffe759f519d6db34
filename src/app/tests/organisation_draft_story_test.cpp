// Organisations that wait: handed in, given back, planned, ended, and what their offers show meanwhile.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class OrganisationDrafts : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        sewing_ = run_by("naehen", "AWO Unna");
    }
    portal::OfferId run_by(
        std::string const& slug, std::string const& name, std::string const& town = "aalfeld")
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, "Kurs " + slug, town);
            offer.organisation = name;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    std::string at_desk(std::string const& name, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name))
            + rest;
    }
    // Presses a button below the form as it is now.
    static http::Status press(
        Browser& browser, std::string const& path, std::string const& button, std::string const& name,
        std::string const& more = {})
    {
        auto const seen = seen_on(browser.get(path).body_text());
        return browser.post(path + button, "fassung=" + seen + "&name=" + name + more).status();
    }
    // Another organisation with an offer, whose changed name waits for publication.
    void hand_in_one(Browser& browser, std::string const& word)
    {
        run_by("kurs-" + word, "Verein " + word);
        ASSERT_EQ(
            press(browser, at_desk("Verein " + word), "/abgeben", "Club+" + word), http::Status::see_other);
    }
    void hand_in(Browser& browser, int count)
    {
        for (int i = 0; i < count; ++i)
            hand_in_one(browser, std::to_string(i));
    }
    bool is_found(std::string const& words)
    {
        product_.publications.refresh(connection());
        return get("/de/suche?q=" + words).body_text().find("/de/angebote/naehen") != std::string::npos;
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void after_two_days()
    {
        clock().set(clock().now() + std::chrono::days(2));
        run_jobs();
    }

    portal::OfferId sewing_;
};
KOMMIN_ON_BOTH_ENGINES(OrganisationDrafts);

TEST_P(OrganisationDrafts, whoever_may_not_publish_hands_in_and_the_name_waits)
{
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto const path = at_desk("AWO Unna");
    EXPECT_THAT(
        editor.get(path).body_text(),
        AllOf(
            HasSubstr("Zur Freigabe geben"), Not(HasSubstr("/veroeffentlichen")),
            Not(HasSubstr("/archivieren"))));
    EXPECT_EQ(press(editor, path, "/veroeffentlichen", "Frech"), http::Status::not_found);
    EXPECT_EQ(press(editor, path, "/abgeben", "Lippeverein"), http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("Lippeverein"))));
    EXPECT_FALSE(is_found("lippeverein"));

    auto office = browser_of("conference_office");
    EXPECT_THAT(
        office.get("/verwaltung").body_text(),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr("Lippeverein"), HasSubstr(path)));
    EXPECT_THAT(
        office.get("/verwaltung/einrichtungen?zustand=pruefung").body_text(),
        AllOf(HasSubstr(path + '"'), HasSubstr("zur Freigabe")));
    EXPECT_THAT(
        office.get("/verwaltung/einrichtungen?zustand=veroeffentlicht").body_text(),
        Not(HasSubstr(path + '"')));
    EXPECT_THAT(browser_of("municipal_editor", aalfeld_).get("/verwaltung").body_text(), HasSubstr(path))
        << "all its offers are there";
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(),
        Not(HasSubstr("Lippeverein")));

    EXPECT_EQ(press(office, path, "/veroeffentlichen", "Lippeverein"), http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), AllOf(HasSubstr("Lippeverein"), Not(HasSubstr("AWO Unna"))));
    EXPECT_TRUE(is_found("lippeverein")) << "the search follows";
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(path)));
    run_jobs();
    EXPECT_THAT(unfolded(mail()), AllOf(HasSubstr("autor@kreis.example"), HasSubstr("Lippeverein")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("portal.organisation.handed_in"), Contains("portal.organisation.published")));
    EXPECT_THAT(
        office.get(path + "/verlauf").body_text(),
        AllOf(HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Zur Freigabe gegeben")));
}

TEST_P(OrganisationDrafts, where_more_wait_than_a_page_holds_it_says_how_many)
{
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto office = browser_of("conference_office");
    constexpr int page = 50;
    hand_in(editor, page);
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("weitere</a>"))) << "all of them are there";
    EXPECT_EQ(press(editor, at_desk("AWO Unna"), "/abgeben", "AWO+Kreis"), http::Status::see_other);
    hand_in_one(editor, "letzter");
    EXPECT_THAT(
        waiting_for(office),
        HasSubstr("href=\"/verwaltung/einrichtungen?zustand=pruefung\">und 2 weitere</a>"));
}

TEST_P(OrganisationDrafts, what_was_handed_in_comes_back_with_a_reason)
{
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto office = browser_of("conference_office");
    auto const path = at_desk("AWO Unna");
    EXPECT_EQ(press(editor, path, "/abgeben", "AWO+Kreis"), http::Status::see_other);
    EXPECT_EQ(press(office, path, "/zurueckgeben", "AWO+Kreis"), http::Status::unprocessable)
        << "nobody is sent back without a word";
    EXPECT_EQ(
        press(office, path, "/zurueckgeben", "AWO+Kreis", "&return_reason=Der+Verein+hei%C3%9Ft+anders."),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get("/verwaltung").body_text(), AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(path)));
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(path)));
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("Der Verein heißt anders."));
    EXPECT_THAT(
        office.get("/verwaltung/einrichtungen?zustand=zurueckgegeben").body_text(), HasSubstr(path + '"'));
    run_jobs();
    EXPECT_THAT(unfolded(mail()), AllOf(HasSubstr("autor@kreis.example"), HasSubstr("hei=C3=9Ft anders")));
    auto const waiting = editor.get(path).body_text();
    EXPECT_EQ(
        editor.post(path + "/verwerfen", "fassung=" + seen_on(waiting)).status(), http::Status::see_other);
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("value=\"AWO Unna\""));
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Unna"));
}

TEST_P(OrganisationDrafts, a_new_one_takes_one_press_whoever_adds_it)
{
    auto office = browser_of("conference_office");
    auto const shown = office.post("/verwaltung/einrichtungen/neu", "name=Chorverband");
    ASSERT_EQ(shown.status(), http::Status::see_other);
    EXPECT_THAT(
        office.get(std::string(shown.header("Location"))).body_text(),
        AllOf(HasSubstr("veröffentlicht · keine Angebote"), Not(HasSubstr("noch nicht veröffentlicht"))));

    auto editor = browser_of("department_editor");
    EXPECT_THAT(editor.get("/verwaltung/einrichtungen/neu").body_text(), HasSubstr("Zur Freigabe geben"));
    auto const added = editor.post("/verwaltung/einrichtungen/neu", "name=Turnverein");
    ASSERT_EQ(added.status(), http::Status::see_other);
    auto const path = std::string(added.header("Location"));
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("zur Freigabe"));
    EXPECT_THAT(office.get("/verwaltung").body_text(), HasSubstr(path));
    EXPECT_EQ(
        editor.post("/verwaltung/einrichtungen/neu", "name=turnverein").status(), http::Status::unprocessable)
        << "that name is taken already";

    // A public offer names it, and it is public with that; what was handed in goes on waiting.
    run_by("turnen", "TURNVEREIN");
    EXPECT_THAT(public_page("turnen"), HasSubstr("Turnverein"));
    EXPECT_THAT(audit_actions(), Contains("contacts.organisation.shown"));
    EXPECT_EQ(
        press(office, path, "/veroeffentlichen", "Turnverein", "&website=https%3A%2F%2Fturnen.example"),
        http::Status::see_other)
        << "nothing has moved";
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("veröffentlicht · ein Angebot"));
}

TEST_P(OrganisationDrafts, a_hidden_one_is_published_as_it_was_typed_last)
{
    auto editor = browser_of("department_editor");
    auto const path
        = std::string(editor.post("/verwaltung/einrichtungen/neu", "name=Turnverein").header("Location"));
    EXPECT_EQ(press(editor, path, "/abgeben", "Turnverein+1860"), http::Status::see_other);
    EXPECT_THAT(editor.get("/verwaltung/einrichtungen?q=1860").body_text(), HasSubstr("Turnverein 1860</a>"))
        << "lists know it as it is called now";
    auto office = browser_of("conference_office");
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "Turnverein+1860"), http::Status::see_other);
    run_by("turnen", "turnverein 1860");
    EXPECT_THAT(public_page("turnen"), HasSubstr("Turnverein 1860"));
}

TEST_P(OrganisationDrafts, what_is_planned_appears_on_its_day_and_not_if_it_was_taken_back)
{
    run_by("kochen", "Caritas");
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        press(office, at_desk("AWO Unna"), "/planen", "AWO+Neu", "&publish_on=23.11.2026"),
        http::Status::unprocessable)
        << "today is no day to plan for";
    auto const awo = at_desk("AWO Unna");
    auto const caritas = at_desk("Caritas");
    for (auto const& path : {awo, caritas})
        EXPECT_EQ(
            press(office, path, "/planen", path == awo ? "AWO+Neu" : "Caritas+Neu", "&publish_on=25.11.2026"),
            http::Status::see_other);
    EXPECT_THAT(office.get(awo).body_text(), HasSubstr("25. November 2026"));
    EXPECT_THAT(
        office.get("/verwaltung/einrichtungen?zustand=geplant").body_text(),
        AllOf(HasSubstr(awo + '"'), HasSubstr("geplant")));
    auto const planned = office.get(caritas).body_text();
    EXPECT_EQ(
        office.post(caritas + "/verwerfen", "fassung=" + seen_on(planned)).status(), http::Status::see_other);
    run_jobs();
    EXPECT_THAT(public_page("naehen"), Not(HasSubstr("AWO Neu")));
    after_two_days();
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Neu"));
    EXPECT_THAT(public_page("kochen"), AllOf(HasSubstr("Caritas"), Not(HasSubstr("Caritas Neu"))));
    EXPECT_TRUE(is_found("awo+neu"));
}

TEST_P(OrganisationDrafts, what_was_planned_by_somebody_who_may_not_publish_any_more_waits_for_a_colleague)
{
    auto const planner = account("planer@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(planner);
    auto const path = at_desk("AWO Unna");
    EXPECT_EQ(press(browser, path, "/planen", "Geplant", "&publish_on=25.11.2026"), http::Status::see_other);
    auto const version = identity::find_account(connection(), tenant_, planner)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, planner, version, {{"department_editor", Scope::whole_tenant()}});
    }));
    after_two_days();
    EXPECT_THAT(public_page("naehen"), Not(HasSubstr("Geplant")));
    EXPECT_THAT(browser_of("conference_office").get("/verwaltung").body_text(), HasSubstr(path));
    EXPECT_THAT(audit_actions(), Contains("portal.organisation.publication_failed"));
}

// The offers have changed hands since: those of the first town are not its own any more.
TEST_P(OrganisationDrafts, what_is_not_ones_own_any_more_on_the_day_waits_and_so_does_a_name_that_is_taken)
{
    run_by("kochen", "Kochverein");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const path = at_desk("AWO Unna");
    auto const cooks = at_desk("Kochverein");
    EXPECT_EQ(press(town, path, "/planen", "Geplant", "&publish_on=25.11.2026"), http::Status::see_other);
    EXPECT_EQ(press(town, cooks, "/planen", "Tafel", "&publish_on=25.11.2026"), http::Status::see_other);
    run_by("lesen", "AWO Unna", "bergau");
    run_by("essen", "Tafel", "bergau");
    after_two_days();
    EXPECT_THAT(public_page("naehen"), Not(HasSubstr("Geplant")));
    EXPECT_THAT(public_page("kochen"), HasSubstr("Kochverein"));
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung").body_text(),
        AllOf(HasSubstr(path), HasSubstr(cooks)));
}

TEST_P(OrganisationDrafts, whoever_saves_second_compares)
{
    auto first = browser_of("conference_office");
    auto second = browser_of("department_editor");
    auto const path = at_desk("AWO Unna");
    auto const seen = seen_on(first.get(path).body_text());
    EXPECT_EQ(
        first.post(path, "fassung=" + seen + "&name=AWO+Kreis&email=post%40awo.example").status(),
        http::Status::see_other);
    auto const late = second.post(path + "/abgeben", "fassung=" + seen + "&name=AWO+Bezirk");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("AWO <mark>Kreis</mark>"), HasSubstr("AWO <mark>Bezirk</mark>"),
            HasSubstr(R"(name="wahl-email" value="s" required checked)")));
    EXPECT_THAT(first.get(path).body_text(), HasSubstr("value=\"AWO Kreis\"")) << "nothing was overwritten";
    for (auto const* button : {"/veroeffentlichen", "/zurueckgeben", "/planen"})
        EXPECT_EQ(
            first.post(path + button, "fassung=" + seen + "&name=AWO&return_reason=x&publish_on=1.12.2026")
                .status(),
            http::Status::conflict)
            << button;
    EXPECT_EQ(first.post(path + "/archivieren", "fassung=" + seen).status(), http::Status::conflict);
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Unna"));
}

TEST_P(OrganisationDrafts, one_ends_once_no_public_offer_names_it_and_can_come_back)
{
    auto const cooking = run_by("kochen", "Caritas");
    auto office = browser_of("conference_office");
    auto const path = at_desk("Caritas");
    EXPECT_THAT(
        office.get(path + "/archivieren").body_text(),
        AllOf(
            HasSubstr("Ein öffentliches Angebot nennt diese Einrichtung"), HasSubstr("Kurs kochen"),
            HasSubstr(desk(cooking)), Not(HasSubstr("<form method=\"post\" action=\"" + path))));
    EXPECT_EQ(office.post(path + "/archivieren", "fassung=1").status(), http::Status::conflict);
    EXPECT_THAT(public_page("kochen"), HasSubstr("Caritas"));

    auto const offer = office.get(desk(cooking)).body_text();
    EXPECT_EQ(
        office.post(desk(cooking, "/archivieren"), "fassung=" + seen_on(offer)).status(),
        http::Status::see_other);
    EXPECT_THAT(
        office.get(path + "/archivieren").body_text(),
        AllOf(HasSubstr("Caritas archivieren?"), HasSubstr("Ein Angebot, das nicht öffentlich ist")));
    EXPECT_EQ(press(office, path, "", "Caritas+Neu"), http::Status::see_other);
    EXPECT_THAT(office.get(path + "/archivieren").body_text(), HasSubstr("Er verfällt"));
    EXPECT_EQ(
        office.post(path + "/archivieren", "fassung=" + seen_on(office.get(path).body_text())).status(),
        http::Status::see_other);
    EXPECT_THAT(
        office.get("/verwaltung/einrichtungen?zustand=archiv").body_text(),
        AllOf(HasSubstr("Caritas</a>"), HasSubstr("archiviert"), Not(HasSubstr("AWO Unna"))));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/einrichtungen/liste.csv?zustand=archiv")),
        AllOf(HasSubstr("Caritas"), HasSubstr("archiviert"), Not(HasSubstr("AWO Unna"))));
    EXPECT_THAT(office.get(path).body_text(), Not(HasSubstr("/archivieren\""))) << "it has ended already";

    // Pressed: the record is back. Named by a public offer: it is back, too.
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "Caritas"), http::Status::see_other);
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("veröffentlicht · ein Angebot"));
    EXPECT_EQ(
        office.post(path + "/archivieren", "fassung=" + seen_on(office.get(path).body_text())).status(),
        http::Status::see_other);
    auto const again = office.get(desk(cooking)).body_text();
    EXPECT_EQ(
        office
            .post(
                desk(cooking, "/veroeffentlichen"),
                fields(seen_on(again), "Kurs+kochen", "organisation=caritas"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("kochen"), HasSubstr("Caritas"));
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("veröffentlicht · ein Angebot"));
    EXPECT_EQ(
        office.post(path + "/archivieren", "fassung=" + seen_on(office.get(path).body_text())).status(),
        http::Status::conflict);
    EXPECT_EQ(browser_of("department_editor").get(path + "/archivieren").status(), http::Status::not_found);
}

TEST_P(OrganisationDrafts, the_preview_shows_a_draft_on_the_pages_of_its_offers)
{
    run_by("lesen", "AWO Unna");
    auto office = browser_of("conference_office");
    auto const path = at_desk("AWO Unna");
    EXPECT_EQ(press(office, path, "", "AWO+Vorschau"), http::Status::see_other);
    EXPECT_THAT(office.get(path).body_text(), HasSubstr(path + "/vorschau/de"));
    auto const preview = path + "/vorschau/ar";
    auto const other = preview + "?teil=" + std::to_string(sewing_.value);
    EXPECT_THAT(
        office.get(preview).body_text(),
        AllOf(
            HasSubstr("<html lang=\"ar\""), HasSubstr("AWO Vorschau"), HasSubstr("<title>Kurs lesen"),
            HasSubstr("noindex"), HasSubstr(path + "/vorschau/tr"), HasSubstr(other),
            HasSubstr(preview + "?breite=telefon")));
    EXPECT_THAT(
        office.get(other).body_text(), AllOf(HasSubstr("AWO Vorschau"), HasSubstr("<title>Kurs naehen")))
        << "of the offer that was asked for";
    auto const telephone = office.get(other + "&breite=telefon");
    EXPECT_THAT(
        telephone.body_text(),
        AllOf(
            HasSubstr("<iframe"),
            HasSubstr("teil=" + std::to_string(sewing_.value) + "&amp;breite=im-telefon")));
    auto const inside = office.get(preview + "?breite=im-telefon");
    EXPECT_THAT(
        inside.body_text(),
        AllOf(HasSubstr("AWO Vorschau"), Not(HasSubstr("teil=")), Not(HasSubstr("breite=telefon"))));
    EXPECT_EQ(inside.header("Cache-Control"), "no-store");
    EXPECT_THAT(public_page("naehen"), Not(HasSubstr("Vorschau")));

    office.post("/verwaltung/einrichtungen/neu", "name=Verein+ohne");
    EXPECT_THAT(
        office.get(at_desk("Verein ohne", "/vorschau/de")).body_text(),
        HasSubstr("Kein öffentliches Angebot nennt „Verein ohne“"));
}

TEST_P(OrganisationDrafts, a_draft_survives_imports_and_the_merging_of_others_into_it)
{
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto office = browser_of("conference_office");
    run_by("kochen", "AWO Unna e. V.");
    auto const path = at_desk("AWO Unna");
    auto const ending = at_desk("AWO Unna e. V.");
    EXPECT_EQ(press(editor, path, "/abgeben", "AWO+Kreis"), http::Status::see_other);
    EXPECT_EQ(press(editor, ending, "/abgeben", "AWO+Verein"), http::Status::see_other);
    run_by("lesen", "awo unna");
    EXPECT_THAT(public_page("lesen"), HasSubstr("AWO Unna")) << "a draft has no name yet";
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("value=\"AWO Kreis\""));

    auto const number = path.substr(path.rfind('/') + 1);
    EXPECT_EQ(
        office.post(ending + "/zusammenfuehren", "fassung=2&fassung-mit=2&mit=" + number).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("kochen"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("e. V."))));
    EXPECT_THAT(waiting_for(office), AllOf(HasSubstr(path + '"'), Not(HasSubstr(ending + '"'))));
    run_jobs();
    EXPECT_THAT(unfolded(mail()), HasSubstr("autor@kreis.example")) << "whose draft has gone is told";
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "AWO+Kreis"), http::Status::see_other)
        << "nothing has moved";
    for (auto const* slug : {"naehen", "kochen", "lesen"})
        EXPECT_THAT(public_page(slug), HasSubstr("AWO Kreis")) << slug;
    EXPECT_TRUE(!audit::verify(connection(), tenant_).first_broken);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(OrganisationDrafts, of_a_foreign_municipality_do_not_exist)
{
    auto town = browser_of("municipal_editor", bergau_);
    auto const path = at_desk("AWO Unna");
    auto const nowhere = town.get("/verwaltung/nirgends").body_text();
    for (auto const* rest : {"", "/verlauf", "/vorschau/de", "/vorschau/de?breite=telefon", "/archivieren"}) {
        auto const answer = town.get(path + rest);
        EXPECT_EQ(answer.status(), http::Status::not_found) << rest;
        EXPECT_EQ(answer.body_text(), nowhere) << rest;
    }
    for (auto const* rest :
         {"", "/abgeben", "/veroeffentlichen", "/planen", "/zurueckgeben", "/verwerfen", "/archivieren"})
        EXPECT_EQ(
            town.post(path + rest, "fassung=1&grundlage=1&name=X&publish_on=1.12.2026&return_reason=x")
                .status(),
            http::Status::not_found)
            << rest;
    // Seen, because one of its offers is here, and still of the Kreis.
    run_by("lesen", "AWO Unna", "bergau");
    EXPECT_EQ(town.get(path + "/vorschau/de").status(), http::Status::ok);
    EXPECT_EQ(town.get(path + "/archivieren").status(), http::Status::not_found);
    for (auto const* rest : {"", "/abgeben", "/veroeffentlichen"})
        EXPECT_EQ(town.post(path + rest, "fassung=1&grundlage=1&name=X").status(), http::Status::not_found)
            << rest;
}

}
} // namespace kommin::app
