// The inbox when something goes wrong: a mail job that dies, a lock that somebody holds, a page that is old,
// a message that wanders, a list that is long.

#include "app/tests/inbox_story.hpp"
#include "platform/db/error.hpp"

#include <set>
#include <string_view>
#include <thread>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using namespace std::chrono_literals;

class LostAnswers : public InboxMailStory {
protected:
    LostAnswers()
        : InboxMailStory({.delay = "1.5"})
    { }
    // One try of the job of this answer, on a connection that does not wait long for a lock.
    void send(portal::FeedbackAnswerId answer)
    {
        auto const rules = jobs_of(product_.modules, clock(), no_signals);
        auto const impatient = database().connect({.busy_timeout = 30ms});
        rules.handlers().at("portal.feedback.answer")(
            *impatient,
            {.id = jobs::JobId{1},
             .tenant = tenant_,
             .kind = "portal.feedback.answer",
             .payload = "{\"answer\":" + std::to_string(answer.value) + "}"});
    }
    WorkContext context(db::Connection& db)
    {
        return {db, tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals};
    }
};
KOMMIN_ON_BOTH_ENGINES(LostAnswers);

TEST_P(LostAnswers, an_answer_whose_job_has_died_opens_the_message_again)
{
    auto const number = remark("orte", "later@example.org");
    auto const writer = account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    logged_in(writer).post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    run();
    connection().execute("DELETE FROM jobs WHERE kind = 'portal.feedback.answer'"); // somebody discards it
    clock().set(clock().now() + 24h);
    run();
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::waiting) << "a job tries for a night";
    EXPECT_EQ(message(number).state, portal::FeedbackState::answered);
    clock().set(clock().now() + 48h);
    run();
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::failed);
    EXPECT_EQ(message(number).state, portal::FeedbackState::open);
    EXPECT_THAT(
        logged_in(writer).get("/verwaltung").body_text(),
        AllOf(HasSubstr(path_of(number)), HasSubstr("Die Antwort kam nicht an.")))
        << "whoever has written it is told";
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.answer_refused"));
}

TEST_P(LostAnswers, nothing_goes_out_while_somebody_holds_the_lock)
{
    auto const number = remark();
    office().post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    auto const answer = answers(number).at(0).id;
    {
        auto const other = database().connect();
        Work const held(context(*other));
        EXPECT_THROW(send(answer), db::Busy);
    }
    EXPECT_THAT(mails_to("leyla@example.org"), IsEmpty());
    send(answer);
    EXPECT_THAT(mails_to("leyla@example.org"), SizeIs(1));
}

TEST_P(LostAnswers, a_mail_that_is_out_is_noted_however_long_the_lock_is_held)
{
    auto const number = remark();
    office().post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    auto const answer = answers(number).at(0).id;
    std::string thrown;
    std::thread job([&] {
        try {
            send(answer);
        } catch (std::exception const& error) {
            thrown = error.what();
        }
    });
    while (server_.events().empty()) // it has begun to arrive
        std::this_thread::sleep_for(10ms);
    {
        auto const other = database().connect();
        Work const held(context(*other));
        while (mails_to("leyla@example.org").empty())
            std::this_thread::sleep_for(10ms);
        std::this_thread::sleep_for(700ms);
    }
    job.join();
    EXPECT_EQ(thrown, "");
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::sent);
    run(); // the job itself, which stands in the queue yet
    EXPECT_THAT(mails_to("leyla@example.org"), SizeIs(1));
}

TEST_P(LostAnswers, whoever_opens_a_message_again_withdraws_what_is_not_sent)
{
    auto const number = remark();
    auto browser = office();
    browser.post(path_of(number, "senden"), seen(number) + "&answer=Am+Freitag.");
    EXPECT_EQ(browser.post(path_of(number, "oeffnen"), seen(number)).status(), http::Status::see_other);
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::withdrawn);
    EXPECT_THAT(browser.get(path_of(number)).body_text(), HasSubstr("wurde vorher wieder geöffnet"));
    run();
    EXPECT_THAT(mails_to("leyla@example.org"), IsEmpty());
    browser.post(path_of(number, "senden"), seen(number) + "&answer=Am+Donnerstag.");
    run();
    auto const mails = mails_to("leyla@example.org");
    ASSERT_THAT(mails, SizeIs(1));
    EXPECT_THAT(mails[0], AllOf(HasSubstr("Donnerstag"), Not(HasSubstr("Freitag"))));

    auto const old = answers(number).at(0).id;
    connection().execute("UPDATE feedback_answers SET state = 'waiting' WHERE id = ?", old);
    ASSERT_TRUE(
        work([&](Work& work) { return settle_sent_answer(work, old, portal::AnswerState::refused); }));
    EXPECT_EQ(message(number).state, portal::FeedbackState::answered) << "the newest answer came";
}

