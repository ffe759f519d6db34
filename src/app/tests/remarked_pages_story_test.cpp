// Which pages ask whether they helped, and how a vote or a message names the one it is about.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/measure_attempts.hpp"
#include "app/tests/meeting_attempts.hpp"
#include "app/tests/remark_story.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RemarkedPages : public RemarkBase {
protected:
    // Of the conference of Aalfeld, for everybody to read.
    meetings::RecommendationId adopted_recommendation()
    {
        return work([](Work& work) -> Result<meetings::RecommendationId> {
                   records::Fields panel;
                   panel.set("kind", "conference");
                   panel.set("body", "aalfeld");
                   panel.set("name", "Stadtkonferenz");
                   auto const conference = TRY(meetings::add_panel(work, panel, "eins"));
                   auto const id = TRY(discussed_recommendation(work, conference, "eins", "Mehr Abendkurse"));
                   records::Fields adopted;
                   adopted.set("stand", "adopted");
                   TRY(meetings::take_step(work, {id, 2}, adopted));
                   return id;
               })
            .value();
    }
    // Both of Aalfeld and for everybody to read: the last parts of their addresses.
    std::pair<std::string, std::string> public_goal_and_measure()
    {
        return work([](Work& work) -> Result<std::pair<std::string, std::string>> {
                   using namespace goals;
                   auto const goal = TRY(goal_of(work, "aalfeld", "Alle lernen"));
                   auto resolution = resolved_by("aalfeld", "Rat");
                   resolution.set("goals", std::to_string(goal.value));
                   TRY(add_resolution(work, resolution, "Rat"));
                   TRY(change_public_goal(work, {goal, 1}, PublicStep::show, "Kurse für alle."));
                   auto const measure = TRY(measure_of(work, "aalfeld", "Abendkurse")).id;
                   auto const version = load_measure(work.db(), work.tenant(), measure)->version;
                   TRY(change_public_measure(work, {measure, version}, PublicStep::show, ""));
                   return std::pair{
                       load_goal(work.db(), work.tenant(), goal)->slug,
                       load_measure(work.db(), work.tenant(), measure)->slug};
               })
            .value();
    }
    // Of a session of that conference, for everybody to read.
    meetings::MeetingId published_minutes()
    {
        meetings::MeetingId meeting;
        publish(tenant_, [&](Work& work) {
            records::Fields panel;
            panel.set("kind", "conference");
            panel.set("body", "aalfeld");
            panel.set("name", "Sitzungskonferenz");
            auto const conference = meetings::add_panel(work, panel, "zwei").value();
            records::Fields session;
            session.set("panel", std::to_string(conference.value));
            session.set("title", "Erste Sitzung");
            session.set("day", "30.11.2026");
            session.set("state", "planned");
            session.set("childcare", "unknown");
            meeting = meetings::add_meeting(work, session, "zwei").value();
            auto const minutes
                = meetings::insert_minutes(work.db(), work.tenant(), meeting, "{}", work.now());
            meetings::insert_edition(
                work.db(), work.tenant(), minutes,
                {.number = 1,
                 .content = "{}",
                 .agenda = "[]",
                 .reason = "",
                 .approved_on = work.today(),
                 .approved_in = std::nullopt});
            auto published = meetings::load_minutes(work.db(), work.tenant(), minutes).value();
            published.published_edition = 1;
            meetings::update_minutes(work.db(), work.tenant(), published, work.now());
            work.publish("meetings");
        });
        return meeting;
    }
    // Of the conference of the district; its address.
    std::string public_meeting()
    {
        publish(tenant_, [&](Work& work) {
            records::Fields panel;
            panel.set("kind", "conference");
            panel.set("name", "Kreiskonferenz");
            panel.set("visible", "ja");
            auto const conference = meetings::add_panel(work, panel, "drei").value();
            records::Fields session;
            session.set("panel", std::to_string(conference.value));
            session.set("title", "Erste Tagung");
            session.set("day", "30.11.2026");
            session.set("state", "planned");
            session.set("childcare", "unknown");
            session.set("visible", "ja");
            EXPECT_TRUE(meetings::add_meeting(work, session, "drei"));
        });
        return "2026";
    }
};
KOMMIN_ON_BOTH_ENGINES(RemarkedPages);

