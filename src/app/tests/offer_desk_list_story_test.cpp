// The list of the desk of the editors: filters, views, many offers at once, files.

#include "app/tests/offer_story.hpp"

#include <set>
#include <sstream>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OfferDeskList : public OfferStory { };
KOMMIN_ON_BOTH_ENGINES(OfferDeskList);

TEST_P(OfferDeskList, the_list_filters_sorts_and_turns_pages)
{
    for (int i = 0; i < 60; ++i) {
        auto const number = std::to_string(100 + i);
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            auto offer = offer_called("kurs-" + number, "Kurs " + number, i % 2 == 0 ? "aalfeld" : "bergau");
            offer.kind = i < 3 ? portal::OfferKind::mbe : portal::OfferKind::other_offer;
            insert(work, offer);
            return {};
        }));
    }
    offer("oel", "Ölmalen", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const all = editor.get("/verwaltung/angebote?nach=name").body_text();
    EXPECT_THAT(all, AllOf(HasSubstr("61 Angebote"), HasSubstr("1 bis 50 von 61"), HasSubstr("Kurs 100")));
    EXPECT_THAT(all, Not(HasSubstr("Kurs 155")));
    EXPECT_THAT(
        editor.get("/verwaltung/angebote?nach=name&seite=2").body_text(),
        AllOf(HasSubstr("Kurs 155"), HasSubstr("Ölmalen"), HasSubstr("51 bis 61 von 61")));
    EXPECT_THAT(
        editor.get("/verwaltung/angebote?art=mbe&gemeinde=aalfeld").body_text(),
        AllOf(HasSubstr("2 Angebote"), HasSubstr("Kurs 100"), Not(HasSubstr("Kurs 101"))));
    EXPECT_THAT(
        editor.get("/verwaltung/angebote?t=OLMALEN").body_text(),
        AllOf(HasSubstr("ein Angebot"), HasSubstr("Ölmalen")));
    auto const second = editor.get("/verwaltung/angebote?t=kurs&nach=name&seite=2").body_text();
    EXPECT_THAT(second, AllOf(HasSubstr("51 bis 60 von 60"), Not(HasSubstr("Kurs 149<"))));
    EXPECT_LT(second.find("Kurs 150<"), second.find("Kurs 159<"));
    auto const from_the_end = editor.get("/verwaltung/angebote?t=kurs&nach=name&ab=1").body_text();
    EXPECT_LT(from_the_end.find("Kurs 159<"), from_the_end.find("Kurs 110<"));
    EXPECT_EQ(from_the_end.find("Kurs 109<"), std::string::npos);
    EXPECT_THAT(editor.get("/verwaltung/angebote?t=%25").body_text(), HasSubstr("61 Angebote"));
    EXPECT_THAT(
        editor.get("/verwaltung/angebote?gemeinde=gibts-nicht").body_text(), HasSubstr("Kein Angebot passt"));
    EXPECT_EQ(
        editor.get("/verwaltung/angebote?seite=0&nach=x&ab=9&art=y&zustand=z").status(), http::Status::ok);
    auto const file = editor.get("/verwaltung/angebote/liste.csv?art=mbe");
    EXPECT_THAT(std::string(file.header("Content-Type")), HasSubstr("text/csv"));
    EXPECT_EQ(std::ranges::count(file_of(file), '\n'), 4) << "a head and three lines";
    auto const sheet = editor.get("/verwaltung/angebote/liste.xlsx?art=mbe");
    EXPECT_THAT(std::string(sheet.header("Content-Type")), HasSubstr("spreadsheetml"));
    EXPECT_THAT(std::string(sheet.header("Content-Disposition")), HasSubstr("angebote.xlsx"));
    EXPECT_EQ(file_of(sheet).substr(0, 2), "PK");
}

