// The desk of the editors for information pages: from a name to the portal, and everything that gets in the
// way.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PageDeskStory : public OfferStory {
protected:
    portal::PageId public_page_called(
        std::string const& slug, std::string const& title, std::string const& town = {},
        std::function<void(portal::InfoPage&)> const& change = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::PageId> {
            auto page = page_called(slug, title, town);
            if (change)
                change(page);
            work.publish(portal::published_as);
            return insert(work, page);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    static std::string at_desk(portal::PageId id, std::string const& rest = {})
    {
        return "/verwaltung/seiten/" + std::to_string(id.value) + rest;
    }
    // As a browser sends the form of a page.
    static std::string entries(
        std::string const& seen, std::string const& title, std::string const& content = "Kommen+Sie+vorbei.",
        std::string const& more = {})
    {
        return "fassung=" + seen + "&title=" + title + "&content=" + content
            + (more.empty() ? "" : '&' + more);
    }
    http::Response seen_by_public(std::string const& target)
    {
        product_.publications.refresh(connection());
        return get(target);
    }
    std::string text_of_page(std::string const& slug, std::string const& language = "de")
    {
        return seen_by_public('/' + language + "/info/" + slug).body_text();
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
};
KOMMIN_ON_BOTH_ENGINES(PageDeskStory);

TEST_P(PageDeskStory, a_page_gets_from_its_name_to_the_portal)
{
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/seiten").body_text(),
        AllOf(HasSubstr("Keine Seite"), HasSubstr("Seite anlegen")));
    auto const added = editor.post("/verwaltung/seiten/neu", "title=Erste+Tage");
    ASSERT_EQ(added.status(), http::Status::see_other);
    auto const path = std::string(added.header("Location"));
    auto form = editor.get(path).body_text();
    EXPECT_THAT(
        form,
        AllOf(HasSubstr("Im Portal ist das noch nicht zu sehen"), HasSubstr("noch nicht veröffentlicht")));
    EXPECT_EQ(seen_by_public("/de/info/erste-tage").status(), http::Status::not_found);

    auto const more = std::string("summary=Das+kommt+zuerst.&situation=everyday_life&position=3");
    auto const text = std::string("%23%23+Im+Rathaus%0D%0A%0D%0AMelden+Sie+sich+**an**.");
    EXPECT_EQ(
        editor.post(path, entries(seen_on(form), "Erste+Tage", text, more)).status(),
        http::Status::see_other);
    form = editor.get(path).body_text();
    EXPECT_THAT(
        form, AllOf(HasSubstr("## Im Rathaus"), HasSubstr("Ayşe Kaya hat am"), HasSubstr("value=\"3\"")));
    EXPECT_EQ(seen_by_public("/de/info/erste-tage").status(), http::Status::not_found)
        << "a draft is nobody's business";
    EXPECT_THAT(
        editor.get(path + "/vorschau/de").body_text(),
        AllOf(HasSubstr("Vorschau."), HasSubstr("<strong>an</strong>"), HasSubstr("noindex")));

    EXPECT_EQ(
        editor.post(path + "/veroeffentlichen", entries(seen_on(form), "Erste+Tage", text, more)).status(),
        http::Status::see_other);
    EXPECT_THAT(
        text_of_page("erste-tage"),
        AllOf(
            HasSubstr("Das kommt zuerst."), HasSubstr("<h2>Im Rathaus</h2>"),
            HasSubstr("<strong>an</strong>"), Not(HasSubstr("noindex"))));
    EXPECT_THAT(seen_by_public("/de/info").body_text(), HasSubstr("/de/info/erste-tage"));
    EXPECT_THAT(
        editor.get("/verwaltung/seiten").body_text(),
        AllOf(HasSubstr("Erste Tage"), HasSubstr("veröffentlicht")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.page.created"), Contains("portal.page.draft_saved"),
            Contains("portal.page.published")));
}

TEST_P(PageDeskStory, what_is_published_shows_at_once_and_the_address_stays)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Hier steht, was zu tun ist."));
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id)).body_text();
    EXPECT_EQ(
        editor.post(at_desk(id, "/veroeffentlichen"), entries(seen_on(form), "Wohnung+finden")).status(),
        http::Status::see_other);
    EXPECT_THAT(text_of_page("wohnen"), AllOf(HasSubstr("Wohnung finden"), HasSubstr("Kommen Sie vorbei.")));
    EXPECT_EQ(seen_by_public("/de/info/wohnung-finden").status(), http::Status::not_found);
}

