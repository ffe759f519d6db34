// Life situations that a district makes for itself: made, met everywhere, archived, restored, and unknown to
// every other district.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class OwnSituationStory : public OfferStory {
protected:
    // As every node answers after its next look.
    std::string seen(std::string const& path, std::string const& host = "musterau.example")
    {
        product_.publications.refresh(connection());
        return std::string(get(path, host).body_text());
    }
    static std::string at_desk(std::string const& rest) { return "/verwaltung/kategorien/" + rest; }
    // In the order in which they are made: own_1, own_2 … As a draft, and published with the next press.
    static http::Response make(Browser& editor, std::string const& name, std::string const& more = {})
    {
        auto const entries = "name-de=" + name + "&icon=heart" + more;
        auto answer = editor.post(at_desk("neu"), entries);
        if (answer.status() == http::Status::see_other) {
            auto const form = std::string(answer.header("Location"));
            auto const seen = seen_on(std::string(editor.get(form).body_text()));
            EXPECT_EQ(
                editor.post(form + "/veroeffentlichen", "fassung=" + seen + '&' + entries).status(),
                http::Status::see_other);
        }
        return answer;
    }
    http::Response press(Browser& editor, std::string const& key, std::string const& button)
    {
        auto const form = std::string(
            editor.get(at_desk(key + (button == "archivieren" ? "/archivieren" : ""))).body_text());
        return editor.post(at_desk(key + '/' + button), "fassung=" + seen_on(form));
    }
    // Saved at the desk with this life situation, as a browser sends it.
    http::Response give(Browser& editor, portal::OfferId id, std::string const& situations)
    {
        auto const form = std::string(editor.get(desk(id)).body_text());
        return editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "N%C3%A4htreff", situations));
    }
    bool leads_to(std::string const& query, std::string const& slug)
    {
        return seen("/de/suche?q=" + query).find("/de/angebote/" + slug + '"') != std::string::npos;
    }
    std::vector<portal::Situation> stored(portal::OfferId id)
    {
        return portal::find_offer(connection(), tenant_, id)->situations;
    }
    portal::ImportReport import(std::string const& word)
    {
        auto const json
            = R"([{"key":"datei","slug":"datei","title":"Aus einer Datei","municipality":"aalfeld",)"
              R"("life_situations":[")"
            + word + R"("]}])";
        return work([&](Work& work) -> Result<portal::ImportReport> {
                   auto const read = portal::read_kommin_json(
                       json, portal::load_import_context(work.db(), work.tenant(), work.today()));
                   auto report = portal::import_offers(
                       work, read, {.source_name = "datei.json", .source_hash = word, .progress = {}});
                   work.publish(portal::published_as);
                   return report;
               })
            .value();
    }
    Browser stranger()
    {
        auto browser = logged_in(
            account(
                "fremd" + std::to_string(++people_) + "@kreis.example",
                {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
            other_tenant_);
        browser.host = "beispielhain.example";
        return browser;
    }
};
KOMMIN_ON_BOTH_ENGINES(OwnSituationStory);

TEST_P(OwnSituationStory, one_that_is_made_is_met_wherever_those_of_the_program_are)
{
    auto const sewing = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/kategorien").body_text(), HasSubstr("href=\"/verwaltung/kategorien/neu\""));
    auto const made = make(
        editor, "Frauen+%26+M%C3%A4dchen", "&hint-de=Treffpunkte+und+Schutz&name-tr=Kad%C4%B1nlar&place=2");
    EXPECT_EQ(made.status(), http::Status::see_other);
    EXPECT_EQ(made.header("Location"), "/verwaltung/kategorien/situation-own_1");
    EXPECT_THAT(audit_actions(), Contains("portal.category.created"));

    EXPECT_THAT(
        seen("/de/"),
        AllOf(
            HasSubstr("href=\"/de/angebote?thema=eigen-frauen-maedchen\""), HasSubstr("km-i--heart"),
            HasSubstr("<b>Frauen &amp; Mädchen</b><small>Treffpunkte und Schutz</small>")));
    EXPECT_THAT(
        seen("/tr/"),
        AllOf(
            HasSubstr("<b>Kadınlar</b>"),
            HasSubstr("<small><span lang=\"de\" dir=\"ltr\">Treffpunkte und Schutz</span></small>")));
    EXPECT_THAT(seen("/ar/"), HasSubstr("<b><span lang=\"de\" dir=\"ltr\">Frauen &amp; Mädchen</span></b>"));
    EXPECT_THAT(seen("/de/angebote"), Not(HasSubstr("f-thema-eigen"))) << "nothing carries it yet";
    EXPECT_FALSE(leads_to("M%C3%A4dchen", "naehtreff"));

    EXPECT_THAT(editor.get(desk(sewing)).body_text(), HasSubstr(">Frauen &amp; Mädchen</label>"));
    EXPECT_EQ(
        give(editor, sewing, "life_situations=own_1&life_situations=work").status(), http::Status::see_other);
    EXPECT_THAT(stored(sewing), SizeIs(2));
    EXPECT_THAT(
        seen("/de/angebote"),
        HasSubstr("<label for=\"f-thema-eigen-frauen-maedchen\">Frauen &amp; Mädchen "
                  "<span class=\"km-muted km-num\">(1)</span>"));
    EXPECT_THAT(
        seen("/tr/angebote?thema=eigen-frauen-maedchen"),
        AllOf(
            HasSubstr("checked><label for=\"f-thema-eigen-frauen-maedchen\">Kadınlar"),
            HasSubstr("<span>Kadınlar</span>"), HasSubstr("/tr/angebote/naehtreff")));
    EXPECT_TRUE(leads_to("M%C3%A4dchen", "naehtreff"));
    EXPECT_TRUE(leads_to("Kad%C4%B1nlar", "naehtreff"));
    // What people at work look for.
    EXPECT_THAT(
        editor.get("/verwaltung/suche?q=m%C3%A4dchen").body_text(),
        HasSubstr("href=\"" + at_desk("situation-own_1") + "\">"));
}

