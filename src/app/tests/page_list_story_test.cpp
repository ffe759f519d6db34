// The list of information pages: filters, order, pages of it, views and files.

#include "app/tests/page_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PageListStory : public PageStory {
protected:
    static std::string list(std::string const& query = {}) { return "/verwaltung/seiten" + query; }
    static std::size_t place_of(std::string const& text, std::string const& words)
    {
        auto const place = text.find(words);
        EXPECT_NE(place, std::string::npos) << words;
        return place;
    }
};
KOMMIN_ON_BOTH_ENGINES(PageListStory);

TEST_P(PageListStory, the_list_filters_by_place_state_and_words)
{
    public_page_called("wohnen", "Wohnen");
    public_page_called("baeder", "Bäder", "aalfeld");
    auto const gone = public_page_called("kino", "Kino", "bergau");
    auto office = browser_of("conference_office");
    auto const form = office.get(at_desk(gone)).body_text();
    ASSERT_EQ(
        office.post(at_desk(gone, "/archivieren"), "fassung=" + seen_on(form)).status(),
        http::Status::see_other);
    ASSERT_EQ(office.post(list("/neu"), "title=Entwurf+Schule").status(), http::Status::see_other);

    EXPECT_THAT(office.get(list()).body_text(), HasSubstr("4 Seiten"));
    EXPECT_THAT(
        office.get(list("?gemeinde=aalfeld")).body_text(),
        AllOf(HasSubstr("eine Seite"), HasSubstr(">Bäder</a>"), Not(HasSubstr(">Wohnen</a>"))));
    EXPECT_THAT(
        office.get(list("?gemeinde=kreis")).body_text(),
        AllOf(HasSubstr("2 Seiten"), HasSubstr(">Wohnen</a>"), Not(HasSubstr(">Bäder</a>"))));
    EXPECT_THAT(
        office.get(list("?zustand=archiv")).body_text(),
        AllOf(HasSubstr("eine Seite"), HasSubstr(">Kino</a>")));
    EXPECT_THAT(
        office.get(list("?zustand=unveroeffentlicht")).body_text(),
        AllOf(HasSubstr("eine Seite"), HasSubstr(">Entwurf Schule</a>")));
    EXPECT_THAT(
        office.get(list("?t=BADER&gemeinde=aalfeld")).body_text(),
        AllOf(HasSubstr(">Bäder</a>"), HasSubstr("Filter leeren")));
    EXPECT_THAT(office.get(list("?t=BADER&gemeinde=bergau")).body_text(), HasSubstr("Keine Seite"));
    EXPECT_THAT(office.get(list("?gemeinde=gibts-nicht")).body_text(), HasSubstr("Keine Seite"));
    EXPECT_EQ(office.get(list("?seite=0&nach=x&ab=9&zustand=z")).status(), http::Status::ok);
    // The other fields of the address survive a search for words.
    EXPECT_THAT(
        office.get(list("?zustand=archiv&nach=name&ab=1")).body_text(),
        AllOf(
            HasSubstr(R"(<input type="hidden" name="zustand" value="archiv">)"),
            HasSubstr(R"(<option value="name" selected>)"),
            HasSubstr(R"(<input type="checkbox" name="ab" value="1" checked>)")));
}

TEST_P(PageListStory, the_list_is_a_tree_unless_somebody_sorts_it)
{
    public_page_called("zuhause", "Zuhause");
    public_page_called("miete", "Miete", {}, [](portal::InfoPage& page) { page.parent = "zuhause"; });
    auto const oldest = public_page_called("amt", "Ämter");
    connection().execute(
        "UPDATE pages SET changed_at = '2001-01-01T00:00:00.000Z' WHERE id = ?", oldest.value);
    auto office = browser_of("conference_office");
    auto text = office.get(list()).body_text();
    EXPECT_THAT(text, HasSubstr("– <a href=\"/verwaltung/seiten/"));
    EXPECT_LT(place_of(text, ">Zuhause</a>"), place_of(text, ">Miete</a>"));
    text = office.get(list("?nach=name")).body_text();
    EXPECT_THAT(text, Not(HasSubstr("– <a href")));
    EXPECT_LT(place_of(text, ">Ämter</a>"), place_of(text, ">Miete</a>")) << "as German readers look for it";
    EXPECT_LT(place_of(text, ">Miete</a>"), place_of(text, ">Zuhause</a>"));
    text = office.get(list("?nach=name&ab=1")).body_text();
    EXPECT_LT(place_of(text, ">Zuhause</a>"), place_of(text, ">Ämter</a>"));
    text = office.get(list("?nach=geaendert")).body_text();
    EXPECT_LT(place_of(text, ">Ämter</a>"), place_of(text, ">Zuhause</a>"));
}