TEST_P(RemarkedPages, every_page_asks_whether_it_helped_and_is_the_same_for_everybody)
{
    struct Page {
        std::string target, path;
    };
    for (auto const& [target, path] : std::vector<Page>{
             {"/de/", "/"},
             {"/de/angebote", "angebote"},
             {"/de/angebote?thema=wohnen", "angebote"},
             {"/de/angebote/chor", "angebote/chor"},
             {"/de/orte", "orte"},
             {"/de/orte/aalfeld", "orte/aalfeld"},
             {"/de/info", "info"},
             {"/de/suche", "suche"},
             {"/de/suche?q=Xyzabcq+Kurs", "suche?q=xyzabcq%20kurs"},
             {"/de/suche?q=kaya%40kreis.example", "suche"}}) {
        auto const answer = get(target);
        EXPECT_THAT(
            answer.body_text(),
            AllOf(
                HasSubstr(R"(action="/de/hilfreich" method="post")"),
                HasSubstr(R"(name="seite" value=")" + path + '"'), HasSubstr("War diese Seite hilfreich?"),
                Not(HasSubstr("name=\"schluessel\""))))
            << target;
        EXPECT_EQ(answer.header("Set-Cookie"), "") << target;
    }
    for (auto const* target :
         {"/de/barriere-melden", "/de/rueckmeldung", "/de/rueckmeldung/danke", "/de/hilfreich/danke"}) {
        auto const answer = get(target);
        EXPECT_EQ(answer.status(), http::Status::ok) << target;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr("War diese Seite hilfreich?"))) << target;
    }
    EXPECT_THAT(
        get("/de/suche?q=xyzabcq").body_text(),
        HasSubstr("href=\"/de/rueckmeldung?thema=angebot&amp;seite=suche%3Fq%3Dxyzabcq\""));
    for (auto const& wrong :
         {std::string("/de/gibt-es-nicht"), std::string("/de/angebote/nirgends"),
          "/de/suche?q=" + std::string(2'000, 'x')}) {
        auto const answer = get(wrong);
        EXPECT_GE(static_cast<int>(answer.status()), 400) << wrong;
        EXPECT_THAT(answer.body_text(), HasSubstr("href=\"/de/rueckmeldung\"")) << wrong;
    }
}

// Of every address of every module for everybody: it asks, or it stands here why not. A new one that stands
// nowhere fails.
TEST_P(RemarkedPages, every_public_address_asks_or_says_why_not)
{
    auto const recommendation = adopted_recommendation();
    auto const [goal, measure] = public_goal_and_measure();
    publish(tenant_, [&](Work& work) {
        insert(work, page_called("wohnen", "Wohnen"));
        auto own = page_called("wohnen-aalfeld", "Wohnen hier", "aalfeld");
        own.stands_for = "wohnen";
        insert(work, own);
        for (auto const* legal : {"impressum", "datenschutz", "barrierefreiheit"}) {
            auto page = page_called(legal, legal);
            page.kind = portal::PageKind::legal;
            insert(work, page);
        }
        work.publish("meetings");
    });
    std::map<std::string_view, std::string> const asking{
        {"/{lang:lang}/", "/de/"},
        {"/{lang:lang}/angebote", "/de/angebote"},
        {"/{lang:lang}/angebote/{slug}", "/de/angebote/chor"},
        {"/{lang:lang}/orte", "/de/orte"},
        {"/{lang:lang}/orte/{gemeinde}", "/de/orte/aalfeld"},
        {"/{lang:lang}/orte/{gemeinde}/info/{slug}", "/de/orte/aalfeld/info/wohnen"},
        {"/{lang:lang}/info", "/de/info"},
        {"/{lang:lang}/info/{slug}", "/de/info/wohnen"},
        {"/{lang:lang}/suche", "/de/suche"},
        {"/{lang:lang}/impressum", "/de/impressum"},
        {"/{lang:lang}/datenschutz", "/de/datenschutz"},
        {"/{lang:lang}/barrierefreiheit", "/de/barrierefreiheit"},
        {"/{lang:lang}/konferenz", "/de/konferenz"},
        {"/{lang:lang}/konferenz/archiv", "/de/konferenz/archiv"},
        {"/{lang:lang}/konferenz/veroeffentlichungen", "/de/konferenz/veroeffentlichungen"},
        {"/{lang:lang}/konferenz/{slug}", "/de/konferenz/" + public_meeting()},
        {"/{lang:lang}/konferenz/empfehlungen", "/de/konferenz/empfehlungen"},
        {"/{lang:lang}/konferenz/empfehlungen/{empfehlung}",
         "/de/konferenz/empfehlungen/" + std::to_string(recommendation.value)},
        {"/{lang:lang}/ziele", "/de/ziele"},
        {"/{lang:lang}/ziele/{ziel}", "/de/ziele/" + goal},
        {"/{lang:lang}/ziele/massnahmen/{massnahme}", "/de/ziele/massnahmen/" + measure},
        {"/{lang:lang}/protokolle/{sitzung}", "/de/protokolle/" + std::to_string(published_minutes().value)}};
    std::map<std::string_view, std::string_view> const silent{
        {"/", "leads on to a language"},
        {"/sitemap.xml", "for machines"},
        {"/sitemap/{file}", "for machines"},
        {"/robots.txt", "for machines"},
        {"/bilder/{bild}/{datei}", "a picture"},
        {"/{lang:lang}/angebote/{slug}/qr.svg", "a picture"},
        {"/{lang:lang}/orte/{gemeinde}/offline.json", "for machines"},
        {"/{lang:lang}/suche/vorschlaege", "for machines"},
        {"/{lang:lang}/manifest.webmanifest", "for machines"},
        {"/{lang:lang}/konferenz/empfehlungen.atom", "for machines"},
        {"/{lang:lang}/ziele.csv", "for machines"},
        {"/{lang:lang}/ziele.json", "for machines"},
        {"/{lang:lang}/konferenz/termine.ics", "for machines"},
        {"/{lang:lang}/konferenz/gremien/{gremium}/termine.ics", "for machines"},
        {"/{lang:lang}/konferenz/{slug}/termin.ics", "for machines"},
        {"/{lang:lang}/barriere-melden", "is the way to leave a message"},
        {"/{lang:lang}/barriere-melden/danke", "likewise"},
        {"/{lang:lang}/rueckmeldung", "likewise"},
        {"/{lang:lang}/rueckmeldung/danke", "likewise"},
        {"/{lang:lang}/hilfreich/danke", "likewise"},
        {"/{lang:lang}/angaben/{token}", "a letter to one provider"},
        {"/{lang:lang}/angaben/{token}/aendern", "likewise"},
        {"/{lang:lang}/angaben-danke", "likewise"},
        {"/{lang:lang}/angaben-danke/vorschlag", "likewise"},
        {"/{lang:lang}/protokoll/{token}", "a letter to one person"},
        {"/{lang:lang}/konferenz/kommentar/{token}", "likewise"},
        {"/{lang:lang}/bestandsaufnahme/{token}", "a letter to one office"},
        {"/{lang:lang}/bestandsaufnahme/{token}/eintrag", "likewise"},
        {"/{lang:lang}/bestandsaufnahme/{token}/eintrag/{meldung}", "likewise"},
        {"/{lang:lang}/bericht/{token}", "likewise"},
        {"/{lang:lang}/auswertung/{token}", "likewise"},
        {"/{lang:lang}/verwendungsnachweis/{token}", "a letter to one association"},
        {"/{lang:lang}/foerderantrag/{token}", "likewise"},
        {"/{lang:lang}/abstimmung", "for whoever has drawn a slip"},
        {"/{lang:lang}/abstimmung/{token}", "likewise"},
        {"/{lang:lang}/konferenz/{tagung}/anmeldung", "is the way to register"},
        {"/{lang:lang}/konferenz/{slug}/rueckmeldung", "is the way to say how it was"},
        {"/{lang:lang}/konferenz/{slug}/rueckmeldung/danke", "likewise"},
        {"/{lang:lang}/konferenz/{tagung}/frage", "is a question itself"},
        {"/{lang:lang}/konferenz/anmeldung/{token}", "a registration of one party"},
        {"/{lang:lang}/konferenz/anmeldung/{token}/aendern", "likewise"},
        {"/{lang:lang}/konferenz/anmeldung/{token}/termin.ics", "likewise"},
        {"/{lang:lang}/konferenz/anmeldung/{token}/code.svg", "likewise"},
        {"/{lang:lang}/einladung/{token}", "a letter to one person"},
        {"/{lang:lang}/einladung/{token}/termin.ics", "likewise"},
        {"/{lang:lang}/einladung/{token}/code.svg", "likewise"},
        {"/{lang:lang}/einladung/{token}/unterlagen/{unterlage}", "a file"},
        {"/{lang:lang}/konferenz/{slug}/unterlagen/{unterlage}", "a file"}};
    std::size_t asked = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            bool const is_public = route.access.kind == web::Access::Kind::public_page
                || route.access.kind == web::Access::Kind::public_cached;
            if (!is_public || route.method != http::Method::get)
                continue;
            auto const address = asking.find(route.pattern);
            EXPECT_NE(address == asking.end(), silent.find(route.pattern) == silent.end()) << route.pattern;
            if (address == asking.end())
                continue;
            ++asked;
            auto const page = get(address->second);
            EXPECT_EQ(page.status(), http::Status::ok) << address->second;
            EXPECT_THAT(
                page.body_text(),
                AllOf(
                    HasSubstr("War diese Seite hilfreich?"), HasSubstr("action=\"/de/hilfreich\""),
                    HasSubstr("href=\"/de/rueckmeldung?seite=")))
                << address->second;
        }
    }
    EXPECT_EQ(asked, asking.size());
}

