// What every list can do: ticks survive turning a page, views are kept, orders are chosen, files are saved.

#include "app/tests/page_story.hpp"
#include "platform/html/url.hpp"
#include "platform/post/refused_address.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ListFunctions : public PageStory {
protected:
    void many_offers(int count)
    {
        for (int i = 0; i < count; ++i) {
            auto const number = std::to_string(100 + i);
            EXPECT_TRUE(work([&](Work& work) -> Result<void> {
                insert(work, offer_called("kurs-" + number, "Kurs " + number, "aalfeld"));
                return {};
            }));
        }
    }
    std::string id_of(std::string const& slug)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM offers WHERE tenant_id = ? AND slug = ?", tenant_, slug));
    }
    // Saves the query as a view of the list, and expects its tab.
    void expect_view(Browser& browser, std::string const& list, std::string const& query)
    {
        auto const path = "/verwaltung/" + list;
        EXPECT_THAT(browser.get(path).body_text(), HasSubstr("href=\"" + path + "/ansichten")) << path;
        EXPECT_EQ(browser.get(path + "/ansichten?" + query).status(), http::Status::ok) << path;
        EXPECT_EQ(
            browser.post(path + "/ansichten", "name=Meine&abfrage=" + html::percent_encode(query)).status(),
            http::Status::see_other)
            << path;
        auto const shown = browser.get(path + '?' + query).body_text();
        EXPECT_THAT(shown, HasSubstr("aria-current=\"page\">Meine</a>")) << path;
        auto const id = connection().load<std::int64_t>("SELECT max(id) FROM account_views");
        EXPECT_EQ(
            browser.post(path + "/ansichten/loeschen", "ansicht=" + std::to_string(id)).status(),
            http::Status::see_other)
            << path;
        EXPECT_THAT(browser.get(path).body_text(), Not(HasSubstr(">Meine</a>"))) << path;
    }
    // Expects the order in the heads of the table, and as a choice for phones.
    void expect_order(
        Browser& browser, std::string const& address, std::string const& first, std::string const& second,
        std::string const& direction = "ascending")
    {
        auto const shown = browser.get("/verwaltung/" + address).body_text();
        EXPECT_LT(shown.find(first), shown.find(second)) << address;
        EXPECT_NE(shown.find(first), std::string::npos) << address << first;
        EXPECT_NE(shown.find(second), std::string::npos) << address << second;
        EXPECT_THAT(
            shown, AllOf(HasSubstr("aria-sort=\"" + direction + '"'), HasSubstr("<select id=\"nach\"")))
            << address;
    }
};
KOMMIN_ON_BOTH_ENGINES(ListFunctions);