TEST_P(OwnSituationStory, a_page_may_belong_to_it)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    auto const page = work([&](Work& work) -> Result<portal::PageId> {
                          auto made = page_called("frauen-im-kreis", "Frauen im Kreis");
                          made.situation = portal::own_situation(0);
                          made.content.source = "[Angebote](angebote:situation=eigen-frauen)";
                          work.publish(portal::published_as);
                          return insert(work, made);
                      }).value();
    EXPECT_THAT(
        seen("/de/info/frauen-im-kreis"),
        AllOf(
            HasSubstr("Angebote zum Thema „Frauen“"), HasSubstr("thema=eigen-frauen\">"),
            HasSubstr("href=\"/de/angebote?thema=eigen-frauen\">Angebote</a>")));
    auto const form = "/verwaltung/seiten/" + std::to_string(page.value);
    EXPECT_THAT(editor.get(form).body_text(), HasSubstr("<option value=\"own_1\" selected>Frauen</option>"));
    EXPECT_THAT(
        editor.get(at_desk("situation-own_1/archivieren")).body_text(), HasSubstr("Eine Seite trägt sie."));
    press(editor, "situation-own_1", "archivieren");
    EXPECT_THAT(
        seen("/de/info/frauen-im-kreis"),
        AllOf(
            HasSubstr("Frauen im Kreis"), Not(HasSubstr("Angebote zum Thema")),
            HasSubstr("href=\"/de/angebote?thema=eigen-frauen\">Angebote</a>")))
        << "the list says that it does not know this one any more";
    // Whoever saves the page for another reason takes nothing away.
    EXPECT_THAT(
        editor.get(form).body_text(),
        HasSubstr("<option value=\"own_1\" selected>Frauen (archiviert)</option>"));
    auto const unknown = editor.post(
        form + "/veroeffentlichen",
        "fassung=" + seen_on(std::string(editor.get(form).body_text()))
            + "&title=x&content=x&situation=own_7");
    EXPECT_EQ(unknown.status(), http::Status::unprocessable) << "the district has no such one";
}