TEST_P(PageDeskStory, adding_twice_with_one_form_makes_one_page_and_names_may_be_alike)
{
    auto editor = browser_of("conference_office");
    auto const first = editor.post("/verwaltung/seiten/neu", "schluessel=abc&title=Schule");
    auto const again = editor.post("/verwaltung/seiten/neu", "schluessel=abc&title=Schule");
    EXPECT_EQ(first.header("Location"), again.header("Location"));
    auto const other = editor.post("/verwaltung/seiten/neu", "schluessel=xyz&title=Schule");
    EXPECT_NE(first.header("Location"), other.header("Location"));
    for (auto const& path : {std::string(first.header("Location")), std::string(other.header("Location"))}) {
        auto const form = editor.get(path).body_text();
        EXPECT_EQ(
            editor.post(path + "/veroeffentlichen", entries(seen_on(form), "Schule")).status(),
            http::Status::see_other);
    }
    EXPECT_EQ(seen_by_public("/de/info/schule").status(), http::Status::ok);
    EXPECT_EQ(seen_by_public("/de/info/schule-2").status(), http::Status::ok);
    EXPECT_EQ(editor.post("/verwaltung/seiten/neu", "title=").status(), http::Status::unprocessable)
        << "a page has a name";
}

TEST_P(PageDeskStory, what_is_wrong_stands_beside_the_fields_and_nothing_typed_is_lost)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    public_page_called("mieten", "Mieten", {}, [](portal::InfoPage& page) { page.parent = "wohnen"; });
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id)).body_text();
    auto const answer = editor.post(
        at_desk(id, "/veroeffentlichen"),
        entries(
            seen_on(form), "", "Siehe+%5Bhier%5D%28seite%3Agibtsnicht%29",
            "summary=Bleibt+stehen&position=vorn&situation=gold&parent=mieten"));
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    auto const& page = answer.body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Fehler: "), HasSubstr("#f-title"), HasSubstr("#f-content"), HasSubstr("#f-position"),
            HasSubstr("#f-situation"), HasSubstr("#f-parent")))
        << "a page does not stand below the pages below it";
    EXPECT_THAT(
        page, AllOf(HasSubstr("seite:gibtsnicht"), HasSubstr("Bleibt stehen"), HasSubstr("value=\"vorn\"")));
    EXPECT_THAT(text_of_page("wohnen"), AllOf(HasSubstr("Wohnen"), Not(HasSubstr("Bleibt stehen"))));
    // A draft may be wrong: it is kept as it stands.
    EXPECT_EQ(
        editor.post(at_desk(id), entries(seen_on(page), "", "", "position=vorn")).status(),
        http::Status::see_other);
    EXPECT_THAT(editor.get(at_desk(id)).body_text(), HasSubstr("value=\"vorn\""));
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Hier steht, was zu tun ist."));
}

TEST_P(PageDeskStory, whoever_saves_second_compares_and_nobody_chooses_for_them)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto first = browser_of("conference_office");
    auto second = browser_of("department_editor");
    auto const seen = seen_on(first.get(at_desk(id)).body_text());
    EXPECT_EQ(seen, seen_on(second.get(at_desk(id)).body_text()));
    EXPECT_EQ(
        first.post(at_desk(id), entries(seen, "Wohnen", "Jeden+Montag+im+Rathaus", "position=4")).status(),
        http::Status::see_other);
    auto const answer = second.post(
        at_desk(id), entries(seen, "Wohnen", "Jeden+Dienstag+im+Rathaus", "summary=Kurz+gesagt"));
    EXPECT_EQ(answer.status(), http::Status::conflict);
    auto const& page = answer.body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("Nur ein Feld widerspricht sich"),
            HasSubstr("<mark>Montag </mark>"), HasSubstr("<mark>Dienstag </mark>")));
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-position" value="s" required checked)"))
        << "only the other one changed it";
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-summary" value="m" required checked)")) << "only this one did";
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr(R"(name="wahl-content" value="s" required>)"),
            HasSubstr(R"(name="wahl-content" value="m" required>)")));
    EXPECT_THAT(first.get(at_desk(id)).body_text(), HasSubstr("Jeden Montag")) << "nothing was overwritten";

    auto const both = "vergleich=1&fassung=" + seen_on(page)
        + "&m-title=Wohnen&s-title=Wohnen&m-content=Jeden+Dienstag&s-content=Jeden+Montag&wahl-content=m"
          "&s-position=4&wahl-position=s&m-summary=Kurz+gesagt&wahl-summary=m";
    EXPECT_EQ(second.post(at_desk(id), both).status(), http::Status::see_other);
    EXPECT_THAT(
        first.get(at_desk(id)).body_text(),
        AllOf(HasSubstr("Jeden Dienstag"), HasSubstr("value=\"4\""), HasSubstr("Kurz gesagt")));
    // Neither can publish or take away what they have not seen.
    EXPECT_EQ(
        first.post(at_desk(id, "/veroeffentlichen"), entries(seen, "Alt")).status(), http::Status::conflict);
    EXPECT_EQ(first.post(at_desk(id, "/archivieren"), "fassung=" + seen).status(), http::Status::conflict);
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Hier steht, was zu tun ist."));
}