TEST_P(PageListStory, a_long_list_has_pages_and_the_query_stays)
{
    for (int i = 0; i < 52; ++i)
        public_page_called("seite-" + std::to_string(100 + i), "Seite " + std::to_string(100 + i), "aalfeld");
    public_page_called("wohnen", "Wohnen");
    auto office = browser_of("conference_office");
    auto const first = office.get(list("?gemeinde=aalfeld&nach=name")).body_text();
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("52 Seiten"), HasSubstr("1 bis 50 von 52"), HasSubstr("Seite 149"),
            Not(HasSubstr("Seite 150")), HasSubstr(R"(value="gemeinde=aalfeld&amp;nach=name&amp;seite=2")")));
    EXPECT_THAT(
        office.get(list("?gemeinde=aalfeld&nach=name&seite=2")).body_text(),
        AllOf(HasSubstr("51 bis 52 von 52"), HasSubstr("Seite 151"), Not(HasSubstr("Seite 149"))));
}

TEST_P(PageListStory, the_list_leaves_as_a_file_and_a_view_is_kept)
{
    public_page_called("formel", "=HYPERLINK(1)", "bergau");
    public_page_called("baeder", "Bäder", "aalfeld");
    auto office = browser_of("conference_office");
    auto const file = office.get(list("/liste.csv?gemeinde=bergau"));
    EXPECT_THAT(std::string(file.header("Content-Type")), HasSubstr("text/csv"));
    auto const text = file_of(file);
    EXPECT_THAT(text, AllOf(HasSubstr("'=HYPERLINK(1)"), HasSubstr(";bergau;"), Not(HasSubstr("Bäder"))));
    auto const sheet = office.get(list("/liste.xlsx"));
    EXPECT_THAT(std::string(sheet.header("Content-Disposition")), HasSubstr("seiten.xlsx"));
    EXPECT_EQ(file_of(sheet).substr(0, 2), "PK");

    auto const saved = office.post(list("/ansichten"), "name=In+Bergau&abfrage=gemeinde%3Dbergau");
    ASSERT_EQ(saved.status(), http::Status::see_other);
    EXPECT_THAT(office.get(list()).body_text(), HasSubstr("In Bergau"));
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung/angebote").body_text(), Not(HasSubstr("In Bergau")))
        << "a view is of its list";
}

TEST_P(PageListStory, a_municipality_finds_its_own_only_in_list_counts_and_files)
{
    public_page_called("wohnen", "Wohnen");
    public_page_called("baeder", "Bäder", "aalfeld");
    public_page_called("kino", "Kino", "bergau");
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto const* query : {"", "?gemeinde=bergau", "?gemeinde=kreis", "?nach=name", "?t=kino"})
        EXPECT_THAT(town.get(list(query)).body_text(), Not(HasSubstr(">Kino</a>"))) << query;
    EXPECT_THAT(town.get(list()).body_text(), HasSubstr("eine Seite"));
    EXPECT_THAT(
        file_of(town.get(list("/liste.csv"))),
        AllOf(HasSubstr("Bäder"), Not(HasSubstr("Kino")), Not(HasSubstr("Wohnen"))));
}