TEST_P(OfferDeskList, what_is_added_twice_says_so_until_it_is_public)
{
    auto const first = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const add = [](Browser& browser, std::string const& title) {
        return std::string(
            browser
                .post(
                    "/verwaltung/angebote/neu",
                    "title=" + title
                        + "&kind=other_offer&reach=municipality&municipality=aalfeld&schluessel=" + title)
                .header("Location"));
    };
    auto const second = add(editor, "Chor%21");
    auto const hint = "Ein Angebot mit diesem Namen gibt es schon: <a href=\"" + desk(first) + "\">Chor</a>";
    EXPECT_THAT(editor.get(second).body_text(), HasSubstr(hint));
    EXPECT_THAT(editor.get(desk(first)).body_text(), Not(HasSubstr("gibt es schon")));
    EXPECT_THAT(editor.get(add(editor, "Chorprobe")).body_text(), Not(HasSubstr("gibt es schon")));
    EXPECT_EQ(
        editor.post(second + "/veroeffentlichen", fields(seen_on(editor.get(second).body_text()), "Chor"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(editor.get(second).body_text(), Not(HasSubstr("gibt es schon")));
}

TEST_P(OfferDeskList, the_form_counts_the_languages_that_the_list_counts)
{
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        work.db().execute(
            "INSERT INTO tenant_languages (tenant_id, position, tag) VALUES (?, 9, 'de-simple')", tenant_);
        work.publish(tenants::published_as);
        return {};
    }));
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    auto const card = form.substr(form.find("id=\"sprachen\""));
    std::size_t rows = 0;
    for (auto at = card.find("<tr><th scope=\"row\">"); at < card.find("</table>");
         at = card.find("<tr><th scope=\"row\">", at + 1))
        ++rows;
    auto const languages = tenants::target_languages(*tenants::find_tenant(connection(), tenant_)).size();
    EXPECT_EQ(rows, languages);
    EXPECT_EQ(rows, 3U) << "Leichte Sprache is one of them";
    EXPECT_THAT(
        editor.get("/verwaltung/angebote").body_text(), HasSubstr("von " + std::to_string(languages)));
}

TEST_P(OfferDeskList, somebody_names_a_view_of_the_list_and_finds_it_again)
{
    offer("naehtreff", "Nähtreff", "aalfeld");
    offer("chor", "Chor", "bergau");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/angebote?gemeinde=bergau&seite=1&fremd=x").body_text(),
        HasSubstr(R"(href="/verwaltung/angebote/ansichten?gemeinde=bergau">+ Ansicht speichern)"));
    auto const form = editor.get("/verwaltung/angebote/ansichten?gemeinde=bergau").body_text();
    EXPECT_THAT(form, HasSubstr(R"(name="abfrage" value="gemeinde=bergau")"));
    auto const save = [&](std::string const& name, std::string const& query) {
        return editor.post("/verwaltung/angebote/ansichten", "name=" + name + "&abfrage=" + query);
    };
    auto const saved = save("Rund+um+Bergau", "gemeinde%3Dbergau");
    ASSERT_EQ(saved.status(), http::Status::see_other);
    EXPECT_EQ(saved.header("Location"), "/verwaltung/angebote?gemeinde=bergau");
    auto const list = editor.get("/verwaltung/angebote?gemeinde=bergau").body_text();
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr(R"(<a href="/verwaltung/angebote?gemeinde=bergau" aria-current="page">Rund um Bergau)"),
            HasSubstr("Chor"), Not(HasSubstr("Nähtreff"))));

    // The same name gets the new query; what the list does not know is left out, wherever it came from.
    EXPECT_EQ(
        save("Rund+um+Bergau", "art%3Dmbe%26weiter%3Dhttps%3A%2F%2Fboese.example%26seite%3D7")
            .header("Location"),
        "/verwaltung/angebote?art=mbe");
    EXPECT_EQ(save("Kaputt", "%25zz").header("Location"), "/verwaltung/angebote");
    connection().execute(
        "UPDATE account_views SET query = 'javascript:alert(1)&art=mbe' WHERE name = 'Kaputt'");
    auto const own = editor.get("/verwaltung/angebote/ansichten").body_text();
    EXPECT_THAT(own, AllOf(HasSubstr("„Rund um Bergau“ löschen"), Not(HasSubstr("javascript"))));

    for (auto const& name : {std::string(), std::string("+++"), std::string(61, 'x')}) {
        auto const refused = save(name, "art%3Dmbe");
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << name;
        EXPECT_THAT(refused.body_text(), AllOf(HasSubstr("#f-name"), HasSubstr(R"(value="art=mbe")")));
    }
    for (int i = 0; i < 18; ++i)
        EXPECT_EQ(save("Nummer+" + std::to_string(i), "art%3Dmbe").status(), http::Status::see_other);
    EXPECT_THAT(save("Zu+viel", "art%3Dmbe").body_text(), HasSubstr("Mehr als 20 Ansichten"));
    EXPECT_EQ(save("Nummer+0", "art%3Djmd").status(), http::Status::see_other) << "one that is there";

    // They are nobody else's.
    auto const id = connection().load<std::int64_t>("SELECT id FROM account_views WHERE name = 'Kaputt'");
    auto colleague = browser_of("conference_office");
    EXPECT_THAT(colleague.get("/verwaltung/angebote").body_text(), Not(HasSubstr("Rund um Bergau")));
    auto const erase = "ansicht=" + std::to_string(id);
    EXPECT_EQ(
        colleague.post("/verwaltung/angebote/ansichten/loeschen", erase).status(), http::Status::see_other);
    EXPECT_THAT(editor.get("/verwaltung/angebote").body_text(), HasSubstr("Kaputt"));
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            editor.post("/verwaltung/angebote/ansichten/loeschen", erase).header("Location"),
            "/verwaltung/angebote/ansichten");
    EXPECT_THAT(editor.get("/verwaltung/angebote").body_text(), Not(HasSubstr("Kaputt")));
}

