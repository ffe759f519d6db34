// The categories of a district: renamed, put in order and hidden in the administration, published, and read
// so by the public at once. What becomes of their drafts: category_draft_story_test.cpp.

#include "app/tests/offer_story.hpp"

#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class CategoryStory : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        add("jobberatung", "Beratung am Markt", portal::OfferKind::mbe, {portal::Situation::work});
        add("arzt", "Sprechstunde", portal::OfferKind::other_offer, {portal::Situation::health});
    }
    void add(
        std::string const& slug, std::string const& title, portal::OfferKind kind,
        std::vector<portal::Situation> situations)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, title, "aalfeld");
            offer.kind = kind;
            offer.situations = std::move(situations);
            work.publish(portal::published_as);
            return insert(work, offer);
        }));
    }
    // As every node answers after its next look.
    std::string seen(std::string const& path, std::string const& host = "musterau.example")
    {
        product_.publications.refresh(connection());
        return std::string(get(path, host).body_text());
    }
    bool leads_to(std::string const& query, std::string const& slug)
    {
        return seen("/de/suche?q=" + query).find("/de/angebote/" + slug + '"') != std::string::npos;
    }
    static std::string at_desk(std::string const& key, std::string const& rest = {})
    {
        return "/verwaltung/kategorien/" + key + rest;
    }
    // Publishes on top of what is there now.
    http::Response published(Browser& editor, std::string const& key, std::string const& entries)
    {
        auto const form = editor.get(at_desk(key)).body_text();
        return editor.post(
            at_desk(key, "/veroeffentlichen"), "fassung=" + seen_on(std::string(form)) + '&' + entries);
    }
    std::int64_t rows(std::string const& table)
    {
        return table == "texts" ? connection().load<std::int64_t>("SELECT count(*) FROM category_texts")
                                : connection().load<std::int64_t>("SELECT count(*) FROM categories");
    }
    static std::size_t place(std::string const& page, std::string const& text)
    {
        auto const found = page.find(text);
        EXPECT_NE(found, std::string::npos) << text;
        return found;
    }
};
KOMMIN_ON_BOTH_ENGINES(CategoryStory);

TEST_P(CategoryStory, a_new_name_stands_everywhere_in_its_language_and_the_others_stay)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<portal::PageId> {
        auto page = page_called("arbeiten", "Arbeiten in Musterau");
        page.situation = portal::Situation::work;
        work.publish(portal::published_as);
        return insert(work, page);
    }));
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Arbeit und Beruf</b>"));
    EXPECT_FALSE(leads_to("Werkbank", "jobberatung"));
    auto const sitemap = seen("/sitemap/1.xml");

    auto editor = browser_of("conference_office");
    EXPECT_EQ(
        published(
            editor, "situation-work", "name-de=Job+und+Werkbank&hint-de=Alles+ums+Arbeiten&name-tr=&name-ar=")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(published(editor, "kind-mbe", "name-de=Migrationsberatung").status(), http::Status::see_other);

    EXPECT_THAT(
        seen("/de/"),
        AllOf(
            HasSubstr("<b>Job und Werkbank</b>"), HasSubstr("Alles ums Arbeiten"),
            HasSubstr("href=\"/de/angebote?thema=arbeit\""), Not(HasSubstr("Arbeit und Beruf"))));
    EXPECT_THAT(seen("/tr/"), AllOf(HasSubstr("<b>İş ve meslek</b>"), Not(HasSubstr("Werkbank"))));
    EXPECT_THAT(
        seen("/de/angebote"),
        AllOf(
            HasSubstr("<label for=\"f-thema-arbeit\">Job und Werkbank "),
            HasSubstr("<label for=\"f-kategorie-mbe\">Migrationsberatung "),
            HasSubstr("<p class=\"km-card__kind\">Migrationsberatung "),
            Not(HasSubstr("Beratung ab 27 Jahren"))));
    EXPECT_THAT(
        seen("/de/angebote?thema=arbeit&kategorie=mbe"),
        AllOf(HasSubstr("<span>Job und Werkbank</span>"), HasSubstr("<span>Migrationsberatung</span>")));
    EXPECT_THAT(seen("/tr/angebote"), AllOf(HasSubstr("f-thema-arbeit\">İş "), Not(HasSubstr("Werkbank"))));
    EXPECT_THAT(seen("/de/angebote/jobberatung"), HasSubstr("Migrationsberatung in "));
    EXPECT_THAT(seen("/tr/angebote/jobberatung"), Not(HasSubstr("Migrationsberatung")));
    EXPECT_THAT(seen("/de/info/arbeiten"), HasSubstr("Angebote zum Thema „Job und Werkbank“"));
    EXPECT_TRUE(leads_to("Werkbank", "jobberatung"));
    EXPECT_TRUE(leads_to("Migrationsberatung", "jobberatung"));
    EXPECT_EQ(seen("/sitemap/1.xml"), sitemap) << "addresses are no names";
    EXPECT_THAT(audit_actions(), Contains("portal.category.published"));
}

