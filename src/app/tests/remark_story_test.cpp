// What people say about a page: from the question below it to the desk of whoever looks after the page.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/measure_attempts.hpp"
#include "app/tests/meeting_attempts.hpp"
#include "app/tests/staff_story.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

class Remarks : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        publish(tenant_, [&](Work& work) {
            offer_ = insert(work, offer_called("chor", "Chor <am> Markt", "aalfeld"));
            auto everywhere = offer_called("telefon", "Telefon für alle", "aalfeld");
            everywhere.reach = portal::Reach::district;
            insert(work, everywhere);
        });
    }
    http::Response press(
        std::string const& page, std::string const& answer = "nein", std::string peer = "192.0.2.7")
    {
        auto reader = Browser{*this};
        reader.peer = std::move(peer);
        return reader.post("/ar/hilfreich", "seite=" + page + "&antwort=" + answer, false);
    }
    http::Response remark(std::string const& entries, std::string const& language = "de")
    {
        auto reader = Browser{*this};
        return reader.post("/" + language + "/rueckmeldung", entries, false);
    }
    std::optional<portal::StoredFeedback> message(std::int64_t number)
    {
        return portal::find_feedback(connection(), tenant_, portal::FeedbackId{number});
    }
    struct Count {
        std::string day, page, language;
        std::int64_t yes, no;
        friend bool operator==(Count const&, Count const&) = default;
    };
    std::vector<Count> counts()
    {
        return connection().list<Count>("SELECT day, page, language, yes, no FROM page_answers ORDER BY id");
    }
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
    Browser office()
    {
        return logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    }
    Browser town(Scope scope, std::string const& name)
    {
        return logged_in(account(name + "@kreis.example", {{"municipal_editor", scope}}));
    }

    portal::OfferId offer_;
};
KOMMIN_ON_BOTH_ENGINES(Remarks);

TEST_P(Remarks, every_page_asks_whether_it_helped_and_is_the_same_for_everybody)
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
TEST_P(Remarks, every_public_address_asks_or_says_why_not)
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

TEST_P(Remarks, published_minutes_are_asked_about_until_they_are_taken_back)
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

TEST_P(Remarks, pages_of_the_conference_are_named_by_a_vote_and_a_message)
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

TEST_P(Remarks, what_was_searched_for_comes_with_a_message_and_is_not_kept_with_a_vote)
{
    EXPECT_THAT(
        get("/de/suche?q=Tauchkurs").body_text(),
        HasSubstr("<p class=\"km-small\">Suche nach „tauchkurs“</p>"))
        << "whoever presses sees what is sent";
    EXPECT_EQ(
        press("suche%3Fq%3DTauchkurs").header("Location"), "/ar/rueckmeldung?seite=suche%3Fq%3Dtauchkurs");
    press("suche%3Fq%3Dkaya%40kreis.example%26mehr%3D1");
    press("suche%3Fq%3D02303+270");
    press("angebote%3Fq%3Dtauchkurs");
    EXPECT_THAT(
        counts(),
        ElementsAre(Count{"2026-11-23", "suche", "ar", 0, 3}, Count{"2026-11-23", "angebote", "ar", 0, 1}))
        << "one person alone may have looked for it";
    auto const form = get("/de/rueckmeldung?seite=suche%3Fq%3Dtauchkurs").body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("href=\"/de/suche?q=tauchkurs\">Suche nach „tauchkurs“</a>"),
            HasSubstr("name=\"seite\" value=\"suche?q=tauchkurs\"")));
    EXPECT_EQ(
        remark("thema=angebot&nachricht=Fehlt&seite=suche%3Fq%3Dtauchkurs&schluessel=k").status(),
        http::Status::see_other);
    EXPECT_EQ(message(1)->page, "suche?q=tauchkurs");
    EXPECT_THAT(
        office().get("/verwaltung/rueckmeldungen/1").body_text(),
        HasSubstr("href=\"/de/suche?q=tauchkurs\">Suche nach „tauchkurs“</a>"));
}