TEST_P(PageDeskStory, the_preview_shows_a_draft_in_each_language)
{
    auto const id = public_page_called("wohnen", "Wohnen", {}, [](portal::InfoPage& page) {
        page.title.translations = {
            {*i18n::Language::find("tr"), "Konut", content::Origin::person, content::source_hash("Wohnen")}};
    });
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id)).body_text();
    EXPECT_EQ(
        editor.post(at_desk(id), entries(seen_on(form), "Wohnen", "Noch+nicht+fertig")).status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get(at_desk(id, "/vorschau/tr")).body_text(),
        AllOf(HasSubstr("<html lang=\"tr\""), HasSubstr("Konut"), HasSubstr("Noch nicht fertig")));
    EXPECT_THAT(
        editor.get(at_desk(id, "/vorschau/ar")).body_text(),
        AllOf(
            HasSubstr("dir=\"rtl\""), HasSubstr("Noch nicht fertig"), HasSubstr(at_desk(id, "/vorschau/de")),
            HasSubstr(at_desk(id, "/vorschau/tr"))));
    EXPECT_THAT(text_of_page("wohnen", "tr"), Not(HasSubstr("Noch nicht fertig")));
}

TEST_P(PageDeskStory, whoever_may_not_publish_hands_in)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto const of_town = public_page_called("baeder", "Bäder", "aalfeld");
    auto editor = browser_of("department_editor");
    for (auto const page : {id, of_town}) {
        auto const form = editor.get(at_desk(page)).body_text();
        EXPECT_THAT(form, AllOf(HasSubstr("Zur Freigabe geben"), Not(HasSubstr("/veroeffentlichen"))));
        EXPECT_EQ(
            editor.post(at_desk(page, "/veroeffentlichen"), entries(seen_on(form), "Frech")).status(),
            http::Status::not_found);
        EXPECT_EQ(
            editor
                .post(
                    at_desk(page, "/abgeben"),
                    entries(
                        seen_on(form), "Neuer+Name", "Neuer+Text",
                        page == of_town ? "municipality=aalfeld" : ""))
                .status(),
            http::Status::see_other);
    }
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        office.get("/verwaltung").body_text(),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr(at_desk(id)), HasSubstr(at_desk(of_town))));
    EXPECT_THAT(
        browser_of("municipal_editor", aalfeld_).get("/verwaltung").body_text(),
        AllOf(HasSubstr(at_desk(of_town)), Not(HasSubstr(at_desk(id)))));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(),
        Not(HasSubstr("wartet auf Ihre Freigabe")));
    auto const waiting = office.get(at_desk(id)).body_text();
    EXPECT_EQ(
        office.post(at_desk(id, "/veroeffentlichen"), entries(seen_on(waiting), "Neuer+Name")).status(),
        http::Status::see_other);
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Neuer Name"));
    EXPECT_THAT(office.get("/verwaltung").body_text(), Not(HasSubstr(at_desk(id) + '"')));
}