TEST_P(CategoryStory, people_at_work_read_the_same_names)
{
    auto editor = browser_of("conference_office");
    published(editor, "situation-work", "name-de=Job+und+Werkbank");
    published(editor, "kind-mbe", "name-de=Migrationsberatung");
    EXPECT_THAT(
        editor.get("/verwaltung/angebote").body_text(),
        AllOf(
            HasSubstr(">Migrationsberatung</option>"), HasSubstr(">Migrationsberatung</td>"),
            Not(HasSubstr("Beratung ab 27 Jahren"))));
    EXPECT_THAT(file_of(editor.get("/verwaltung/angebote/liste.csv")), HasSubstr("Migrationsberatung"));
    auto const offer = connection().load<std::int64_t>("SELECT id FROM offers WHERE slug = 'jobberatung'");
    EXPECT_THAT(
        editor.get("/verwaltung/angebote/" + std::to_string(offer)).body_text(),
        AllOf(HasSubstr(">Job und Werkbank</label>"), HasSubstr(">Migrationsberatung</label>")));
    auto const page = work([&](Work& work) -> Result<portal::PageId> {
                          return insert(work, page_called("arbeiten", "Arbeiten"));
                      }).value();
    EXPECT_THAT(
        editor.get("/verwaltung/seiten/" + std::to_string(page.value)).body_text(),
        HasSubstr(">Job und Werkbank</option>"));
    // The search over everything knows the names of all languages.
    for (auto const* words : {"werkbank", "%C4%B0%C5%9F"})
        EXPECT_THAT(
            editor.get(std::string("/verwaltung/suche?q=") + words).body_text(),
            HasSubstr("href=\"" + at_desk("situation-work") + "\">Job und Werkbank</a>"))
            << words;
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get("/verwaltung/suche?q=werkbank").body_text(), Not(HasSubstr(at_desk("situation-work"))));
}

TEST_P(CategoryStory, a_page_that_is_away_leads_on_by_the_new_name)
{
    auto editor = browser_of("administrator");
    EXPECT_THAT(seen("/de/nirgends"), HasSubstr("Deutsch lernen"));
    published(editor, "situation-language", "name-de=Sprache&hint-de=Kurse");
    EXPECT_THAT(
        seen("/de/nirgends"),
        AllOf(HasSubstr("<b>Sprache</b>"), HasSubstr("Kurse"), Not(HasSubstr("Deutsch lernen"))));
    EXPECT_THAT(seen("/tr/nirgends"), HasSubstr("Almanca öğrenme"));
    published(editor, "situation-language", "name-de=Sprache&hidden=home");
    EXPECT_THAT(seen("/de/nirgends"), Not(HasSubstr("<b>Sprache</b>")));
}

TEST_P(CategoryStory, an_empty_field_is_as_the_program_has_it_and_only_changes_are_stored)
{
    auto editor = browser_of("conference_office");
    EXPECT_EQ(
        published(editor, "situation-work", "name-de=&hint-de=+&place=&name-tr=").status(),
        http::Status::see_other);
    EXPECT_EQ(rows("texts"), 0) << "nothing was changed";
    published(editor, "situation-work", "name-de=Job");
    EXPECT_EQ(rows("texts"), 1);
    auto form = editor.get(at_desk("situation-work")).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("name=\"name-de\" type=\"text\" value=\"Job\""),
            HasSubstr("<span lang=\"de\" dir=\"ltr\">Arbeit</span>"),
            HasSubstr("<span lang=\"ar\" dir=\"rtl\">العمل</span>")));
    EXPECT_THAT(editor.get("/verwaltung/kategorien").body_text(), HasSubstr(">Job</a>"));

    published(editor, "situation-work", "name-de=");
    EXPECT_EQ(rows("texts"), 0);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Arbeit und Beruf</b>"));
}