TEST_P(PageListStory, what_was_handed_in_is_published_together)
{
    auto const own = public_page_called("eins", "Eins", "aalfeld");
    auto const begun = public_page_called("zwei", "Zwei", "aalfeld");
    auto const calm = public_page_called("drei", "Drei", "aalfeld");
    auto const foreign = public_page_called("vier", "Vier", "bergau");
    auto office = browser_of("conference_office");
    auto const save = [&](portal::PageId id, std::string const& how, std::string const& name,
                          std::string const& town) {
        ASSERT_EQ(
            office
                .post(
                    at_desk(id, how),
                    entries(
                        seen_on(office.get(at_desk(id)).body_text()), name, "Text", "municipality=" + town))
                .status(),
            http::Status::see_other)
            << name;
    };
    save(own, "/abgeben", "Eins+neu", "aalfeld");
    save(begun, "", "Zwei+neu", "aalfeld");
    save(foreign, "/abgeben", "Vier+neu", "bergau");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get(list("?zustand=pruefung")).body_text(),
        AllOf(HasSubstr("Freigeben und"), HasSubstr("name=\"wahl\"")));
    auto const tick = [](portal::PageId id, int version) {
        return "&wahl=" + std::to_string(id.value) + "%3A" + std::to_string(version);
    };
    auto const pressed
        = "aktion=veroeffentlichen" + tick(own, 2) + tick(begun, 2) + tick(calm, 1) + tick(foreign, 2);
    auto const told = town.post(list("/auswahl"), pressed).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Ein Entwurf ist veröffentlicht"), HasSubstr("Zu einer Seite wartet kein Entwurf"),
            HasSubstr("2-mal ging es nicht"), HasSubstr("Es wartet kein Entwurf auf Freigabe"),
            Not(HasSubstr("Vier"))));
    auto const published
        = [&] { return std::ranges::count(audit_actions(), std::string("portal.page.published")); };
    EXPECT_EQ(published(), 1);
    town.post(list("/auswahl"), pressed);
    EXPECT_EQ(published(), 1) << "pressed twice";
    save(own, "/abgeben", "Eins+zwei", "aalfeld");
    save(own, "/abgeben", "Eins+drei", "aalfeld");
    EXPECT_THAT(
        town.post(list("/auswahl"), "aktion=veroeffentlichen" + tick(own, 3)).body_text(),
        HasSubstr("Einmal ging es nicht"))
        << "another version than the one that was seen";
    EXPECT_EQ(published(), 1);
}

TEST_P(PageListStory, before_many_are_archived_somebody_reads_how_many)
{
    auto const first = public_page_called("eins", "Eins", "aalfeld");
    public_page_called("zwei", "Zwei", "aalfeld");
    auto const foreign = public_page_called("drei", "Drei", "bergau");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const asked
        = town.post(list("/auswahl"), "aktion=archivieren&alle=1&abfrage=gemeinde%3Daalfeld").body_text();
    EXPECT_THAT(
        asked, AllOf(HasSubstr("2 Seiten archivieren?"), HasSubstr("<li>Eins</li>"), Not(HasSubstr("Drei"))));
    EXPECT_FALSE(portal::find_page(connection(), tenant_, first)->is_archived) << "asking does nothing";
    std::smatch match;
    ASSERT_TRUE(std::regex_search(asked, match, std::regex("name=\"wahl\" value=\"([0-9: ]+)\"")));
    auto const pressed = "wahl=" + std::regex_replace(match[1].str(), std::regex(" "), "+");
    auto const archive = list("/auswahl/archivieren");
    auto const other = "+" + std::to_string(foreign.value) + "%3A1";
    EXPECT_THAT(
        town.post(archive, pressed + other).body_text(),
        AllOf(HasSubstr("2 Seiten sind archiviert"), HasSubstr("Einmal ging es nicht")));
    EXPECT_THAT(town.post(archive, pressed).body_text(), HasSubstr("2 Seiten waren schon archiviert"));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.page.archived")), 2);
    EXPECT_FALSE(portal::find_page(connection(), tenant_, foreign)->is_archived);
    EXPECT_TRUE(portal::find_page(connection(), tenant_, first)->is_archived);
    auto department = browser_of("department_editor");
    EXPECT_THAT(department.get(list()).body_text(), Not(HasSubstr("name=\"wahl\"")));
    EXPECT_EQ(department.post(archive, pressed).status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