TEST_P(ListFunctions, ticks_survive_turning_a_page)
{
    many_offers(60);
    auto editor = browser_of("conference_office");
    auto const first = editor.get("/verwaltung/angebote?nach=name").body_text();
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("formaction=\"/verwaltung/angebote/auswahl/blaettern\""),
            HasSubstr("name=\"weiter\" value=\"nach=name&amp;seite=2\"")));
    auto const ticks = "&wahl=" + id_of("kurs-100") + "%3A1&wahl=" + id_of("kurs-101") + "%3A1";
    auto const turned = editor.post(
        "/verwaltung/angebote/auswahl/blaettern",
        "abfrage=nach%3Dname&weiter=" + html::percent_encode("nach=name&seite=2") + ticks);
    ASSERT_EQ(turned.status(), http::Status::see_other);
    auto const address = std::string(turned.header("Location"));
    EXPECT_THAT(address, HasSubstr("/verwaltung/angebote?nach=name&seite=2&wahl="));
    auto const second = editor.get(address).body_text();
    auto const kept = id_of("kurs-100") + ":1 " + id_of("kurs-101") + ":1";
    EXPECT_THAT(
        second,
        AllOf(
            HasSubstr("Kurs 155"), HasSubstr("<input type=\"hidden\" name=\"wahl\" value=\"" + kept + "\">"),
            HasSubstr("<strong data-elsewhere=\"2\">Ausgewählte (2 auf anderen Seiten):"),
            HasSubstr("Auswahl aufheben")));
    EXPECT_THAT(second, Not(HasSubstr("class=\"toast\"")));

    // Back on the first page they are ticked, and the hidden field holds those of the second.
    auto const back = editor.post(
        "/verwaltung/angebote/auswahl/blaettern",
        "weiter=seite%3D1&wahl=" + html::percent_encode(kept) + "&wahl=" + id_of("kurs-155") + "%3A1");
    auto const again = editor.get(std::string(back.header("Location")) + "&nach=name").body_text();
    EXPECT_THAT(
        again,
        AllOf(
            HasSubstr("value=\"" + id_of("kurs-100") + ":1\" aria-label=\"Kurs 100 auswählen\" checked"),
            HasSubstr("Ausgewählte (eins auf einer anderen Seite):"),
            HasSubstr("<input type=\"hidden\" name=\"wahl\" value=\"" + id_of("kurs-155") + ":1\">")));
    // What stands in the form is changed, whichever page it was ticked on.
    EXPECT_THAT(
        editor
            .post(
                "/verwaltung/angebote/auswahl",
                "aktion=bestaetigen&wahl=" + html::percent_encode(kept) + "&wahl=" + id_of("kurs-155")
                    + "%3A1")
            .body_text(),
        HasSubstr("Die Angaben von 3 Angeboten sind"));
}

TEST_P(ListFunctions, a_page_beyond_the_last_one_leads_to_the_last_one_in_every_list)
{
    many_offers(60);
    auto admin = browser_of("administrator");
    auto office = browser_of("conference_office");
    for (auto* const browser : {&admin, &office}) {
        for (auto const* list :
             {"angebote", "seiten", "rueckmeldungen", "standorte", "verweise", "wortschatz", "suchen",
              "hilfreich", "gremien", "ziele", "mitglieder", "konten", "auftraege", "auftraege/adressen"}) {
            auto const path = "/verwaltung/" + std::string(list);
            auto const answer = browser->get(path + "?ab=1&seite=150");
            if (answer.status() == http::Status::not_found)
                continue; // not hers
            EXPECT_EQ(answer.status(), http::Status::see_other) << path;
            EXPECT_THAT(std::string(answer.header("Location")), ::testing::StartsWith(path + "?ab=1"));
            EXPECT_EQ(browser->get(std::string(answer.header("Location"))).status(), http::Status::ok)
                << path;
        }
    }
    EXPECT_EQ(
        office.get("/verwaltung/angebote?seite=99&nach=name").header("Location"),
        "/verwaltung/angebote?nach=name&seite=2");
    EXPECT_EQ(office.get("/verwaltung/angebote?nach=name&seite=2").status(), http::Status::ok);
    EXPECT_EQ(
        office.get("/verwaltung/angebote?t=gibtesnicht&seite=2").header("Location"),
        "/verwaltung/angebote?t=gibtesnicht")
        << "nothing is found on the first page, too";
}

TEST_P(ListFunctions, whoever_has_changed_many_comes_back_to_the_page_of_the_list)
{
    many_offers(60);
    auto editor = browser_of("conference_office");
    auto const page = std::string(editor.get("/verwaltung/angebote?nach=name&seite=2").body_text());
    EXPECT_THAT(page, HasSubstr("name=\"abfrage\" value=\"nach=name&amp;seite=2\""));
    auto const done = editor.post(
        "/verwaltung/angebote/auswahl",
        "aktion=bestaetigen&abfrage=" + html::percent_encode("nach=name&seite=2")
            + "&wahl=" + id_of("kurs-155") + "%3A1");
    EXPECT_THAT(done.body_text(), HasSubstr("href=\"/verwaltung/angebote?nach=name&amp;seite=2\""));
    // "All" is all of the list, not what stands on or behind that page.
    EXPECT_THAT(
        editor
            .post(
                "/verwaltung/angebote/auswahl",
                "aktion=bestaetigen&alle=1&abfrage=" + html::percent_encode("nach=name&seite=2"))
            .body_text(),
        HasSubstr("60"));
}