TEST_P(PageDeskStory, what_is_planned_appears_on_its_day_and_not_if_it_was_taken_back)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto const other = public_page_called("arbeit", "Arbeit");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id)).body_text();
    auto const refused = editor.post(
        at_desk(id, "/planen"), entries(seen_on(form), "Geplant", "Text", "publish_on=23.11.2026"));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("#f-publish_on"));
    for (auto const page : {id, other}) {
        auto const seen = seen_on(editor.get(at_desk(page)).body_text());
        EXPECT_EQ(
            editor.post(at_desk(page, "/planen"), entries(seen, "Geplant", "Text", "publish_on=25.11.2026"))
                .status(),
            http::Status::see_other);
    }
    auto const planned = editor.get(at_desk(other)).body_text();
    EXPECT_THAT(planned, HasSubstr("25. November 2026"));
    EXPECT_EQ(
        editor.post(at_desk(other, "/verwerfen"), "fassung=" + seen_on(planned)).status(),
        http::Status::see_other);
    run_jobs();
    EXPECT_THAT(text_of_page("wohnen"), Not(HasSubstr("Geplant")));
    clock().set(clock().now() + std::chrono::hours(24 * 2 - 9));
    run_jobs();
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Geplant"));
    EXPECT_THAT(text_of_page("arbeit"), AllOf(HasSubstr("Arbeit"), Not(HasSubstr("Geplant"))));
    run_jobs();
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.page.published")), 1);
}

TEST_P(PageDeskStory, what_is_archived_says_so_and_can_come_back)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(at_desk(id, "/archivieren")).body_text(),
        AllOf(HasSubstr("archivieren?"), HasSubstr("Im Portal lassen")));
    EXPECT_EQ(seen_by_public("/de/info/wohnen").status(), http::Status::ok) << "asking does nothing";
    auto form = editor.get(at_desk(id)).body_text();
    EXPECT_EQ(
        editor.post(at_desk(id, "/archivieren"), "fassung=" + seen_on(form)).status(),
        http::Status::see_other);
    auto const ended = seen_by_public("/de/info/wohnen");
    EXPECT_EQ(ended.status(), http::Status::gone);
    EXPECT_THAT(
        ended.body_text(),
        AllOf(HasSubstr("Diese Seite gibt es nicht mehr"), Not(HasSubstr("was zu tun ist"))));
    EXPECT_THAT(seen_by_public("/de/info").body_text(), Not(HasSubstr("/de/info/wohnen")));
    EXPECT_THAT(editor.get("/verwaltung/seiten").body_text(), HasSubstr("Wohnen")) << "editors find it";
    form = editor.get(at_desk(id)).body_text();
    EXPECT_EQ(
        editor.post(at_desk(id, "/veroeffentlichen"), entries(seen_on(form), "Wohnen")).status(),
        http::Status::see_other);
    EXPECT_EQ(seen_by_public("/de/info/wohnen").status(), http::Status::ok);
}

TEST_P(PageDeskStory, a_page_that_the_law_asks_for_changes_and_stays)
{
    auto const id = public_page_called("impressum", "Impressum", {}, [](portal::InfoPage& page) {
        page.kind = portal::PageKind::legal;
        page.position = 7;
    });
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id)).body_text();
    EXPECT_THAT(form, Not(HasSubstr("/archivieren")));
    EXPECT_EQ(
        editor.post(at_desk(id, "/archivieren"), "fassung=" + seen_on(form)).status(),
        http::Status::conflict);
    EXPECT_EQ(
        editor.post(at_desk(id, "/veroeffentlichen"), entries(seen_on(form), "Impressum", "Kreis+Musterau"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(seen_by_public("/de/impressum").body_text(), HasSubstr("Kreis Musterau"));
    EXPECT_EQ(portal::find_page(connection(), tenant_, id)->position, 7)
        << "what its form does not show stays as it is";
}

TEST_P(PageDeskStory, the_history_brings_an_earlier_version_back)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(at_desk(id, "/verlauf")).body_text(), HasSubstr("Noch hat hier niemand etwas geändert"));
    for (auto const* title : {"Zweiter", "Dritter"}) {
        auto const form = editor.get(at_desk(id)).body_text();
        EXPECT_EQ(
            editor
                .post(
                    at_desk(id, "/veroeffentlichen"),
                    entries(seen_on(form), title, "Rufen+Sie+0170+1234567+an"))
                .status(),
            http::Status::see_other);
    }
    EXPECT_THAT(
        editor.get(at_desk(id, "/verlauf")).body_text(),
        AllOf(
            HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht"), HasSubstr("Ayşe Kaya"),
            HasSubstr("Fassung 2 zurückholen")));
    auto const earlier = editor.get(at_desk(id, "?fassung=2")).body_text();
    EXPECT_THAT(earlier, AllOf(HasSubstr("Sie sehen die Fassung 2"), HasSubstr("value=\"Zweiter\"")));
    EXPECT_EQ(seen_on(earlier), "3&grundlage=3") << "saved on top of the newest";
    EXPECT_EQ(
        editor.post(at_desk(id, "/veroeffentlichen"), entries(seen_on(earlier), "Zweiter")).status(),
        http::Status::see_other);
    EXPECT_THAT(text_of_page("wohnen"), HasSubstr("Zweiter"));
    EXPECT_EQ(editor.get(at_desk(id, "?fassung=77")).status(), http::Status::not_found);
    // The chain says that the text changed, and not what it says.
    for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 9))
        EXPECT_THAT(entry.after_json, Not(HasSubstr("1234567")));
    EXPECT_TRUE(!audit::verify(connection(), tenant_).first_broken);
}