TEST_P(OfferDeskList, many_offers_are_confirmed_at_once_each_by_its_own_right_and_version)
{
    auto const first = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const second = offer("chor", "Chor", "aalfeld");
    auto const edited = offer("kino", "Kino", "aalfeld");
    auto const waiting = offer("garten", "Garten", "aalfeld");
    auto const foreign = offer("fremd", "Bergchor", "bergau");
    auto editor = browser_of("municipal_editor", aalfeld_);
    auto const list = editor.get("/verwaltung/angebote").body_text();
    auto const tick = [](portal::OfferId id, std::int64_t version = 1) {
        return "&wahl=" + std::to_string(id.value) + ':' + std::to_string(version);
    };
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("aria-label=\"Nähtreff auswählen\""), HasSubstr("Angaben heute bestätigt"),
            HasSubstr("Archivieren …"), HasSubstr("Alle 4 auswählen")));
    // Meanwhile somebody changes one, and begins to change another.
    auto colleague = browser_of("conference_office");
    EXPECT_EQ(
        colleague.post(desk(edited, "/veroeffentlichen"), fields("1&grundlage=1", "Kino+neu")).status(),
        http::Status::see_other);
    EXPECT_EQ(colleague.post(desk(waiting), fields("1", "Garten+neu")).status(), http::Status::see_other);

    auto const pressed = "aktion=bestaetigen&abfrage=art%3Dother_offer" + tick(first) + tick(second)
        + tick(edited) + tick(waiting, 2) + tick(foreign) + tick(first);
    auto const told = editor.post("/verwaltung/angebote/auswahl", pressed).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Die Angaben von 2 Angeboten sind"), HasSubstr("3-mal ging es nicht"),
            HasSubstr("<a href=\"" + desk(edited) + "\">Kino neu</a>"), HasSubstr("Ein Entwurf wartet"),
            HasSubstr("href=\"/verwaltung/angebote?art=other_offer\"")));
    EXPECT_THAT(told, AllOf(Not(HasSubstr("Bergchor")), HasSubstr("Ihr Konto darf es nicht ändern")));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.confirmed")), 2);
    EXPECT_THAT(colleague.get(desk(waiting)).body_text(), HasSubstr("Garten neu"))
        << "the draft is still there";

    auto const again = editor.post("/verwaltung/angebote/auswahl", pressed).body_text();
    EXPECT_THAT(
        again,
        AllOf(HasSubstr("Kein Angebot wurde geändert"), HasSubstr("2 Angebote waren heute schon bestätigt")));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.confirmed")), 2)
        << "pressed twice";

    auto const nothing = editor.post("/verwaltung/angebote/auswahl", "aktion=bestaetigen&wahl=x:y&wahl=-1:1");
    EXPECT_EQ(nothing.status(), http::Status::unprocessable);
    EXPECT_THAT(nothing.body_text(), HasSubstr("wählen Sie zuerst etwas"));
    std::string many;
    for (int id = 1; id <= 1'001; ++id)
        many += std::to_string(id) + ":1+";
    auto const too_many = editor.post("/verwaltung/angebote/auswahl", "aktion=bestaetigen&wahl=" + many);
    EXPECT_EQ(too_many.status(), http::Status::payload_too_large);
    EXPECT_THAT(too_many.body_text(), HasSubstr("höchstens 1000"));
}