TEST_P(CategoryStory, the_district_puts_its_categories_in_order_and_hides_some)
{
    auto const before = seen("/de/");
    EXPECT_LT(place(before, "<b>Deutsch lernen</b>"), place(before, "<b>Gesundheit</b>"));
    auto editor = browser_of("conference_office");
    published(editor, "situation-health", "place=1");
    auto home = seen("/de/");
    EXPECT_LT(place(home, "<b>Ich bin neu hier</b>"), place(home, "<b>Gesundheit</b>"));
    EXPECT_LT(place(home, "<b>Gesundheit</b>"), place(home, "<b>Deutsch lernen</b>"));
    auto const list = seen("/de/angebote");
    EXPECT_LT(place(list, "f-thema-gesundheit"), place(list, "f-thema-arbeit"));

    published(editor, "situation-health", "place=1&hidden=home");
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("<b>Gesundheit</b>")));
    EXPECT_THAT(seen("/de/angebote"), HasSubstr("f-thema-gesundheit"));
    published(editor, "situation-health", "hidden=home&hidden=filter");
    EXPECT_THAT(seen("/de/angebote"), Not(HasSubstr("f-thema-gesundheit")));
    // A link from elsewhere still leads to what carries it, and can be taken off.
    EXPECT_THAT(
        seen("/de/angebote?thema=gesundheit"),
        AllOf(
            HasSubstr("f-thema-gesundheit"), HasSubstr("<span>Gesundheit</span>"),
            HasSubstr("Sprechstunde")));
    EXPECT_TRUE(leads_to("Gesundheit", "arzt"));
    EXPECT_THAT(editor.get("/verwaltung/kategorien").body_text(), HasSubstr(">ausgeblendet</td>"));
    // The help in danger has its own line; a kind has no tile.
    EXPECT_THAT(editor.get(at_desk("situation-in_danger")).body_text(), Not(HasSubstr("value=\"home\"")));
    published(editor, "kind-mbe", "hidden=home&hint-de=x");
    EXPECT_EQ(rows("texts"), 0) << "what the form does not show is not taken";
    EXPECT_THAT(
        editor.get(at_desk("kind-mbe")).body_text(),
        AllOf(HasSubstr("Zu sehen: Filter"), Not(HasSubstr(" checked"))));
}

TEST_P(CategoryStory, what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost)
{
    auto editor = browser_of("conference_office");
    auto const wrong = published(
        editor, "situation-work",
        "name-de=GESUNDHEIT&name-tr=%21%3F&name-ar=" + std::string(70, 'x')
            + "&hint-de=" + std::string(130, 'y') + "&place=9");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-name-de-fehler\">So heißt schon „Gesundheit“"),
            HasSubstr("id=\"f-name-tr-fehler\">Bitte geben Sie einen Namen mit Buchstaben ein"),
            HasSubstr("id=\"f-name-ar-fehler\">Das ist zu lang. Möglich sind höchstens 60 Zeichen."),
            HasSubstr("id=\"f-hint-de-fehler\""), HasSubstr("id=\"f-place-fehler\""),
            HasSubstr("value=\"GESUNDHEIT\""), HasSubstr("value=\"9\"")));
    for (auto const* place : {"0", "-1", "1.5", "eins", "99999999999999999999"})
        EXPECT_EQ(
            published(editor, "situation-work", std::string("place=") + place).status(),
            http::Status::unprocessable)
            << place;
    EXPECT_EQ(rows("categories"), 0);
    EXPECT_EQ(
        published(editor, "situation-work", "name-de=%3Cscript%3Ealert%3C/script%3E").status(),
        http::Status::see_other);
    for (auto const* path : {"/de/", "/de/angebote", "/de/angebote?thema=arbeit"})
        EXPECT_THAT(seen(path), AllOf(HasSubstr("&lt;script&gt;alert"), Not(HasSubstr("<script>alert"))))
            << path;
    // Two names that differ only in how they are written are one to whoever reads them.
    EXPECT_EQ(
        published(editor, "situation-health", "name-tr=%C4%B0%C5%9F").status(), http::Status::unprocessable);
    EXPECT_EQ(published(editor, "kind-mbe", "name-de=Gesundheit").status(), http::Status::see_other)
        << "kinds and life situations stand in different lists";
    EXPECT_EQ(editor.get(at_desk("situation-gold")).status(), http::Status::not_found);
    EXPECT_EQ(editor.post(at_desk("work"), "fassung=0&name-de=x").status(), http::Status::not_found);
}