TEST_P(OwnSituationStory, a_name_is_free_in_every_language_that_borrows_it)
{
    auto editor = browser_of("conference_office");
    // What the portal calls another one in Turkish.
    auto const refused = make(editor, "%C4%B0%C5%9F");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("So heißt schon „İş“"));
    EXPECT_EQ(make(editor, "%C4%B0%C5%9F", "&name-tr=Meslek").status(), http::Status::see_other);
}

TEST_P(OwnSituationStory, its_place_stays_right_when_another_one_is_archived)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    make(editor, "Sport", "&place=10");
    press(editor, "situation-own_1", "archivieren");
    auto const saved = [&](std::string const& place) {
        auto const form = std::string(editor.get(at_desk("situation-own_2")).body_text());
        return editor
            .post(
                at_desk("situation-own_2/veroeffentlichen"),
                "fassung=" + seen_on(form) + "&name-de=Sport&name-tr=Spor&icon=heart&place=" + place)
            .status();
    };
    EXPECT_EQ(saved("11"), http::Status::unprocessable);
    EXPECT_EQ(saved("10"), http::Status::see_other) << "a field that nobody has touched";
}

TEST_P(OwnSituationStory, archived_it_is_nowhere_and_restored_everything_is_back)
{
    auto const sewing = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    give(editor, sewing, "life_situations=own_1");
    auto const home = seen("/de/");
    auto const list = seen("/de/angebote?thema=eigen-frauen");
    auto const hash = connection().load<std::string>("SELECT content_hash FROM offers");

    EXPECT_THAT(
        editor.get(at_desk("situation-own_1/archivieren")).body_text(),
        AllOf(
            HasSubstr("„Frauen“ archivieren?"), HasSubstr("Ein Angebot trägt sie."),
            HasSubstr("Keine Seite trägt sie.")));
    EXPECT_EQ(press(editor, "situation-own_1", "archivieren").status(), http::Status::see_other);
    EXPECT_THAT(audit_actions(), Contains("portal.category.archived"));
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("Frauen")));
    EXPECT_THAT(seen("/de/angebote"), Not(HasSubstr("Frauen")));
    EXPECT_THAT(
        seen("/de/angebote?thema=eigen-frauen"),
        AllOf(
            HasSubstr("<bdi>thema = eigen-frauen</bdi>"), HasSubstr("Nähtreff"),
            Not(HasSubstr("f-thema-eigen"))));
    EXPECT_FALSE(leads_to("Frauen", "naehtreff"));
    EXPECT_THAT(
        editor.get("/verwaltung/kategorien").body_text(),
        AllOf(HasSubstr("Archivierte Lebenslagen"), HasSubstr(">archiviert</span></td>")));
    EXPECT_THAT(
        editor.get(at_desk("situation-own_1")).body_text(),
        AllOf(HasSubstr(">Wiederherstellen</span>"), Not(HasSubstr("name=\"name-de\""))));
    for (auto const* button : {"", "/abgeben", "/veroeffentlichen"})
        EXPECT_EQ(
            editor
                .post(
                    at_desk(std::string("situation-own_1") + button),
                    "fassung=3&grundlage=3&name-de=Damen&icon=heart")
                .status(),
            http::Status::unprocessable)
            << button;
    EXPECT_THAT(
        editor.get("/verwaltung/suche?q=frauen").body_text(), HasSubstr(at_desk("situation-own_1") + '"'))
        << "whoever wants it back finds it";
    EXPECT_EQ(make(editor, "FRAUEN").status(), http::Status::unprocessable)
        << "it would come back beside another one of that name";

    EXPECT_EQ(press(editor, "situation-own_1", "wiederherstellen").status(), http::Status::see_other);
    EXPECT_EQ(seen("/de/"), home);
    EXPECT_EQ(seen("/de/angebote?thema=eigen-frauen"), list);
    EXPECT_TRUE(leads_to("Frauen", "naehtreff"));
    EXPECT_EQ(connection().load<std::string>("SELECT content_hash FROM offers"), hash);
    EXPECT_THAT(
        editor.get(at_desk("situation-own_1/verlauf")).body_text(),
        AllOf(
            HasSubstr("Lebenslage angelegt"), HasSubstr("Veröffentlicht"), HasSubstr("Lebenslage archiviert"),
            HasSubstr("Lebenslage wiederhergestellt")));
}