TEST_P(ListFunctions, what_the_district_has_written_says_its_language_on_an_english_page)
{
    public_page_called("hilfe", "Erste Schritte");
    auto const id = offer("chor", "Chor am Abend", "aalfeld");
    auto const person = account("amy@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(person);
    auto const desk_of_offer = "/verwaltung/angebote/" + std::to_string(id.value);
    for (auto const* path : {"/verwaltung/angebote", "/verwaltung/seiten", "/verwaltung/suche?q=chor"})
        EXPECT_THAT(
            browser.get(path).body_text(),
            AllOf(Not(HasSubstr("lang=\"de\">Chor")), Not(HasSubstr("lang=\"de\">Erste"))))
            << path << " in German";
    connection().execute("UPDATE accounts SET language = 'en' WHERE id = ?", person);
    EXPECT_THAT(browser.get("/verwaltung/angebote").body_text(), HasSubstr(" lang=\"de\">Chor am Abend</a>"));
    EXPECT_THAT(browser.get("/verwaltung/seiten").body_text(), HasSubstr(" lang=\"de\">Erste Schritte</a>"));
    EXPECT_THAT(
        browser.get("/verwaltung/suche?q=chor").body_text(), HasSubstr(" lang=\"de\">Chor am Abend</a>"));
    auto const form = std::string(browser.get(desk_of_offer).body_text());
    EXPECT_THAT(form, AllOf(HasSubstr("<html lang=\"en\""), HasSubstr("<h1 lang=\"de\">Chor am Abend</h1>")));
    auto const summary = form.find("name=\"summary\"");
    ASSERT_NE(summary, std::string::npos);
    EXPECT_THAT(form.substr(form.rfind('<', summary), form.find('>', summary)), HasSubstr("lang=\"de\""));
    EXPECT_THAT(
        browser.get(desk_of_offer + "/verlauf").body_text(), HasSubstr(" lang=\"de\">Chor am Abend</a>"))
        << "the way back";
}

TEST_P(ListFunctions, what_has_ended_is_offered_no_end_and_counts_no_languages)
{
    auto const id = offer("chor", "Chor am Abend", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(
        editor
            .post(
                desk(id, "/archivieren"), "fassung=" + seen_on(std::string(editor.get(desk(id)).body_text())))
            .status(),
        http::Status::see_other);
    auto const archive = std::string(editor.get("/verwaltung/angebote?zustand=archiv").body_text());
    EXPECT_THAT(
        archive,
        AllOf(
            HasSubstr("Chor am Abend"), HasSubstr("value=\"" + std::string("veroeffentlichen") + '"'),
            Not(HasSubstr("value=\"archivieren\"")), Not(HasSubstr("value=\"bestaetigen\"")),
            Not(HasSubstr("von 2"))));
}

TEST_P(ListFunctions, turning_leads_nowhere_else_and_takes_no_more_than_an_address_holds)
{
    many_offers(2);
    auto editor = browser_of("conference_office");
    auto const turn = [&](std::string const& form) {
        return std::string(editor.post("/verwaltung/angebote/auswahl/blaettern", form).header("Location"));
    };
    EXPECT_EQ(
        turn("weiter=https%3A%2F%2Fevil.example%2F%3Fseite%3D2"),
        "/verwaltung/angebote?https%3A%2F%2Fevil.example%2F%3Fseite=2")
        << "stays in the list";
    EXPECT_EQ(turn("weiter=seite%3D2%26wahl%3D9%3A9%26alle%3D1"), "/verwaltung/angebote?seite=2")
        << "ticks come from the form";
    EXPECT_EQ(turn("alle=1&weiter=seite%3D2"), "/verwaltung/angebote?seite=2&alle=1");
    std::string many;
    for (int id = 1; id <= 301; ++id)
        many += std::to_string(id) + "%3A1+";
    auto const refused
        = editor.post("/verwaltung/angebote/auswahl/blaettern", "weiter=seite%3D2&wahl=" + many);
    EXPECT_EQ(refused.status(), http::Status::payload_too_large);
    EXPECT_THAT(refused.body_text(), HasSubstr("höchstens 300 Ausgewählte"));
    auto reader = browser_of("reader");
    EXPECT_EQ(
        reader.post("/verwaltung/angebote/auswahl/blaettern", "weiter=seite%3D2").status(),
        http::Status::not_found);
    EXPECT_THAT(reader.get("/verwaltung/angebote").body_text(), Not(HasSubstr("blaettern")))
        << "nothing to tick";
}

TEST_P(ListFunctions, every_list_keeps_views)
{
    auto editor = browser_of("conference_office");
    expect_view(editor, "suchen", "stand=erledigt&nach=worte");
    expect_view(editor, "einrichtungen", "liste=ohne-angebote&ab=1");
    expect_view(editor, "hilfreich", "sprache=ar&nach=seite");
    expect_view(editor, "mitglieder", "zustand=frueher&nach=name&ab=1");
    expect_view(editor, "orte", "ohne=vorstellung&nach=name");
    expect_view(editor, "kategorien", "zustand=archiv&nach=name");
    expect_view(editor, "ziele", "zustand=entwuerfe&nach=titel&ab=1");
    auto words = browser_of("department_editor");
    expect_view(words, "wortschatz", "ohne=ar&nach=luecken");
    auto administrator = browser_of("administrator");
    expect_view(administrator, "konten", "zustand=gesperrt&nach=anmeldung&ab=1");
    // Names of persons are not kept.
    administrator.post("/verwaltung/konten/ansichten", "name=Leyla&abfrage=t%3Dleyla%26zustand%3Daktiv");
    EXPECT_EQ(
        connection().load<std::string>("SELECT query FROM account_views WHERE name = 'Leyla'"),
        "zustand=aktiv");
}

TEST_P(ListFunctions, searches_in_vain_are_sorted_and_filtered)
{
    auto const add = [&](std::string const& words, int times, std::string const& day) {
        auto const id = connection().load<std::int64_t>(
            "INSERT INTO unmet_searches (tenant_id, words, language, state) VALUES (?, ?, 'de', 'open') "
            "RETURNING id",
            tenant_, words);
        connection().execute(
            "INSERT INTO unmet_search_days (tenant_id, search_id, day, times) VALUES (?, ?, ?, ?)", tenant_,
            id, day, times);
    };
    add("apfelsaft", 3, "2026-11-01");
    add("zirkus", 9, "2026-11-02");
    add("minigolf", 5, "2026-11-20");
    auto editor = browser_of("conference_office");
    expect_order(editor, "suchen", "zirkus</bdi>", "apfelsaft</bdi>", "descending");
    expect_order(editor, "suchen?ab=1", "apfelsaft</bdi>", "zirkus</bdi>");
    expect_order(editor, "suchen?nach=worte", "apfelsaft</bdi>", "zirkus</bdi>");
    expect_order(editor, "suchen?nach=worte&ab=1", "zirkus</bdi>", "apfelsaft</bdi>", "descending");
    expect_order(editor, "suchen?nach=zuletzt", "minigolf</bdi>", "zirkus</bdi>", "descending");
    auto const found = editor.get("/verwaltung/suchen?t=GOLF").body_text();
    EXPECT_THAT(found, AllOf(HasSubstr("minigolf"), Not(HasSubstr("zirkus")), HasSubstr("Filter leeren")));
    EXPECT_THAT(editor.get("/verwaltung/suchen?t=%25").body_text(), Not(HasSubstr("zirkus")));
    auto const file = file_of(editor.get("/verwaltung/suchen/liste.csv?nach=worte"));
    EXPECT_LT(file.find("apfelsaft"), file.find("zirkus"));
    EXPECT_EQ(editor.get("/verwaltung/suchen?nach=x&ab=y&seite=-1&stand=z").status(), http::Status::ok);
}

TEST_P(ListFunctions, ratings_and_words_are_sorted)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto const count = [&](std::string const& path, portal::Helpful answer, int times) -> Result<void> {
            for (int i = 0; i < times; ++i)
                TRY(portal::count_page_answer(
                    work, {.path = path, .title = {}, .language = i18n::Language::german(), .offer = {}},
                    i18n::Language::german(), answer));
            return {};
        };
        TRY(count("a-seite", portal::Helpful::yes, 2));
        TRY(count("b-seite", portal::Helpful::no, 3));
        TRY(count("c-seite", portal::Helpful::yes, 5));
        return {};
    }));
    auto editor = browser_of("conference_office");
    expect_order(editor, "hilfreich", "b-seite", "c-seite", "descending");
    expect_order(editor, "hilfreich?nach=hilfreich", "c-seite", "a-seite", "descending");
    expect_order(editor, "hilfreich?nach=seite", "a-seite", "c-seite");
    expect_order(editor, "hilfreich?nach=seite&ab=1", "c-seite", "a-seite", "descending");

    auto words = browser_of("department_editor");
    words.post("/verwaltung/wortschatz/neu", "schluessel=a&de=Zitherverein&uk=%D1%85&ar=&tr=koro");
    words.post("/verwaltung/wortschatz/neu", "schluessel=b&de=Akkordeon");
    expect_order(words, "wortschatz?stand=eigene&nach=name", "Akkordeon</a>", "Zitherverein</a>");
    expect_order(
        words, "wortschatz?stand=eigene&nach=name&ab=1", "Zitherverein</a>", "Akkordeon</a>", "descending");
    expect_order(words, "wortschatz?stand=eigene&nach=luecken", "Akkordeon</a>", "Zitherverein</a>");
}