TEST_P(PageDeskStory, a_municipality_sees_and_changes_what_is_its_own_and_the_kreis_sees_all)
{
    auto const own = public_page_called("baeder", "Bäder", "aalfeld");
    auto const foreign = public_page_called("sport", "Sportplatz", "bergau");
    auto const of_the_kreis = public_page_called("wohnen", "Wohnen");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get("/verwaltung/seiten").body_text(),
        AllOf(
            HasSubstr(at_desk(own)), HasSubstr("eine Seite"), Not(HasSubstr("Sportplatz")),
            Not(HasSubstr(at_desk(of_the_kreis) + '"'))));
    auto const nowhere = town.get("/verwaltung/nirgends").body_text();
    for (auto const id : {foreign, of_the_kreis, portal::PageId{999'999}}) {
        for (auto const* rest : {"", "/verlauf", "/vorschau/de", "/archivieren", "?fassung=1"}) {
            auto const answer = town.get(at_desk(id, rest));
            EXPECT_EQ(answer.status(), http::Status::not_found) << id.value << rest;
            EXPECT_EQ(answer.body_text(), nowhere) << id.value << rest;
        }
        for (auto const* rest :
             {"", "/abgeben", "/veroeffentlichen", "/planen", "/verwerfen", "/archivieren"})
            EXPECT_EQ(
                town.post(at_desk(id, rest), entries("1", "Gekapert", "x", "publish_on=2030-01-01")).status(),
                http::Status::not_found)
                << id.value << rest;
    }
    // Its own page must not become somebody else's, and it adds none for others.
    auto const form = town.get(at_desk(own)).body_text();
    for (auto const* rest : {"", "/abgeben", "/veroeffentlichen"}) {
        auto const moved
            = town.post(at_desk(own, rest), entries(seen_on(form), "Umzug", "x", "municipality=bergau"));
        EXPECT_EQ(moved.status(), http::Status::unprocessable) << rest;
        EXPECT_THAT(moved.body_text(), HasSubstr("darf Ihr Konto nicht ändern")) << rest;
    }
    for (auto const* place : {"", "bergau"})
        EXPECT_EQ(
            town.post("/verwaltung/seiten/neu", std::string("title=Neu&municipality=") + place).status(),
            http::Status::unprocessable)
            << place;
    EXPECT_EQ(
        town.post(
                at_desk(own, "/veroeffentlichen"),
                entries(seen_on(form), "B%C3%A4der+und+Seen", "x", "municipality=aalfeld"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(text_of_page("baeder"), HasSubstr("Bäder und Seen"));
    EXPECT_THAT(seen_by_public("/de/orte/aalfeld").body_text(), HasSubstr("Bäder und Seen"));

    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung/seiten").body_text(),
        AllOf(HasSubstr(at_desk(own)), HasSubstr(at_desk(foreign)), HasSubstr(at_desk(of_the_kreis))));
    for (auto const* role : {"translator", "reader"}) {
        auto browser = browser_of(role);
        EXPECT_THAT(
            browser.get(at_desk(own)).body_text(),
            AllOf(HasSubstr("Bäder"), Not(HasSubstr("<textarea")), Not(HasSubstr("name=\"fassung\""))));
        EXPECT_EQ(browser.post(at_desk(own), entries("1", "Anders")).status(), http::Status::not_found);
    }
}

TEST_P(PageDeskStory, a_municipality_says_it_otherwise_than_the_kreis)
{
    auto const arabic = *i18n::Language::find("ar");
    auto const general = public_page_called("anmelden", "Anmelden", {}, [&](portal::InfoPage& page) {
        page.title.translations
            = {{arabic, "التسجيل", content::Origin::person, content::source_hash("Anmelden")}};
    });
    public_page_called("umzug", "Umzug", {}, [](portal::InfoPage& page) {
        page.content.source = "Erst [anmelden](seite:anmelden).";
    });
    auto const local = "/de/orte/aalfeld/info/anmelden";
    EXPECT_EQ(seen_by_public(local).header("Location"), "/de/info/anmelden") << "there is none yet";

    auto town = browser_of("municipal_editor", aalfeld_);
    auto const choice = "/verwaltung/seiten/eigene-fassung/" + std::to_string(general.value);
    EXPECT_THAT(
        town.get("/verwaltung/seiten").body_text(),
        AllOf(HasSubstr("Texte des Kreises"), HasSubstr(choice), HasSubstr("Keine Seite")));
    EXPECT_THAT(
        town.get(choice).body_text(),
        AllOf(HasSubstr("Eigene Fassung für aalfeld anlegen"), Not(HasSubstr("für bergau"))));
    EXPECT_EQ(town.post(choice, "gemeinde=bergau").status(), http::Status::unprocessable);
    auto const added = town.post(choice, "gemeinde=aalfeld");
    ASSERT_EQ(added.status(), http::Status::see_other);
    auto const path = std::string(added.header("Location"));
    EXPECT_EQ(town.post(choice, "gemeinde=aalfeld").header("Location"), path) << "one is enough";
    EXPECT_THAT(town.get(choice).body_text(), HasSubstr("Eigene Fassung für aalfeld öffnen"));

    auto const form = town.get(path).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Eigene Fassung für aalfeld."), HasSubstr("Hier steht, was zu tun ist."),
            Not(HasSubstr("name=\"municipality\"")), Not(HasSubstr("name=\"parent\""))));
    EXPECT_EQ(seen_by_public(local).status(), http::Status::temporary_redirect)
        << "a draft is nobody's business";
    EXPECT_THAT(
        town.get(path + "/vorschau/de").body_text(),
        AllOf(HasSubstr("Vorschau."), HasSubstr("Dieser Text gilt für aalfeld.")));
    EXPECT_EQ(
        town.post(
                path + "/veroeffentlichen",
                entries(
                    seen_on(form), "Anmelden", "Im+B%C3%BCrgerhaus.+Nach+dem+%5BUmzug%5D%28seite%3Aumzug%29.",
                    "municipality=bergau&parent=umzug"))
            .status(),
        http::Status::see_other);

    auto const shown = seen_by_public(local).body_text();
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("Im Bürgerhaus."), HasSubstr("Dieser Text gilt für aalfeld."),
            HasSubstr(R"(<a href="/de/info/anmelden">Zum allgemeinen Text</a>)"),
            HasSubstr(R"(href="/de/orte/aalfeld")")));
    EXPECT_THAT(
        text_of_page("anmelden"),
        AllOf(
            HasSubstr("Hier steht, was zu tun ist."), HasSubstr("Diese Orte haben einen eigenen Text"),
            HasSubstr(local), Not(HasSubstr("Bürgerhaus"))));
    EXPECT_THAT(seen_by_public("/de/orte/aalfeld").body_text(), HasSubstr(local));
    EXPECT_THAT(seen_by_public("/de/orte/bergau").body_text(), Not(HasSubstr("info/anmelden")));
    EXPECT_EQ(seen_by_public("/de/orte/bergau/info/anmelden").header("Location"), "/de/info/anmelden");
    EXPECT_EQ(seen_by_public("/de/orte/nirgends/info/anmelden").status(), http::Status::not_found);
    EXPECT_EQ(seen_by_public("/de/orte/aalfeld/info/gibtsnicht").status(), http::Status::not_found);
    EXPECT_THAT(seen_by_public("/de/info").body_text(), Not(HasSubstr(local)))
        << "one text in the list of all";
    EXPECT_THAT(seen_by_public("/sitemap/1.xml").body_text(), HasSubstr(local));
    EXPECT_THAT(
        seen_by_public("/de/orte/aalfeld/offline.json").body_text(), HasSubstr("orte/aalfeld/info/anmelden"));
    // The title is a copy: its translation holds. The text is new and has none.
    EXPECT_THAT(
        seen_by_public("/ar/orte/aalfeld/info/anmelden").body_text(),
        AllOf(HasSubstr("التسجيل"), HasSubstr("Im Bürgerhaus.")));
}