TEST_P(OwnSituationStory, an_offer_keeps_an_archived_one_while_it_is_edited)
{
    auto const sewing = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    give(editor, sewing, "life_situations=own_1&life_situations=work");
    press(editor, "situation-own_1", "archivieren");
    auto const form = std::string(editor.get(desk(sewing)).body_text());
    EXPECT_THAT(
        form,
        AllOf(
            Not(HasSubstr("value=\"own_1\" checked")), HasSubstr("value=\"work\" checked"),
            HasSubstr("<input type=\"hidden\" name=\"life_situations\" value=\"own_1\">")));
    EXPECT_EQ(
        give(editor, sewing, "life_situations=health&life_situations=own_1&summary=Neu").status(),
        http::Status::see_other);
    EXPECT_THAT(
        stored(sewing), ::testing::UnorderedElementsAre(portal::Situation::health, portal::own_situation(0)));
    EXPECT_THAT(seen("/de/angebote"), AllOf(HasSubstr("f-thema-gesundheit"), Not(HasSubstr("eigen-"))));
    press(editor, "situation-own_1", "wiederherstellen");
    EXPECT_THAT(seen("/de/angebote?thema=eigen-frauen"), HasSubstr("/de/angebote/naehtreff"));
}

TEST_P(OwnSituationStory, two_people_who_archive_it_do_it_once_and_who_saved_meanwhile_is_not_overrun)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    EXPECT_EQ(
        editor
            .post(
                at_desk("situation-own_1/veroeffentlichen"), "fassung=2&grundlage=2&name-de=Damen&icon=heart")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        editor.post(at_desk("situation-own_1/archivieren"), "fassung=2").status(), http::Status::conflict);
    EXPECT_EQ(
        editor.post(at_desk("situation-own_1/archivieren"), "fassung=3").status(), http::Status::see_other);
    EXPECT_EQ(
        editor.post(at_desk("situation-own_1/archivieren"), "fassung=3").status(), http::Status::see_other);
    EXPECT_THAT(connection().load<std::int64_t>("SELECT version FROM categories"), 4);
}

TEST_P(OwnSituationStory, its_word_stays_and_is_never_given_twice)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    EXPECT_EQ(
        editor
            .post(
                at_desk("situation-own_1/veroeffentlichen"), "fassung=2&grundlage=2&name-de=Damen&icon=house")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        seen("/de/"),
        AllOf(
            HasSubstr("thema=eigen-frauen\""), HasSubstr("<b>Damen</b>"), HasSubstr("km-i--house"),
            Not(HasSubstr("<b>Frauen</b>"))));
    EXPECT_EQ(make(editor, "Frauen").status(), http::Status::see_other) << "the name is free again";
    EXPECT_THAT(seen("/de/"), HasSubstr("thema=eigen-frauen-2\""));
    EXPECT_EQ(
        editor.post(at_desk("neu"), "name-de=Frauen&icon=heart").header("Location"),
        "/verwaltung/kategorien/situation-own_2")
        << "sent twice, it is made once";
    make(editor, "%D9%86%D8%B3%D8%A7%D8%A1");
    EXPECT_THAT(seen("/de/"), HasSubstr("thema=eigen-lebenslage\"")) << "a script that gives no word";
    make(editor, "Sprache");
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("thema=sprache\""), HasSubstr("thema=eigen-sprache\"")));
}