TEST_P(Remarks, answers_are_counted_by_page_language_and_day_and_nothing_else_is_kept)
{
    EXPECT_EQ(press("angebote%2Fchor", "ja").header("Location"), "/ar/hilfreich/danke");
    EXPECT_EQ(press("angebote%2Fchor").header("Location"), "/ar/rueckmeldung?seite=angebote%2Fchor");
    clock().set(clock().now() + 24h);
    press("%2F");
    EXPECT_THAT(
        counts(),
        ElementsAre(Count{"2026-11-23", "angebote/chor", "ar", 1, 1}, Count{"2026-11-24", "/", "ar", 0, 1}));
    for (auto const* page :
         {"angebote%2Fnirgends", "https%3A%2F%2Fattacker.example%2F", "", "barriere-melden"})
        EXPECT_EQ(press(page).status(), http::Status::bad_request) << page;
    EXPECT_EQ(press("orte", "vielleicht").status(), http::Status::bad_request);
    EXPECT_EQ(counts().size(), 2U);

    auto editor = town(aalfeld_, "town");
    EXPECT_THAT(
        editor.get("/verwaltung/hilfreich").body_text(),
        AllOf(HasSubstr("Chor &lt;am&gt; Markt"), HasSubstr("href=\"/ar/angebote/chor\"")));

    clock().set(clock().now() + 24h * 400);
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    clock().set(clock().now() + 24h);
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_TRUE(counts().empty());
}

TEST_P(Remarks, one_network_cannot_vote_for_all_and_no_other_site_for_its_visitors)
{
    for (int i = 0; i < 12; ++i)
        EXPECT_EQ(press("orte").status(), http::Status::see_other);
    EXPECT_THAT(counts(), ElementsAre(Count{"2026-11-23", "orte", "ar", 0, 10}));
    press("orte", "nein", "198.51.100.3");
    EXPECT_EQ(counts().front().no, 11);
    http::Request::Parts parts;
    parts.method = http::Method::post;
    parts.target = "/de/hilfreich";
    parts.headers
        = {{"Host", "musterau.example"},
           {"Content-Type", "application/x-www-form-urlencoded"},
           {"Sec-Fetch-Site", "cross-site"}};
    parts.peer = "203.0.113.9";
    parts.body = "seite=orte&antwort=nein";
    EXPECT_EQ(
        product_.application.answer(http::Request(std::move(parts)), connection()).status(),
        http::Status::see_other);
    EXPECT_EQ(counts().front().no, 11);
}

TEST_P(Remarks, the_form_names_the_page_and_believes_no_address_of_others)
{
    EXPECT_THAT(
        get("/de/rueckmeldung?seite=angebote%2Fchor").body_text(),
        AllOf(
            HasSubstr("Chor &lt;am&gt; Markt</a>"), HasSubstr("href=\"/de/angebote/chor\""),
            HasSubstr(R"(type="hidden" name="seite" value="angebote/chor")"),
            HasSubstr("/ar/rueckmeldung?seite=angebote%2Fchor")));
    for (auto const* own :
         {"%2Fde%2Fangebote%2Fchor", "https%3A%2F%2Fmusterau.example%2Ftr%2Fangebote%2Fchor%3Fseite%3D2"})
        EXPECT_THAT(
            get("/de/rueckmeldung?seite=" + std::string(own)).body_text(),
            HasSubstr(R"(name="seite" value="angebote/chor")"))
            << own;
    for (auto const* foreign :
         {"https%3A%2F%2Fattacker.example%2Fangebote%2Fchor", "%2F%2Fattacker.example",
          "javascript%3Aalert(1)"}) {
        auto const page = get("/de/rueckmeldung?seite=" + std::string(foreign)).body_text();
        EXPECT_THAT(
            page,
            AllOf(
                HasSubstr(R"(id="f-seite" name="seite" type="text")"), Not(HasSubstr("href=\"https://att")),
                Not(HasSubstr("href=\"//")), Not(HasSubstr("href=\"javascript"))))
            << foreign;
    }
}