TEST_P(RemarkedPages, published_minutes_are_asked_about_until_they_are_taken_back)
{
    auto const meeting = published_minutes();
    auto const path = "protokolle/" + std::to_string(meeting.value);
    EXPECT_THAT(
        get("/tr/" + path).body_text(),
        AllOf(HasSubstr("action=\"/tr/hilfreich\""), HasSubstr("name=\"seite\" value=\"" + path + '"')));
    EXPECT_THAT(get("/sitemap/1.xml").body_text(), HasSubstr("/de/" + path + '<'));
    EXPECT_EQ(
        remark("thema=inhalt&nachricht=So+war+es+nicht&seite=" + path + "&schluessel=k").status(),
        http::Status::see_other);
    EXPECT_EQ(message(1)->page, path);
    EXPECT_EQ(message(1)->owner(), aalfeld_) << "whose session it was looks after it";
    EXPECT_THAT(
        office().get("/verwaltung/rueckmeldungen/1").body_text(),
        HasSubstr("href=\"/de/" + path + "\">Protokoll: Erste Sitzung</a>"));
    publish(tenant_, [&](Work& work) {
        auto minutes = meetings::find_minutes(work.db(), work.tenant(), meeting).value();
        minutes.published_edition = 0;
        meetings::update_minutes(work.db(), work.tenant(), minutes, work.now());
        work.publish("meetings");
    });
    EXPECT_EQ(get("/tr/" + path).status(), http::Status::not_found);
    EXPECT_EQ(press("protokolle%2F" + std::to_string(meeting.value)).status(), http::Status::bad_request);
    EXPECT_THAT(get("/sitemap/1.xml").body_text(), Not(HasSubstr("/de/" + path)));
}