TEST_P(OwnSituationStory, what_is_missing_or_too_much_is_said_and_nothing_typed_is_lost)
{
    auto editor = browser_of("administrator");
    auto const wrong
        = editor.post(at_desk("neu"), "name-tr=Kad%C4%B1nlar&icon=skull&place=99&hint-de=Treffpunkte");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-name-de-fehler\">Bitte geben Sie den Namen auf Deutsch ein"),
            HasSubstr("Bitte wählen Sie ein Zeichen"), HasSubstr("von 1 bis 9"),
            HasSubstr("value=\"Kadınlar\""), HasSubstr("value=\"Treffpunkte\"")));
    EXPECT_EQ(make(editor, "Arbeit").status(), http::Status::unprocessable) << "so is one of the program";
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("eigen-")));
    EXPECT_EQ(make(editor, "%3Cscript%3Ealert%3C/script%3E").status(), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("&lt;script&gt;alert"), Not(HasSubstr("<script>alert"))));
    EXPECT_EQ(editor.get(at_desk("situation-own_2")).status(), http::Status::not_found);
    for (auto const* key : {"kind-mbe", "situation-work", "situation-own_2"}) {
        EXPECT_EQ(editor.get(at_desk(std::string(key) + "/archivieren")).status(), http::Status::not_found)
            << key;
        EXPECT_EQ(
            editor.post(at_desk(std::string(key) + "/archivieren"), "fassung=0").status(),
            http::Status::not_found)
            << key;
    }
    for (std::size_t i = 1; i < portal::most_own_situations; ++i)
        EXPECT_EQ(make(editor, "Nummer+" + std::to_string(i)).status(), http::Status::see_other) << i;
    auto const full = make(editor, "Noch+eine");
    EXPECT_EQ(full.status(), http::Status::unprocessable);
    EXPECT_THAT(full.body_text(), HasSubstr("Mehr als 24 eigene Lebenslagen"));
    EXPECT_THAT(
        editor.get("/verwaltung/kategorien").body_text(),
        Not(HasSubstr("href=\"/verwaltung/kategorien/neu\"")));
    EXPECT_THAT(seen("/de/"), HasSubstr("thema=eigen-nummer-23\""));
}

TEST_P(OwnSituationStory, it_is_looked_at_before_it_is_made)
{
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(at_desk("neu")).body_text(),
        AllOf(
            HasSubstr("formaction=\"" + at_desk("neu/vorschau/tr") + "\""),
            HasSubstr("value=\"pin\" checked")));
    auto const preview
        = editor.post(at_desk("neu/vorschau/de"), "name-de=Frauen&hint-de=Treffpunkte&icon=heart&place=1");
    EXPECT_EQ(preview.status(), http::Status::ok);
    EXPECT_THAT(
        preview.body_text(),
        AllOf(
            HasSubstr("<b>Frauen</b><small>Treffpunkte</small>"), HasSubstr("Noch ist nichts gespeichert")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM categories"), 0);
    make(editor, "Frauen");
    EXPECT_THAT(
        editor.post(at_desk("situation-own_1/vorschau/de"), "name-de=Damen&icon=heart").body_text(),
        HasSubstr("<b>Damen</b>"));
    auto reader = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(reader.get(at_desk("neu")).status(), http::Status::not_found);
    EXPECT_EQ(make(reader, "Sport").status(), http::Status::not_found);
    EXPECT_EQ(
        reader.post(at_desk("neu/vorschau/de"), "name-de=Sport&icon=heart").status(),
        http::Status::not_found);
    EXPECT_EQ(press(reader, "situation-own_1", "archivieren").status(), http::Status::not_found);
}

TEST_P(OwnSituationStory, files_name_it_by_its_word_and_anything_else_is_refused)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    auto const refused = import("eigen-maenner");
    ASSERT_THAT(refused.problems, SizeIs(1));
    EXPECT_EQ(refused.problems.front().problem.message, "import.problem.code"_msg);
    EXPECT_THAT(import("own_1").problems, SizeIs(1));
    EXPECT_THAT(import("eigen-frauen").problems, SizeIs(0));
    EXPECT_THAT(seen("/de/angebote?thema=eigen-frauen"), HasSubstr("Aus einer Datei"));
    press(editor, "situation-own_1", "archivieren");
    EXPECT_THAT(import("eigen-frauen").problems, SizeIs(0)) << "an import of every night goes on";
}