TEST_P(PageDeskStory, whoever_reads_a_text_of_a_municipality_goes_on_with_its_texts)
{
    auto const general = public_page_called("anmelden", "Anmelden");
    auto const of_town = public_page_called("baeder", "Bäder", "aalfeld", [](portal::InfoPage& page) {
        page.content.source = "Vorher [anmelden](seite:anmelden).";
    });
    EXPECT_THAT(text_of_page("baeder"), HasSubstr(R"(href="/de/info/anmelden")"));
    auto office = browser_of("conference_office");
    auto const choice = "/verwaltung/seiten/eigene-fassung/" + std::to_string(general.value);
    EXPECT_THAT(
        office.get(at_desk(general)).body_text(),
        AllOf(HasSubstr(choice), HasSubstr("Eigene Fassungen der Gemeinden")));
    EXPECT_THAT(
        office.get(choice).body_text(),
        AllOf(HasSubstr("für aalfeld anlegen"), HasSubstr("für bergau anlegen")));
    auto const path = std::string(office.post(choice, "gemeinde=aalfeld").header("Location"));
    auto const form = office.get(path).body_text();
    EXPECT_EQ(
        office.post(path + "/veroeffentlichen", entries(seen_on(form), "Anmelden", "Im+Bad.")).status(),
        http::Status::see_other);
    EXPECT_THAT(text_of_page("baeder"), HasSubstr(R"(href="/de/orte/aalfeld/info/anmelden")"));
    auto const id = path.substr(path.rfind('/') + 1);
    EXPECT_EQ(browser_of("municipal_editor", bergau_).get(path).status(), http::Status::not_found);
    EXPECT_EQ(browser_of("municipal_editor", aalfeld_).get(path).status(), http::Status::ok);

    // Nothing stands in the stead of a page that has itself a place, nor of one that the law asks for.
    EXPECT_EQ(
        office.get("/verwaltung/seiten/eigene-fassung/" + std::to_string(of_town.value)).status(),
        http::Status::not_found);
    EXPECT_EQ(office.get("/verwaltung/seiten/eigene-fassung/" + id).status(), http::Status::not_found);
    auto const imprint = public_page_called(
        "impressum", "Impressum", {}, [](portal::InfoPage& page) { page.kind = portal::PageKind::legal; });
    EXPECT_EQ(
        office.get("/verwaltung/seiten/eigene-fassung/" + std::to_string(imprint.value)).status(),
        http::Status::not_found);

    // Archived, the text of the Kreis holds there again.
    auto const now = office.get(path).body_text();
    EXPECT_EQ(
        office.post(path + "/archivieren", "fassung=" + seen_on(now)).status(), http::Status::see_other);
    EXPECT_EQ(seen_by_public("/de/orte/aalfeld/info/anmelden").header("Location"), "/de/info/anmelden");
    EXPECT_THAT(text_of_page("baeder"), HasSubstr(R"(href="/de/info/anmelden")"));
}

