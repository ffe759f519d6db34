// Texts of municipalities in the stead of those of the Kreis: begun as copies, shown in their place, compared
// when the Kreis changes its own.

#include "app/tests/page_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class LocalPageStory : public PageStory {
protected:
    // Published by the Kreis with another text.
    void change(portal::PageId general, std::string const& text)
    {
        auto office = browser_of("conference_office");
        auto const form = office.get(at_desk(general)).body_text();
        ASSERT_EQ(
            office.post(at_desk(general, "/veroeffentlichen"), entries(seen_on(form), "Anmelden", text))
                .status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(LocalPageStory);

TEST_P(LocalPageStory, a_municipality_says_it_otherwise_than_the_kreis)
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

TEST_P(LocalPageStory, whoever_reads_a_text_of_a_municipality_goes_on_with_its_texts)
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

TEST_P(LocalPageStory, a_municipality_is_told_when_the_kreis_changes_the_text_it_replaces)
{
    auto const general = public_page_called("anmelden", "Anmelden");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const choice = "/verwaltung/seiten/eigene-fassung/" + std::to_string(general.value);
    auto const path = std::string(town.post(choice, "gemeinde=aalfeld").header("Location"));
    auto const changes = path + "/kreistext";
    EXPECT_THAT(town.get(changes).body_text(), HasSubstr("hat der Kreis hier nichts geändert"));

    change(general, "Im+Rathaus.");
    EXPECT_THAT(town.get("/verwaltung").body_text(), HasSubstr(changes));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(), Not(HasSubstr(changes)));
    EXPECT_EQ(browser_of("municipal_editor", bergau_).get(changes).status(), http::Status::not_found);
    auto const compared = town.get(changes).body_text();
    EXPECT_THAT(
        compared,
        AllOf(
            HasSubstr("<mark>Im Rathaus.</mark>"), HasSubstr("<mark>Hier steht"),
            HasSubstr("Unsere Fassung stimmt noch"), HasSubstr(R"(name="stand" value=")")));
    auto const seen = compared.substr(compared.find(R"(name="stand" value=")") + 20);
    auto const stand = "stand=" + seen.substr(0, seen.find('"'));

    // The Kreis was faster: what she saw is not what she would confirm.
    change(general, "Im+Rathaus,+Zimmer+3.");
    EXPECT_EQ(town.post(changes, stand).status(), http::Status::conflict);
    auto const again = town.get(changes).body_text();
    EXPECT_THAT(again, HasSubstr("Zimmer"));
    auto const now = again.substr(again.find(R"(name="stand" value=")") + 20);
    EXPECT_EQ(town.post(changes, "stand=" + now.substr(0, now.find('"'))).status(), http::Status::see_other);
    EXPECT_THAT(town.get("/verwaltung").body_text(), Not(HasSubstr(changes)));
    EXPECT_THAT(town.get(changes).body_text(), HasSubstr("hat der Kreis hier nichts geändert"));
    EXPECT_THAT(audit_actions(), Contains("portal.page.compared"));
}

}
} // namespace kommin::app