TEST_P(CategoryStory, whoever_saves_second_compares)
{
    auto one = browser_of("conference_office");
    auto other = browser_of("administrator");
    EXPECT_EQ(
        one.post(at_desk("situation-work", "/veroeffentlichen"), "fassung=0&name-de=Job&name-tr=Meslek")
            .status(),
        http::Status::see_other);
    auto const late = other.post(
        at_desk("situation-work", "/veroeffentlichen"), "fassung=0&name-de=Beruf&name-tr=Meslek");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("Name · Deutsch"), HasSubstr("Job"),
            HasSubstr("Beruf"), HasSubstr("Auswahl als Entwurf sichern")));
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job</b>"));
    auto const chosen = other.post(
        at_desk("situation-work"),
        "fassung=" + seen_on(std::string(late.body_text()))
            + "&vergleich=fassung&ausgang=0&m-name-de=Beruf&s-name-de=Job&m-name-tr=Meslek&s-name-tr=Meslek"
              "&wahl-name-de=m");
    EXPECT_EQ(chosen.status(), http::Status::see_other) << chosen.body_text();
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job</b>")) << "what was chosen is a draft";
    EXPECT_EQ(
        published(other, "situation-work", "name-de=Beruf&name-tr=Meslek").status(), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Beruf</b>"));
    EXPECT_THAT(seen("/tr/"), HasSubstr("<b>Meslek</b>"));
}

TEST_P(CategoryStory, a_preview_shows_what_stands_in_the_form_and_stores_nothing)
{
    EXPECT_THAT(seen("/tr/"), HasSubstr("<b>İş ve meslek</b>"));
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(at_desk("situation-work")).body_text(),
        HasSubstr("formaction=\"" + at_desk("situation-work", "/vorschau/tr") + "\""));
    auto const home = editor.post(
        at_desk("situation-work", "/vorschau/tr"), "fassung=0&name-tr=Meslek&hint-tr=Her+%C5%9Fey&place=1");
    EXPECT_EQ(home.status(), http::Status::ok);
    EXPECT_EQ(home.header("Cache-Control"), "no-store");
    auto const page = std::string(home.body_text());
    EXPECT_THAT(
        page,
        AllOf(HasSubstr("<b>Meslek</b>"), HasSubstr("Her şey"), HasSubstr("Noch ist nichts gespeichert")));
    EXPECT_LT(place(page, "<b>Meslek</b>"), place(page, "<b>Almanca öğrenme</b>"));
    EXPECT_THAT(
        editor.post(at_desk("kind-mbe", "/vorschau/de"), "fassung=0&name-de=Migrationsberatung").body_text(),
        AllOf(HasSubstr("<span>Migrationsberatung</span>"), HasSubstr("Beratung am Markt")));
    // As wide as a telephone: the words that were typed travel in the address of what stands in it.
    auto const telephone = editor.post(
        at_desk("situation-work", "/vorschau/tr?breite=telefon"),
        "fassung=0&name-tr=Meslek&hint-tr=Her+%C5%9Fey&name-uk=XYZ&place=1");
    auto const frame = std::string(telephone.body_text());
    std::smatch inside;
    ASSERT_TRUE(std::regex_search(frame, inside, std::regex("<iframe class=\"phone\" src=\"([^\"]+)\"")))
        << frame;
    auto const address = std::regex_replace(inside[1].str(), std::regex("&amp;"), "&");
    EXPECT_THAT(address, AllOf(HasSubstr("breite=im-telefon"), Not(HasSubstr("XYZ"))));
    auto const shown = editor.get(address);
    EXPECT_EQ(shown.status(), http::Status::ok);
    EXPECT_EQ(shown.header("Cache-Control"), "no-store");
    EXPECT_THAT(shown.body_text(), AllOf(HasSubstr("<b>Meslek</b>"), HasSubstr("Her şey")));
    EXPECT_THAT(
        editor.get(at_desk("situation-work", "/vorschau/tr")).body_text(), HasSubstr("<b>İş ve meslek</b>"))
        << "what is stored";
    EXPECT_EQ(rows("categories"), 0);
    // What was emptied is empty there, too, and not what is stored.
    published(editor, "situation-work", "name-tr=Zanaat");
    auto const emptied = std::string(
        editor.post(at_desk("situation-work", "/vorschau/tr?breite=telefon"), "fassung=1&name-tr=&place=1")
            .body_text());
    ASSERT_TRUE(std::regex_search(emptied, inside, std::regex("<iframe class=\"phone\" src=\"([^\"]+)\"")))
        << emptied;
    EXPECT_THAT(
        editor.get(std::regex_replace(inside[1].str(), std::regex("&amp;"), "&")).body_text(),
        AllOf(HasSubstr("<b>İş ve meslek</b>"), Not(HasSubstr("Zanaat"))));
    EXPECT_THAT(editor.get(at_desk("situation-work", "/vorschau/tr")).body_text(), HasSubstr("Zanaat"));
    EXPECT_THAT(seen("/tr/"), Not(HasSubstr("Meslek")));
    EXPECT_THAT(seen("/de/angebote"), Not(HasSubstr("Migrationsberatung")));
    auto reader = browser_of("reader");
    EXPECT_EQ(
        reader.post(at_desk("situation-work", "/vorschau/tr"), "name-tr=Meslek").status(),
        http::Status::not_found);
}