TEST_P(PageDeskStory, a_new_german_text_makes_its_translation_outdated)
{
    auto const hash = [](std::string_view text) { return content::source_hash(text); };
    auto const id = public_page_called("wohnen", "Wohnen", {}, [&](portal::InfoPage& page) {
        auto const arabic = *i18n::Language::find("ar");
        page.title.translations = {{arabic, "السكن", content::Origin::person, hash("Wohnen")}};
        page.content.translations
            = {{arabic, "هنا ما يجب فعله.", content::Origin::person, hash("Hier steht, was zu tun ist.")}};
    });
    auto editor = browser_of("conference_office");
    auto const translating = "/verwaltung/uebersetzungen/ar/page/" + std::to_string(id.value);
    EXPECT_THAT(editor.get(translating).body_text(), Not(HasSubstr("Deutsch seitdem geändert")));
    auto const form = editor.get(at_desk(id)).body_text();
    EXPECT_EQ(
        editor
            .post(
                at_desk(id, "/veroeffentlichen"),
                entries(seen_on(form), "Wohnen", "Hier+steht,+was+zu+beachten+ist."))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get(translating).body_text(),
        AllOf(HasSubstr("Deutsch seitdem geändert"), HasSubstr("beachten"), HasSubstr("<ins>")))
        << "and what is new in the German text is marked";
    EXPECT_THAT(editor.get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("Wohnen"));
}

}
} // namespace kommin::app