TEST_P(LostAnswers, a_message_that_has_wandered_on_is_told_to_the_last_one_only)
{
    static_cast<void>(town(aalfeld_, "aalfeld"));
    static_cast<void>(town(bergau_, "bergau"));
    auto const number = remark("orte");
    run();
    auto browser = office();
    browser.post(path_of(number, "weitergeben"), seen(number) + "&ort=aalfeld");
    browser.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau");
    run();
    EXPECT_THAT(mails_to("aalfeld@stadt.example"), IsEmpty());
    EXPECT_THAT(mails_to("bergau@stadt.example"), SizeIs(1));
}

class InboxCare : public InboxStory {
protected:
    // As many more messages of the Kreis as a machine would write.
    void add_many(int count)
    {
        connection().execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language,"
            " state, received_at, owner) SELECT ?, 'many' || i, 'content', 'orte', 'Text', '', 'de', 'open',"
            " '2026-11-23T09:00:00.000Z', 0 FROM n",
            count, tenant_);
    }
};
KOMMIN_ON_BOTH_ENGINES(InboxCare);

TEST_P(InboxCare, an_old_page_neither_closes_nor_takes_and_no_draft_is_lost)
{
    auto const number = remark();
    auto first = office("eins");
    auto second = office("zwei");
    auto const old = seen(number);
    auto const old_question = asked_version(second.get(path_of(number, "schliessen")));
    first.post(path_of(number, "entwurf"), old + "&answer=Halb+fertig");
    EXPECT_EQ(second.post(path_of(number, "schliessen"), old_question).status(), http::Status::conflict);
    for (auto const* action : {"uebernehmen", "abgeben"})
        EXPECT_EQ(second.post(path_of(number, action), old).status(), http::Status::conflict) << action;
    EXPECT_EQ(message(number).stage(), portal::FeedbackStage::fresh);
    EXPECT_EQ(message(number).draft, "Halb fertig");
    EXPECT_EQ(close(second, number).status(), http::Status::see_other);
    EXPECT_EQ(message(number).draft, "Halb fertig") << "no answer has taken its place";
    second.post(path_of(number, "oeffnen"), seen(number));
    EXPECT_THAT(second.get(path_of(number)).body_text(), HasSubstr("Halb fertig"));
    second.post(path_of(number, "antwort"), seen(number) + "&answer=Fertig");
    EXPECT_EQ(message(number).draft, "");
    // The forms say which version they show.
    auto const other = remark();
    auto const page = std::string(first.get(path_of(other)).body_text());
    for (auto const* action : {"frist", "uebernehmen"}) {
        auto const form = page.find(path_of(other, action) + '"');
        ASSERT_NE(form, std::string::npos);
        EXPECT_THAT(page.substr(form, page.find("</form>", form) - form), HasSubstr("name=\"fassung\""));
    }
}

TEST_P(InboxCare, closing_asks_first_and_says_what_it_comes_to)
{
    auto const barrier = remark("orte", "leyla@example.org", "de", "barriere");
    auto me = office("eins");
    auto other = office("zwei");
    other.post(path_of(barrier, "uebernehmen"), seen(barrier));
    other.post(path_of(barrier, "entwurf"), seen(barrier) + "&answer=Halb+fertig");
    auto const question = std::string(me.get(path_of(barrier, "schliessen")).body_text());
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Diese Nachricht ohne Antwort schließen?"), HasSubstr("bekommt keine Antwort"),
            HasSubstr("Um diese Nachricht kümmert sich"), HasSubstr("Auf eine gemeldete Barriere muss"),
            HasSubstr("Es gibt einen Entwurf"), HasSubstr("Offen lassen")));
    EXPECT_THAT(question, Not(HasSubstr("Der Freitag stimmt nicht"))) << "words of the message are not shown";
    EXPECT_EQ(message(barrier).state, portal::FeedbackState::open) << "asking closes nothing";
    EXPECT_THAT(
        std::string(other.get(path_of(barrier, "schliessen")).body_text()),
        Not(HasSubstr("Um diese Nachricht kümmert sich")))
        << "one's own";
    EXPECT_EQ(close(other, barrier).status(), http::Status::see_other);
    EXPECT_EQ(message(barrier).state, portal::FeedbackState::closed);
    EXPECT_EQ(me.get(path_of(barrier, "schliessen")).header("Location"), path_of(barrier))
        << "there is nothing left to ask";

    auto const plain = remark();
    EXPECT_THAT(
        std::string(me.get(path_of(plain, "schliessen")).body_text()),
        AllOf(Not(HasSubstr("Barriere muss")), Not(HasSubstr("Es gibt einen Entwurf"))));
    auto town_clerk = town(aalfeld_, "aalfeld");
    EXPECT_EQ(town_clerk.get(path_of(plain, "schliessen")).status(), http::Status::not_found)
        << "a message of the Kreis";
}