TEST_P(OwnSituationStory, each_number_in_the_filter_is_what_ticking_it_would_leave)
{
    auto editor = browser_of("conference_office");
    make(editor, "Frauen");
    make(editor, "Sport");
    ASSERT_TRUE(work([&](Work& work) -> Result<portal::OfferId> {
        work.publish(portal::published_as);
        auto one = offer_called("eins", "Eins", "aalfeld");
        one.situations = {portal::own_situation(0), portal::own_situation(1)};
        insert(work, one);
        auto two = offer_called("zwei", "Zwei", "bergau");
        two.situations = {portal::own_situation(1), portal::Situation::work};
        return insert(work, two);
    }));
    auto const number = [](std::string const& page, std::string const& word) {
        std::smatch found;
        std::regex const label("for=\"f-thema-" + word + "\">[^(]*\\(([0-9]+)\\)");
        return std::regex_search(page, found, label) ? found[1].str() : std::string("none");
    };
    for (auto const* query : {"", "?thema=eigen-frauen", "?thema=eigen-sport&thema=arbeit"}) {
        auto const page = seen(std::string("/de/angebote") + query);
        EXPECT_EQ(number(page, "eigen-frauen"), "1") << query;
        EXPECT_EQ(number(page, "eigen-sport"), "2") << query;
        EXPECT_EQ(number(page, "arbeit"), "1") << query;
    }
    auto const there = seen("/de/angebote?gemeinde=bergau");
    EXPECT_EQ(number(there, "eigen-frauen"), "none");
    EXPECT_EQ(number(there, "eigen-sport"), "1");
}

TEST_P(OwnSituationStory, every_district_has_its_own)
{
    auto const sewing = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto other = stranger();
    make(editor, "Frauen");
    make(other, "Sport");
    give(editor, sewing, "life_situations=own_1");
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("<b>Frauen</b>"), Not(HasSubstr("Sport"))));
    EXPECT_THAT(
        seen("/de/", "beispielhain.example"), AllOf(HasSubstr("<b>Sport</b>"), Not(HasSubstr("Frauen"))));
    EXPECT_THAT(seen("/de/angebote?thema=eigen-frauen"), HasSubstr("<span>Frauen</span>"));
    EXPECT_THAT(
        seen("/de/angebote?thema=eigen-frauen", "beispielhain.example"),
        AllOf(HasSubstr("<bdi>thema = eigen-frauen</bdi>"), Not(HasSubstr("<span>Frauen</span>"))));
    EXPECT_THAT(other.get(at_desk("situation-own_1")).body_text(), HasSubstr("value=\"Sport\""));
    EXPECT_EQ(press(other, "situation-own_1", "archivieren").status(), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Frauen</b>"));
    EXPECT_THAT(seen("/de/", "beispielhain.example"), Not(HasSubstr("Sport")));
    // The neighbours have one more: its code means nothing here.
    make(other, "Kunst");
    EXPECT_EQ(give(editor, sewing, "life_situations=own_2").status(), http::Status::unprocessable);
    EXPECT_EQ(editor.get(at_desk("situation-own_2")).status(), http::Status::not_found);
}

}
} // namespace kommin::app