TEST_P(OfferDeskList, what_was_handed_in_is_published_together)
{
    auto const first = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const second = offer("chor", "Chor", "aalfeld");
    auto const begun = offer("kino", "Kino", "aalfeld");
    auto const calm = offer("garten", "Garten", "aalfeld");
    auto const moved = offer("bad", "Bad", "aalfeld");
    auto const foreign = offer("fremd", "Bergchor", "bergau");
    auto department = browser_of("department_editor");
    auto const hand_in = [&](portal::OfferId id, std::string const& title) {
        ASSERT_EQ(
            department.post(desk(id, "/abgeben"), fields("1&grundlage=1", title)).status(),
            http::Status::see_other);
    };
    hand_in(first, "N%C3%A4htreff+neu");
    hand_in(second, "Chor+neu");
    hand_in(moved, "Bad+neu");
    hand_in(foreign, "Bergchor+neu");
    ASSERT_EQ(department.post(desk(begun), fields("1", "Kino+neu")).status(), http::Status::see_other);
    EXPECT_THAT(department.get("/verwaltung/angebote").body_text(), Not(HasSubstr("Freigeben und")));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(town.get("/verwaltung/angebote?zustand=pruefung").body_text(), HasSubstr("Freigeben und"));
    // Somebody changes one of the drafts meanwhile.
    ASSERT_EQ(
        department.post(desk(moved, "/abgeben"), fields("2&grundlage=1", "Bad+ganz+neu")).status(),
        http::Status::see_other);

    auto const tick = [](portal::OfferId id, int version) {
        return "&wahl=" + std::to_string(id.value) + ':' + std::to_string(version);
    };
    auto const pressed = "aktion=veroeffentlichen" + tick(first, 2) + tick(second, 2) + tick(begun, 2)
        + tick(calm, 1) + tick(moved, 2) + tick(foreign, 2);
    auto const told = town.post("/verwaltung/angebote/auswahl", pressed).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("2 Entwürfe sind veröffentlicht"), HasSubstr("Zu einem Angebot wartet kein Entwurf"),
            HasSubstr("Es wartet kein Entwurf auf Freigabe"), HasSubstr("3-mal ging es nicht"),
            HasSubstr("Ihr Konto darf es nicht ändern"), Not(HasSubstr("Bergchor"))));
    EXPECT_THAT(town.get(desk(first)).body_text(), HasSubstr("Nähtreff neu"));
    auto const published
        = [&] { return std::ranges::count(audit_actions(), std::string("portal.offer.published")); };
    EXPECT_EQ(published(), 2);
    town.post("/verwaltung/angebote/auswahl", pressed);
    EXPECT_EQ(published(), 2) << "pressed twice";
    EXPECT_EQ(
        department.post("/verwaltung/angebote/auswahl", "aktion=veroeffentlichen" + tick(moved, 3)).status(),
        http::Status::not_found);
    EXPECT_EQ(published(), 2);
}

TEST_P(OfferDeskList, all_that_a_query_finds_is_chosen_beyond_the_page)
{
    for (int i = 0; i < 60; ++i) {
        auto const number = std::to_string(100 + i);
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            insert(work, offer_called("kurs-" + number, "Kurs " + number, "aalfeld"));
            return {};
        }));
    }
    offer("chor", "Chor", "bergau");
    auto editor = browser_of("conference_office");
    auto const list = editor.get("/verwaltung/angebote?gemeinde=aalfeld&alle=1").body_text();
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("Alle 60 ausgewählt"), HasSubstr("name=\"alle\" value=\"1\""),
            HasSubstr("checked disabled"), HasSubstr("Auswahl aufheben")));
    EXPECT_THAT(
        change_everything(
            editor, "/verwaltung/angebote/auswahl", "aktion=bestaetigen&alle=1&abfrage=gemeinde%3Daalfeld"),
        HasSubstr("Die Angaben von 60 Angeboten sind"));
    EXPECT_THAT(editor.get("/verwaltung/angebote?angaben=faellig").body_text(), HasSubstr("ein Angebot"));
    EXPECT_TRUE(!audit::verify(connection(), tenant_).first_broken);
}