TEST_P(InboxCare, notes_and_drafts_do_not_travel_to_another_municipality)
{
    auto const number = remark("angebote/chor");
    auto aalfeld = town(aalfeld_, "aalfeld");
    auto bergau = town(bergau_, "bergau");
    auto clerk = office();
    EXPECT_THAT(aalfeld.get(path_of(number)).body_text(), Not(HasSubstr("wird dabei gelöscht")));
    aalfeld.post(path_of(number, "entwurf"), seen(number) + "&answer=Entwurf+aus+Aalfeld");
    EXPECT_THAT(aalfeld.get(path_of(number)).body_text(), HasSubstr("wird dabei gelöscht"));
    aalfeld.post(
        path_of(number, "weitergeben"), seen(number) + "&ort=kreis&notiz-ort=Nur+f%C3%BCr+den+Kreis");
    EXPECT_EQ(message(number).draft, "");
    clerk.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau&notiz-ort=Bitte+pr%C3%BCfen");
    EXPECT_THAT(
        bergau.get(path_of(number)).body_text(),
        AllOf(
            HasSubstr("Bitte prüfen"), Not(HasSubstr("Nur für den Kreis")),
            Not(HasSubstr("Entwurf aus Aalfeld"))));
    EXPECT_THAT(
        clerk.get(path_of(number)).body_text(),
        AllOf(HasSubstr("Bitte prüfen"), HasSubstr("Nur für den Kreis")));
}

TEST_P(InboxCare, a_number_is_found_however_old_it_is)
{
    auto const number = remark();
    add_many(portal::most_searched_messages);
    auto browser = office();
    EXPECT_THAT(
        browser.get("/verwaltung/rueckmeldungen?t=" + std::to_string(number)).body_text(),
        HasSubstr(path_of(number) + '"'));
    EXPECT_THAT(
        town(bergau_, "bergau").get("/verwaltung/rueckmeldungen?t=" + std::to_string(number)).body_text(),
        Not(HasSubstr(path_of(number) + '"')))
        << "of those that one may read";
    auto const file = file_of(browser.get("/verwaltung/rueckmeldungen/liste.csv"));
    EXPECT_EQ(std::ranges::count(file, '\n'), portal::most_searched_messages + 2) << "each once, and a head";
}

TEST_P(InboxCare, a_saved_view_keeps_no_words)
{
    remark();
    auto browser = office();
    EXPECT_EQ(
        browser.post("/verwaltung/rueckmeldungen/ansichten", "name=Suche&abfrage=t%3DLeyla%26art%3Dinhalt")
            .header("Location"),
        "/verwaltung/rueckmeldungen?art=inhalt");
    EXPECT_THAT(
        browser.get("/verwaltung/rueckmeldungen").body_text(),
        AllOf(HasSubstr("Suche"), Not(HasSubstr("Leyla"))));
}

TEST_P(InboxCare, today_shows_no_more_than_anybody_does_in_a_day)
{
    add_many(portal::most_messages_of_today + 5);
    auto const page = std::string(office().get("/verwaltung").body_text());
    int shown = 0;
    for (auto at = page.find("\"/verwaltung/rueckmeldungen/"); at != std::string::npos;
         at = page.find("\"/verwaltung/rueckmeldungen/", at + 1))
        ++shown;
    EXPECT_GT(shown, 0);
    EXPECT_LE(shown, 2 * portal::most_messages_of_today) << "a line has one link or two";
}