TEST_P(ListFunctions, places_and_categories_leave_as_files)
{
    auto administrator = browser_of("conference_office");
    for (auto const* list : {"orte", "kategorien"}) {
        auto const path = std::string("/verwaltung/") + list;
        EXPECT_THAT(administrator.get(path).body_text(), HasSubstr(path + "/liste.csv")) << list;
        EXPECT_TRUE(file_of(administrator.get(path + "/liste.xlsx")).starts_with("PK")) << list;
    }
    EXPECT_THAT(file_of(administrator.get("/verwaltung/orte/liste.csv")), HasSubstr("aalfeld"));
    EXPECT_THAT(file_of(administrator.get("/verwaltung/kategorien/liste.csv")), HasSubstr("In Gefahr"));
    auto reader = browser_of("reader");
    for (auto const* path : {"/verwaltung/orte/liste.csv", "/verwaltung/kategorien/liste.csv"})
        EXPECT_EQ(reader.get(path).status(), http::Status::not_found) << path;
}

TEST_P(ListFunctions, places_and_categories_are_filtered_and_sorted)
{
    auto office = browser_of("conference_office");
    expect_order(office, "orte?nach=name", ">aalfeld</a>", ">bergau</a>");
    expect_order(office, "orte?nach=name&ab=1", ">bergau</a>", ">aalfeld</a>", "descending");
    EXPECT_THAT(
        office.get("/verwaltung/orte?t=BERG").body_text(),
        AllOf(HasSubstr(">bergau</a>"), Not(HasSubstr(">aalfeld</a>")), HasSubstr("Filter leeren")));
    EXPECT_THAT(
        office.get("/verwaltung/orte?t=gibtesnicht").body_text(), HasSubstr("Kein Ort, der dazu passt"));
    auto const places = file_of(office.get("/verwaltung/orte/liste.csv?t=berg"));
    EXPECT_THAT(places, AllOf(HasSubstr("bergau"), Not(HasSubstr("aalfeld"))));

    expect_order(office, "kategorien?nach=name", ">Arbeit</a>", ">Wohnen</a>");
    expect_order(office, "kategorien?nach=name&ab=1", ">Wohnen</a>", ">Arbeit</a>", "descending");
    EXPECT_THAT(
        office.get("/verwaltung/kategorien?t=wohn").body_text(),
        AllOf(HasSubstr(">Wohnen</a>"), Not(HasSubstr(">Arbeit</a>"))));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/kategorien/liste.csv?t=wohn&zustand=archiv")),
        Not(HasSubstr("Wohnen")));
}