TEST_P(RemarkedPages, pages_of_the_conference_are_named_by_a_vote_and_a_message)
{
    auto const recommendation = adopted_recommendation();
    publish(tenant_, [](Work& work) { work.publish("meetings"); });
    auto const path = "konferenz/empfehlungen/" + std::to_string(recommendation.value);
    EXPECT_THAT(
        get("/ar/" + path).body_text(),
        AllOf(HasSubstr("action=\"/ar/hilfreich\""), HasSubstr("name=\"seite\" value=\"" + path + '"')));
    EXPECT_EQ(
        press("konferenz%2Fempfehlungen%2F" + std::to_string(recommendation.value)).header("Location"),
        "/ar/rueckmeldung?seite=konferenz%2Fempfehlungen%2F" + std::to_string(recommendation.value));
    press("konferenz%2Fempfehlungen", "ja");
    EXPECT_THAT(
        counts(),
        ElementsAre(
            Count{"2026-11-23", path, "ar", 0, 1},
            Count{"2026-11-23", "konferenz/empfehlungen", "ar", 1, 0}));
    for (auto const* wrong :
         {"konferenz%2Fempfehlungen%2F0", "konferenz%2Fempfehlungen%2F99", "konferenz%2Fempfehlungenx",
          "konferenz"})
        EXPECT_EQ(press(wrong).status(), http::Status::bad_request) << wrong;
    EXPECT_EQ(get("/de/konferenz/empfehlungen/99").status(), http::Status::not_found);
    EXPECT_THAT(
        get("/de/konferenz/empfehlungen/99").body_text(), Not(HasSubstr("War diese Seite hilfreich?")));

    EXPECT_EQ(
        remark("thema=inhalt&nachricht=Ein+Wort+fehlt&seite=" + path + "&schluessel=k").status(),
        http::Status::see_other);
    EXPECT_EQ(message(1)->page, path);
    EXPECT_EQ(message(1)->owner(), aalfeld_) << "the municipality looks after it";
    auto desk = office();
    EXPECT_THAT(
        desk.get("/verwaltung/rueckmeldungen/1").body_text(),
        HasSubstr("href=\"/de/" + path + "\">Mehr Abendkurse</a>"));
    EXPECT_THAT(desk.get("/verwaltung/hilfreich").body_text(), HasSubstr("Mehr Abendkurse"));
}

} // namespace
} // namespace kommin::app