TEST_P(InboxCare, today_shows_what_is_mine_behind_any_number_of_others_and_says_what_it_leaves_out)
{
    auto const mine = remark();
    add_many(portal::most_messages_of_today + 10);
    connection().execute(
        "UPDATE feedback SET due_on = '2026-11-02' WHERE tenant_id = ? AND id <> ?", tenant_, mine);
    auto browser = office();
    ASSERT_EQ(browser.post(path_of(mine, "uebernehmen"), seen(mine)).status(), http::Status::see_other);
    auto const all = std::string(browser.get("/verwaltung").body_text());
    EXPECT_THAT(
        all,
        AllOf(
            HasSubstr(path_of(mine) + '"'), HasSubstr("Rückmeldungen <span class=\"num\">61</span>"),
            HasSubstr("Bei mir <span class=\"num\">1</span>"),
            HasSubstr("Fällig <span class=\"num\">60</span>"),
            HasSubstr("href=\"/verwaltung/rueckmeldungen?wer=niemand\">und 10 weitere</a>")));
    EXPECT_THAT(
        std::string(browser.get("/verwaltung?nur=meine").body_text()),
        AllOf(HasSubstr(path_of(mine) + '"'), Not(HasSubstr("weitere"))));
    EXPECT_THAT(
        std::string(browser.get("/verwaltung?nur=faellig").body_text()),
        AllOf(Not(HasSubstr("class=\"t\" href=\"" + path_of(mine) + '"')), HasSubstr("und 10 weitere")));

    connection().execute("UPDATE feedback SET taken_by = (SELECT taken_by FROM feedback WHERE id = ?)", mine);
    auto const own = std::string(browser.get("/verwaltung?nur=meine").body_text());
    EXPECT_THAT(
        own,
        AllOf(
            HasSubstr("Bei mir <span class=\"num\">61</span>"),
            HasSubstr("href=\"/verwaltung/rueckmeldungen?wer=ich\">und 11 weitere</a>")))
        << "of so many own ones the list has the rest";
    EXPECT_THAT(own, HasSubstr("Fällig <span class=\"num\">60</span>"));
}

TEST_P(InboxCare, words_are_found_in_the_oldest_message_and_what_was_not_read_is_said)
{
    auto const old = remark();
    connection().execute("UPDATE feedback SET message = 'Das Kennwort ist Rohrdommel.' WHERE id = ?", old);
    add_many(portal::most_searched_messages);
    auto browser = office();
    auto const first = std::string(browser.get("/verwaltung/rueckmeldungen?t=rohrdommel").body_text());
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("20.000 Nachrichten sind dafür durchsucht"), HasSubstr("In älteren weitersuchen"),
            Not(HasSubstr(path_of(old) + '"'))));
    auto const at = first.find("rueckmeldungen?t=rohrdommel&amp;vor=");
    ASSERT_NE(at, std::string::npos);
    auto const address = first.substr(at, first.find('"', at) - at);
    auto const on = std::string(
        browser.get("/verwaltung/rueckmeldungen?t=rohrdommel&vor=" + address.substr(address.rfind('=') + 1))
            .body_text());
    EXPECT_THAT(on, AllOf(HasSubstr(path_of(old) + '"'), Not(HasSubstr("weitersuchen"))));
    EXPECT_THAT(
        std::string(browser.get("/verwaltung/suche?q=rohrdommel").body_text()),
        AllOf(HasSubstr("Durchsucht sind die neuesten 20.000 Nachrichten"), HasSubstr("Weitersuchen")));
    auto const file = file_of(browser.get("/verwaltung/rueckmeldungen/liste.csv?t=rohrdommel"));
    EXPECT_EQ(std::ranges::count(file, '\n'), 2) << "a head and the old one";
}

TEST_P(InboxCare, whatever_words_find_stands_on_pages_and_in_the_file)
{
    constexpr int many = 120;
    add_many(many);
    auto browser = office();
    std::set<std::string> seen;
    std::string address = "/verwaltung/rueckmeldungen?t=text";
    for (int pages = 1; !address.empty(); ++pages) {
        ASSERT_LE(pages, 3);
        auto const page = std::string(browser.get(address).body_text());
        constexpr std::string_view line = "<th scope=\"row\"><a href=\"";
        for (auto at = page.find(line); at != std::string::npos; at = page.find(line, at + 1))
            seen.insert(page.substr(at + line.size(), page.find('"', at + line.size()) - at - line.size()));
        constexpr std::string_view older = "href=\"/verwaltung/rueckmeldungen?t=text&amp;vor=";
        auto const next = page.find(older);
        address = next == std::string::npos ? std::string{}
                                            : "/verwaltung/rueckmeldungen?t=text&vor="
                + page.substr(next + older.size(), page.find('"', next + older.size()) - next - older.size());
    }
    EXPECT_EQ(seen.size(), std::size_t{many});
    auto const file = file_of(browser.get("/verwaltung/rueckmeldungen/liste.csv?t=text"));
    EXPECT_EQ(std::ranges::count(file, '\n'), many + 1) << "and a head";
}

}
} // namespace kommin::app