// What a list can do. Whoever adds one says so here, and in docs/user/redaktion.md.
struct Abilities {
    bool sorts = true;
    bool keeps_views = true;
    bool has_files = true;
    std::string_view why_not = {}; // where it can do less
};
std::map<std::string_view, Abilities> const lists{
    {"angebote", {}},
    {"auftraege", {}},
    {"auftraege/adressen", {}},
    {"beratungen", {}},
    {"einrichtungen", {}},
    {"empfehlungen", {}},
    {"gremien", {}},
    {"hilfreich", {}},
    {"kategorien", {}},
    {"massnahmen", {}},
    {"konten", {}},
    {"mitglieder", {}},
    {"orte", {}},
    {"personen", {}},
    {"rueckmeldungen", {}},
    {"seiten", {}},
    {"sitzungen", {}},
    {"standorte", {}},
    {"suchen", {}},
    {"uebersetzungen/{sprache}", {}},
    {"verweise", {}},
    {"wortschatz", {}},
    {"ziele", {}},
    {"antraege", {false, true, true, "the newest first, by state and programme"}},
    {"zuwendungen", {false, true, true, "the newest first, by what waits"}},
    {"bestandsaufnahmen", {false, false, false, "a handful, the newest first"}},
    {"bestandsaufnahmen/{bestand}/eintraege", {false, false, true, "of one inventory, by field and unit"}},
    {"bestandsaufnahmen/{bestand}/luecken", {false, false, true, "a report, field by field"}},
    {"doppelfoerderung", {false, false, false, "what waits to be looked at"}},
    {"finanzen", {false, false, true, "a report of sums"}},
    {"finanzen/deckungskreise", {false, false, false, "a handful of each year, the latest year first"}},
    {"finanzen/wegfall", {false, false, false, "an answer to one question, with files beside it"}},
    {"foerderprogramme", {false, false, false, "some dozens, the newest first"}},
    {"konzept", {false, false, false, "a handful, the newest first"}},
    {"briefe", {false, false, false, "the kinds of letters of one sender, in their order"}},
    {"meine-massnahmen", {false, false, false, "one's own, what is due first"}},
    {"zuwendungen/{zuwendung}/belege", {false, false, true, "of one grant, by number"}},
    {"beschluesse", {false, false, false, "a handful in many years, the newest first"}},
    {"pruefpfad", {false, true, false, "a trail is read by time; its file is asked for by a form"}},
    {"steuerung/jahre", {false, false, false, "a handful, the newest first"}},
    {"ausgewogenheit", {false, false, true, "a report, not a list of records"}},
    {"sitzungen/{sitzung}/einladung", {false, false, true, "a step of one meeting, by names"}},
    {"sitzungen/{sitzung}/anmeldungen", {false, false, true, "by part and party, as they sit together"}},
    {"sitzungen/{sitzung}/warteliste", {false, false, true, "by the places that it gives"}},
    {"steuerung", {false, false, false, "an answer; its measures are those of their list"}},
    {"steuerung/zeitleiste", {false, false, true, "the same in the order of time"}},
    {"steuerung/abgleich", {false, false, true, "goals by municipalities"}},
    {"konferenz/statistik", {false, false, true, "a report, the oldest session first"}},
    {"steuerung/regeln", {false, false, true, "a report, rule by rule"}},
    {"sitzungen/{sitzung}/anwesenheit", {false, false, true, "is filled in from top to bottom"}},
    {"protokolle", {false, false, false, "of meetings, the newest first"}},
    {"veroeffentlichungen", {false, false, false, "some dozens, the newest first"}},
    {"aufgaben", {false, false, false, "one's own, the most urgent first"}},
    {"checklisten", {false, false, false, "a handful of templates, by name"}},
    {"eintragungen", {false, false, false, "what waits, the oldest first"}},
    {"einwilligungstexte", {false, false, false, "one for each purpose"}},
    {"personen/doppelte", {false, false, false, "groups of people who are alike"}},
    {"rechte", {false, false, false, "a table of roles and rights"}},
    {"suche", {false, false, false, "what fits best first"}},
    {"uebersetzungen", {false, false, false, "one line for each language"}}};