TEST_P(Remarks, a_barrier_has_deadlines_and_a_remark_has_none)
{
    EXPECT_EQ(
        remark("thema=barriere&seite=orte&nachricht=Zu+klein&schluessel=a").header("Location"),
        "/de/barriere-melden/danke");
    EXPECT_EQ(
        remark("thema=angebot&seite=orte&nachricht=Ein+Chor+fehlt&schluessel=b", "tr").header("Location"),
        "/tr/rueckmeldung/danke");
    EXPECT_EQ(to_iso(message(1)->answer_by.value()), "2026-12-07");
    EXPECT_EQ(to_iso(message(1)->answer_at_latest.value()), "2027-01-04");
    EXPECT_FALSE(message(2)->answer_by);
    EXPECT_EQ(message(2)->language, "tr");
    EXPECT_EQ(message(2)->page, "orte");
    auto const told = mail();
    EXPECT_THAT(told, HasSubstr("Nr. 2"));
    clock().set(clock().now() + 24h * 50);
    auto const later = mail();
    std::size_t reminders = 0;
    for (auto at = later.find("Subject: Portal: "); at != std::string::npos;
         at = later.find("Subject: Portal: ", at + 1))
        ++reminders;
    EXPECT_EQ(reminders, 4U) << "two of what came in, two of the deadlines of the barrier";
    EXPECT_THAT(get("/de/rueckmeldung/danke").body_text(), Not(HasSubstr("spätestens nach sechs Wochen")));
}

TEST_P(Remarks, a_municipality_sees_what_is_about_its_own_offers_and_places)
{
    remark("thema=inhalt&seite=angebote%2Fchor&nachricht=Freitag&schluessel=a");
    remark("thema=inhalt&seite=angebote%2Ftelefon&nachricht=Besetzt&schluessel=b");
    remark("thema=inhalt&seite=orte%2Fbergau&nachricht=Name&schluessel=c");
    remark("thema=inhalt&seite=Startseite&nachricht=Farbe&schluessel=d");
    auto aalfeld = town(aalfeld_, "aalfeld");
    auto bergau = town(bergau_, "bergau");
    auto const list = [](Browser& browser) {
        std::vector<int> numbers;
        auto const page = std::string(browser.get("/verwaltung/rueckmeldungen").body_text());
        for (int i = 1; i <= 4; ++i) {
            if (page.find("/rueckmeldungen/" + std::to_string(i) + '"') != std::string::npos)
                numbers.push_back(i);
        }
        return numbers;
    };
    EXPECT_THAT(list(aalfeld), ElementsAre(1));
    EXPECT_THAT(list(bergau), ElementsAre(3));
    auto all = office();
    EXPECT_THAT(list(all), ElementsAre(1, 2, 3, 4));

    EXPECT_EQ(aalfeld.get("/verwaltung/rueckmeldungen/3").status(), http::Status::not_found);
    for (auto const* action : {"antwort", "schliessen", "uebernehmen", "abgeben"})
        EXPECT_EQ(
            aalfeld.post("/verwaltung/rueckmeldungen/3/" + std::string(action), "answer=x").status(),
            http::Status::not_found)
            << action;
    EXPECT_EQ(message(3)->state, portal::FeedbackState::open);
    EXPECT_THAT(waiting_for(aalfeld), AllOf(HasSubstr("Nr. 1: "), Not(HasSubstr("Nr. 3: "))));
    EXPECT_THAT(
        aalfeld.get("/verwaltung/rueckmeldungen/1").body_text(),
        AllOf(
            HasSubstr("href=\"/de/angebote/chor\""),
            HasSubstr("/verwaltung/angebote/" + std::to_string(offer_.value) + '"')));
    aalfeld.post("/verwaltung/rueckmeldungen/1/antwort", "answer=Danke,+es+ist+der+Freitag.");
    EXPECT_EQ(message(1)->state, portal::FeedbackState::answered);
}