TEST_P(OfferDeskList, before_many_are_archived_somebody_reads_how_many_and_what_is_lost)
{
    offer("naehtreff", "Nähtreff", "aalfeld");
    auto const second = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_EQ(editor.post(desk(second), fields("1", "Chor+neu")).status(), http::Status::see_other);
    auto const asked = editor.post("/verwaltung/angebote/auswahl", "aktion=archivieren&alle=1").body_text();
    EXPECT_THAT(
        asked,
        AllOf(
            HasSubstr("2 Angebote archivieren?"), HasSubstr("Ein Entwurf wird dabei verworfen"),
            HasSubstr("<li>Nähtreff</li>"), HasSubstr("Alle 2 archivieren"), HasSubstr("Im Portal lassen")));
    EXPECT_EQ(public_status("naehtreff"), http::Status::ok) << "asking does nothing";

    // What was shown is archived, and nothing that came or changed since.
    offer("kino", "Kino", "aalfeld");
    std::smatch match;
    ASSERT_TRUE(std::regex_search(asked, match, std::regex("name=\"wahl\" value=\"([0-9: ]+)\"")));
    auto const pressed = "wahl=" + std::regex_replace(match[1].str(), std::regex(" "), "+");
    auto department = browser_of("department_editor");
    EXPECT_EQ(
        department.post("/verwaltung/angebote/auswahl/archivieren", pressed).status(),
        http::Status::not_found);
    EXPECT_EQ(
        department.post("/verwaltung/angebote/auswahl", "aktion=archivieren&alle=1").status(),
        http::Status::not_found);
    EXPECT_THAT(department.get("/verwaltung/angebote").body_text(), Not(HasSubstr("Archivieren …")));
    EXPECT_THAT(
        editor.post("/verwaltung/angebote/auswahl/archivieren", pressed).body_text(),
        HasSubstr("2 Angebote sind archiviert"));
    EXPECT_EQ(public_status("naehtreff"), http::Status::gone);
    EXPECT_EQ(public_status("kino"), http::Status::ok);
    EXPECT_THAT(
        editor.post("/verwaltung/angebote/auswahl/archivieren", pressed).body_text(),
        HasSubstr("2 Angebote waren schon archiviert"));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.archived")), 2);
    EXPECT_THAT(editor.get(desk(second, "/verlauf")).body_text(), HasSubstr("Fassung 2")) << "the draft";

    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get("/verwaltung/angebote").body_text(), Not(HasSubstr("name=\"wahl\"")));
    EXPECT_EQ(
        reader.post("/verwaltung/angebote/auswahl", "aktion=bestaetigen&alle=1").status(),
        http::Status::not_found);
}

TEST_P(OfferDeskList, a_file_has_every_line_once_whatever_its_order)
{
    constexpr int many = 1'020; // more than are read at once
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        for (int i = 0; i < many; ++i) // names and days that many share
            insert(
                work, offer_called("kurs-" + std::to_string(i), "Kurs " + std::to_string(i % 7), "aalfeld"));
        return {};
    }));
    commit_version(tenant_, [](Work& work) {
        work.db().execute("UPDATE offers SET confirmed_on = '2026-10-01' WHERE title = 'Kurs 3'");
    });
    auto editor = browser_of("conference_office");
    for (auto const* order :
         {"nach=name", "nach=name&ab=1", "", "ab=1", "nach=geaendert", "nach=geaendert&ab=1"}) {
        std::istringstream file(file_of(editor.get(std::string("/verwaltung/angebote/liste.csv?") + order)));
        std::set<std::string> lines;
        int count = -1; // the head
        for (std::string line; std::getline(file, line); ++count)
            lines.insert(line);
        EXPECT_EQ(count, many) << order;
        EXPECT_EQ(lines.size(), many + 1U) << order;
    }
}

TEST_P(OfferDeskList, a_spreadsheet_gets_no_formula)
{
    offer("boese", "=HYPERLINK(\"https://boese.example\")", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(file_of(editor.get("/verwaltung/angebote/liste.csv")), HasSubstr("'=HYPERLINK"));
}

}
} // namespace kommin::app
