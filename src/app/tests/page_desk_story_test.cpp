// The desk of the editors for information pages: from a name to the portal, and everything that gets in the
// way.

#include "app/tests/page_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PageDeskStory : public PageStory { };
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

// The first button of a form is what Enter presses, wherever somebody types.
TEST_P(PageDeskStory, enter_in_a_small_window_of_the_form_loses_neither_the_day_nor_the_reason)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    auto const seen = seen_on(editor.get(at_desk(id)).body_text());
    auto const entered = entries(seen, "Wohnung", "Text", "eingabe=1&publish_on=31.12.2027");
    auto const answer = editor.post(at_desk(id), entered);
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    EXPECT_THAT(
        answer.body_text(),
        AllOf(
            HasSubstr("Der Tag ist noch nicht geplant"), HasSubstr("value=\"31.12.2027\""),
            HasSubstr("value=\"Wohnung\""), HasSubstr("<details class=\"menu\" open>")));
    EXPECT_THAT(editor.get(at_desk(id)).body_text(), Not(HasSubstr("value=\"Wohnung\"")))
        << "nothing is saved";
    EXPECT_EQ(
        editor.post(at_desk(id), entries(seen, "Wohnung", "Text", "publish_on=31.12.2027")).status(),
        http::Status::see_other)
        << "whoever presses the button that saves means it";

    auto const now = seen_on(editor.get(at_desk(id)).body_text());
    ASSERT_EQ(
        editor.post(at_desk(id, "/abgeben"), entries(now, "Wohnung", "Text")).status(),
        http::Status::see_other);
    auto const review = seen_on(editor.get(at_desk(id)).body_text());
    auto const returned
        = editor.post(at_desk(id), entries(review, "Wohnung", "Text", "eingabe=1&return_reason=Zu+kurz"));
    EXPECT_EQ(returned.status(), http::Status::unprocessable);
    EXPECT_THAT(
        returned.body_text(),
        AllOf(HasSubstr("Der Entwurf ist noch nicht zurückgegeben"), HasSubstr("Zu kurz</textarea>")));
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
    auto const refused = first.post(at_desk(id, "/archivieren"), "fassung=" + seen);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Ayşe Kaya hat diesen Eintrag am"));
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
    // On a telephone: a page with a frame, and the only page that may stand in one.
    auto const preview = at_desk(id, "/vorschau/ar");
    EXPECT_THAT(editor.get(preview).body_text(), HasSubstr(preview + "?breite=telefon"));
    auto const telephone = editor.get(preview + "?breite=telefon");
    EXPECT_THAT(
        telephone.body_text(),
        AllOf(HasSubstr("<iframe"), HasSubstr("src=\"" + preview + "?breite=im-telefon\"")));
    EXPECT_THAT(
        std::string(telephone.header("Content-Security-Policy")),
        AllOf(HasSubstr("frame-ancestors 'none'"), HasSubstr("frame-src 'self'")));
    auto const inside = editor.get(preview + "?breite=im-telefon");
    EXPECT_THAT(inside.body_text(), Not(HasSubstr("?breite=telefon"))) << "without the bar";
    EXPECT_THAT(std::string(inside.header("Content-Security-Policy")), HasSubstr("frame-ancestors 'self'"));
    EXPECT_EQ(inside.header("Cache-Control"), "no-store");
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
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(at_desk(id) + '"')));
}

TEST_P(PageDeskStory, what_was_handed_in_comes_back_with_a_reason)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    EXPECT_EQ(
        editor.post(at_desk(id, "/abgeben"), entries(seen_on(editor.get(at_desk(id)).body_text()), "Neu"))
            .status(),
        http::Status::see_other);
    auto office = browser_of("conference_office");
    auto const waiting = office.get(at_desk(id)).body_text();
    EXPECT_EQ(
        office
            .post(
                at_desk(id, "/zurueckgeben"),
                entries(seen_on(waiting), "Neu") + "&return_reason=Das+Amt+fehlt.")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get("/verwaltung").body_text(),
        AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(at_desk(id))));
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(at_desk(id) + '"')));
    EXPECT_THAT(editor.get(at_desk(id)).body_text(), HasSubstr("Das Amt fehlt."));
    EXPECT_THAT(audit_actions(), ::testing::Contains("portal.page.given_back"));
    EXPECT_THAT(unfolded(mail()), AllOf(HasSubstr("autor@kreis.example"), HasSubstr("Das Amt fehlt.")));
    EXPECT_THAT(text_of_page("wohnen"), Not(HasSubstr("Neu")));
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