TEST_P(Remarks, somebody_looks_after_a_message_and_the_others_see_who)
{
    remark("thema=inhalt&seite=orte&nachricht=Name&schluessel=a");
    auto first = office();
    auto second = logged_in(account("zwei@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    EXPECT_THAT(second.get("/verwaltung").body_text(), HasSubstr("Nr. 1: "));
    EXPECT_THAT(first.get("/verwaltung/rueckmeldungen/1").body_text(), HasSubstr("Ich kümmere mich"));
    EXPECT_EQ(
        first.post("/verwaltung/rueckmeldungen/1/uebernehmen", "").header("Location"),
        "/verwaltung/rueckmeldungen/1");
    EXPECT_EQ(message(1)->stage(), portal::FeedbackStage::in_progress);
    EXPECT_THAT(first.get("/verwaltung").body_text(), HasSubstr("Nr. 1: "));
    EXPECT_THAT(waiting_for(second), Not(HasSubstr("Nr. 1: "))) << "somebody has it";
    EXPECT_THAT(
        second.get("/verwaltung/rueckmeldungen").body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("in Arbeit")));
    EXPECT_THAT(second.get("/verwaltung/rueckmeldungen?stand=neu").body_text(), Not(HasSubstr("Nr. 1: ")));
    EXPECT_THAT(second.get("/verwaltung/rueckmeldungen?stand=in-arbeit").body_text(), HasSubstr("Nr. 1: "));
    EXPECT_THAT(
        second.get("/verwaltung/rueckmeldungen?stand=in-arbeit&art=barriere").body_text(),
        Not(HasSubstr("Nr. 1: ")));
    EXPECT_THAT(second.get("/verwaltung/rueckmeldungen?art=inhalt").body_text(), HasSubstr("Nr. 1: "));

    first.post("/verwaltung/rueckmeldungen/1/abgeben", "");
    EXPECT_EQ(message(1)->stage(), portal::FeedbackStage::fresh);
    second.post("/verwaltung/rueckmeldungen/1/uebernehmen", "");
    auto const question = std::string(second.get("/verwaltung/rueckmeldungen/1/schliessen").body_text());
    EXPECT_THAT(question, HasSubstr("action=\"/verwaltung/rueckmeldungen/1/schliessen\""));
    auto const version = "fassung=" + std::to_string(message(1)->version);
    second.post("/verwaltung/rueckmeldungen/1/schliessen", version);
    EXPECT_EQ(first.post("/verwaltung/rueckmeldungen/1/uebernehmen", "").status(), http::Status::conflict)
        << "it is done";
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.taken"));
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.handed_back"));
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
}

TEST_P(Remarks, an_answer_begins_in_the_language_of_the_message)
{
    remark(
        "thema=inhalt&seite=orte&nachricht=Ad%C4%B1+yanl%C4%B1%C5%9F&kontakt=0049+2303+12345&schluessel="
        "a",
        "tr");
    auto browser = office();
    auto const page = std::string(browser.get("/verwaltung/rueckmeldungen/1").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Bitte antworten Sie in der Sprache der Nachricht: Türkisch."),
            HasSubstr("lang=\"tr\" dir=\"ltr\">Merhaba,"), HasSubstr("href=\"tel:")));
    auto const begin = page.find("Merhaba,");
    auto const greeting = page.substr(begin, page.find("</textarea>") - begin);
    std::string sent;
    for (char const c : greeting)
        sent += c == '\n' ? std::string("%0D%0A") : c == ' ' ? std::string("+") : std::string(1, c);
    EXPECT_EQ(
        browser.post("/verwaltung/rueckmeldungen/1/antwort", "answer=" + sent).status(),
        http::Status::unprocessable)
        << "a greeting is no answer";
    EXPECT_EQ(message(1)->state, portal::FeedbackState::open);
    EXPECT_EQ(
        browser.post("/verwaltung/rueckmeldungen/1/antwort", "answer=" + sent + "Tesekkurler").status(),
        http::Status::see_other);
    EXPECT_THAT(message(1)->answer, HasSubstr("Tesekkurler"));
}

}
} // namespace kommin::app