// Pages without a placeholder that show no list.
std::set<std::string_view> const no_lists{
    "",
    "anmelden",
    "anmelden/code",
    "beratungen/summen",
    "finanzen/wegfall.csv",
    "finanzen/wegfall.xlsx",
    "hilfe",
    "konzept/einlesen",
    "konto",
    "konto/zweiter-faktor",
    "massnahmen/tabelle",
    "massnahmen/tabelle/vorlage.csv",
    "massnahmen/tabelle/vorlage.xlsx",
    "mitglieder/drucken",
    "passwort-vergessen",
    "sitzungen/reihe",
    "ziele/tabelle",
    "ziele/tabelle/vorlage.csv",
    "ziele/tabelle/vorlage.xlsx"};

TEST_P(ListFunctions, every_list_is_named_with_what_it_can_do)
{
    std::set<std::string_view> pages;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            std::string_view pattern = route.pattern;
            if (route.method != http::Method::get || !pattern.starts_with("/verwaltung"))
                continue;
            pattern.remove_prefix(std::min(pattern.size(), std::string_view("/verwaltung/").size()));
            pages.insert(pattern);
        }
    }
    auto const is_there = [&](std::string_view list, std::string_view page) {
        return pages.contains(std::string(list) + '/' + std::string(page));
    };
    std::vector<Browser> browsers;
    for (auto const* role : {"administrator", "conference_office", "department_editor"})
        browsers.push_back(browser_of(role));
    auto const shown = [&](std::string path) {
        auto const language = path.find("{sprache}");
        if (language != std::string::npos)
            path.replace(language, std::string_view("{sprache}").size(), "ar");
        for (auto& browser : browsers) {
            auto const answer = browser.get("/verwaltung/" + path);
            if (answer.status() == http::Status::ok)
                return std::string(answer.body_text());
        }
        ADD_FAILURE() << path << " is for none of them";
        return std::string{};
    };
    for (auto const& [list, can] : lists) {
        EXPECT_TRUE(pages.contains(list)) << list;
        EXPECT_EQ(is_there(list, "ansichten"), can.keeps_views) << list;
        EXPECT_EQ(is_there(list, "liste.csv") && is_there(list, "liste.xlsx"), can.has_files) << list;
        EXPECT_EQ(can.why_not.empty(), can.sorts && can.keeps_views && can.has_files) << list;
        bool const is_of_a_record
            = list.find('{') != std::string_view::npos && list.find("{sprache}") == std::string_view::npos;
        if (!is_of_a_record)
            EXPECT_EQ(shown(std::string(list)).find("<select id=\"nach\"") != std::string::npos, can.sorts)
                << list;
    }
    for (auto const page : pages) {
        auto const last = page.substr(page.rfind('/') + 1);
        bool const belongs_to_list = last == "ansichten" || last == "liste.csv" || last == "liste.xlsx";
        if (belongs_to_list) {
            EXPECT_TRUE(lists.contains(page.substr(0, page.rfind('/')))) << page << " belongs to a list";
        } else if (page.find('{') == std::string_view::npos && last != "neu") {
            EXPECT_TRUE(lists.contains(page) != no_lists.contains(page))
                << page << ": a list says what it can do, and another page that it is none";
        }
    }
}

}
} // namespace kommin::app