TEST_P(CategoryStory, an_earlier_version_is_fetched_back)
{
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get(at_desk("kind-mbe", "/verlauf")).body_text(), HasSubstr("class=\"empty\""));
    published(editor, "kind-mbe", "name-de=Migrationsberatung&hidden=filter");
    published(editor, "kind-mbe", "name-de=Beratung");
    EXPECT_THAT(
        editor.get(at_desk("kind-mbe", "/verlauf")).body_text(),
        AllOf(
            HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht"),
            HasSubstr("Name · Deutsch, Ausblenden"), HasSubstr("?fassung=1")));
    auto const fetched = std::string(editor.get(at_desk("kind-mbe", "?fassung=1")).body_text());
    EXPECT_THAT(
        fetched,
        AllOf(
            HasSubstr("Sie sehen die Fassung 1"), HasSubstr("value=\"Migrationsberatung\""),
            HasSubstr("value=\"filter\" checked")));
    EXPECT_EQ(
        editor
            .post(
                at_desk("kind-mbe", "/veroeffentlichen"),
                "fassung=" + seen_on(fetched) + "&name-de=Migrationsberatung&hidden=filter")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        seen("/de/angebote"),
        AllOf(
            HasSubstr("<p class=\"km-card__kind\">Migrationsberatung "), Not(HasSubstr("f-kategorie-mbe"))));
    EXPECT_EQ(editor.get(at_desk("kind-mbe", "?fassung=7")).status(), http::Status::not_found);
}

TEST_P(CategoryStory, only_editors_of_the_kreis_change_them)
{
    for (auto const& [role, scope] :
         {std::pair{"municipal_editor", aalfeld_}, std::pair{"translator", Scope::whole_tenant()},
          std::pair{"reader", Scope::whole_tenant()}}) {
        auto browser = browser_of(role, scope);
        EXPECT_THAT(browser.get("/verwaltung").body_text(), Not(HasSubstr("/verwaltung/kategorien"))) << role;
        EXPECT_EQ(browser.get("/verwaltung/kategorien").status(), http::Status::not_found) << role;
        EXPECT_EQ(browser.get(at_desk("kind-mbe")).status(), http::Status::not_found) << role;
        EXPECT_EQ(
            browser.post(at_desk("kind-mbe"), "fassung=0&name-de=Beratung").status(), http::Status::not_found)
            << role;
    }
    // A role of the Kreis that somebody holds for one municipality only.
    auto local = browser_of("conference_office", aalfeld_);
    EXPECT_EQ(local.get("/verwaltung/kategorien").status(), http::Status::not_found);
    EXPECT_EQ(local.get(at_desk("kind-mbe")).status(), http::Status::not_found);
    EXPECT_EQ(local.get(at_desk("kind-mbe", "/verlauf")).status(), http::Status::not_found);
    EXPECT_EQ(
        local.post(at_desk("kind-mbe"), "fassung=0&name-de=Beratung").status(), http::Status::not_found);
    EXPECT_EQ(rows("categories"), 0);
}

TEST_P(CategoryStory, one_district_changes_nothing_of_another)
{
    auto editor = browser_of("conference_office");
    published(editor, "situation-work", "name-de=Job");
    auto stranger = logged_in(
        account("fremd@kreis.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
        other_tenant_);
    stranger.host = "beispielhain.example";
    EXPECT_THAT(stranger.get(at_desk("situation-work")).body_text(), Not(HasSubstr("value=\"Job\"")));
    EXPECT_THAT(
        stranger.get(at_desk("situation-work", "/verlauf")).body_text(), HasSubstr("class=\"empty\""));
    EXPECT_EQ(stranger.get(at_desk("situation-work", "?fassung=1")).status(), http::Status::not_found);
    EXPECT_EQ(
        stranger.post(at_desk("situation-work", "/veroeffentlichen"), "fassung=0&name-de=Beruf").status(),
        http::Status::see_other);
    EXPECT_THAT(seen("/de/", "beispielhain.example"), HasSubstr("<b>Beruf</b>"));
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job</b>"));
}

}
} // namespace kommin::app
