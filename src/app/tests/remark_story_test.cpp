// What people say about a page: from the question below it to the desk of whoever looks after the page.

#include "app/tests/remark_story.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

class Remarks : public RemarkBase { };
KOMMIN_ON_BOTH_ENGINES(Remarks);

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
