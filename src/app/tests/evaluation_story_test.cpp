// What people say of a session: from the office that opens the form to the results that everybody reads.

#include "app/tests/evaluation_story.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class EvaluationStory : public EvaluationBase { };
KOMMIN_ON_BOTH_ENGINES(EvaluationStory);

TEST_P(EvaluationStory, who_saves_after_a_colleague_reads_what_is_stored_and_presses_again)
{
    open_evaluation("");
    auto const seen = seen_on(at_desk());
    auto const colleague = "fassung=" + seen + "&last_day=28.1.2027&shows_results=ja";
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(save(colleague).status(), http::Status::see_other);
    auto const same_day = save("fassung=" + seen + "&last_day=28.1.2027");
    EXPECT_EQ(same_day.status(), http::Status::conflict);
    EXPECT_THAT(
        same_day.body_text(),
        AllOf(
            HasSubstr("Inzwischen gespeichert: Ergebnisse zeigen"),
            Not(HasSubstr("Inzwischen gespeichert: 28.01.2027"))))
        << "the same day, spelled otherwise";
    auto const answer = save("fassung=" + seen + "&last_day=30.1.2027");
    EXPECT_EQ(answer.status(), http::Status::conflict);
    auto const page = std::string(answer.body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("value=\"30.1.2027\""), HasSubstr("Inzwischen gespeichert: 28.01.2027"),
            HasSubstr("Inzwischen gespeichert: Ergebnisse zeigen")));
    EXPECT_NE(seen_on(page), seen);
    EXPECT_EQ(save("fassung=" + seen_on(page) + "&last_day=30.1.2027").status(), http::Status::see_other);
    EXPECT_THAT(at_desk(), HasSubstr("value=\"30.01.2027\""));
    EXPECT_FALSE(
        connection().load<bool>("SELECT shows_results FROM evaluations WHERE tenant_id = ?", tenant_));
}

TEST_P(EvaluationStory, the_office_opens_it_for_some_time_after_the_session)
{
    EXPECT_THAT(std::string(office_->get(meeting_).body_text()), HasSubstr("noch keine Rückmeldung"));
    EXPECT_THAT(at_desk(), AllOf(HasSubstr("Rückmeldung öffnen"), HasSubstr("value=\"26.01.2027\"")));
    auto guest = anybody();
    EXPECT_EQ(guest.get(evaluation).status(), http::Status::not_found);
    for (auto const* wrong : {"11.1.2027", "12.1.2027", "15.4.2027", "bald", ""}) {
        auto const refused = save("fassung=0&shows_results=ja&last_day=" + std::string(wrong));
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << wrong;
        EXPECT_THAT(
            std::string(refused.body_text()),
            AllOf(HasSubstr("value=\"" + std::string(wrong) + '"'), HasSubstr("checked")))
            << "what was typed stays";
    }
    open_evaluation();
    open_evaluation(); // pressed twice
    EXPECT_EQ(count("evaluations"), 1);
    EXPECT_EQ(save("fassung=0&last_day=27.1.2027").status(), http::Status::conflict)
        << "somebody else has opened it meanwhile";
    EXPECT_THAT(
        at_desk(),
        AllOf(
            HasSubstr("Ausgefüllte Formulare: weniger als fünf"),
            HasSubstr("https://musterau.example" + std::string(evaluation)),
            HasSubstr("value=\"26.01.2027\"")));
    EXPECT_THAT(in_public(evaluation), HasSubstr("Nach der Sitzung können Sie hier sagen"));
    at(during);
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::conflict);
    EXPECT_THAT(in_public(evaluation), Not(HasSubstr("<form class=\"km-form")));
    EXPECT_THAT(in_public("/de/konferenz/2027"), Not(HasSubstr("Rückmeldung geben")));
    at(after);
    EXPECT_THAT(
        in_public(evaluation),
        AllOf(HasSubstr("Wie war die Sitzung insgesamt?"), HasSubstr("26. Januar 2027")));
    EXPECT_THAT(in_public("/de/konferenz/2027"), HasSubstr("href=\"" + std::string(evaluation) + '"'));
    EXPECT_THAT(in_public("/ar/konferenz/2027/rueckmeldung"), HasSubstr("كيف كانت الجلسة بشكل عام؟"));
    at("2027-01-26T22:59:59Z");
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::see_other) << "until the day ends in Unna";
    at("2027-01-26T23:00:00Z");
    EXPECT_EQ(fill("l", "overall=1").status(), http::Status::conflict);
    EXPECT_THAT(in_public(evaluation), HasSubstr("Die Rückmeldung ist beendet."));
}

TEST_P(EvaluationStory, nobody_reads_along_and_everybody_reads_what_came_of_it)
{
    open_evaluation();
    at(after);
    fill_many(5, "overall=1&say=1&understood=2&organisation=2&again=1&good=Die+Musik.");
    fill_many(3, "overall=4&say=3&understood=3&organisation=5&again=2&better=Mehr+Zeit.", "m");
    auto const again = fill("m3", "overall=1");
    EXPECT_EQ(again.status(), http::Status::see_other) << "pressed twice";
    EXPECT_THAT(std::string(again.header("Location")), HasSubstr(std::string(evaluation) + "/danke"));
    EXPECT_EQ(filled(), 8);
    EXPECT_THAT(
        at_desk(),
        AllOf(
            HasSubstr("Ausgefüllte Formulare: mindestens fünf"), Not(HasSubstr("Formulare: 8")),
            Not(HasSubstr("Die Musik")), Not(HasSubstr("<table")), Not(HasSubstr("sehr gut"))));
    for (auto const& page : {meeting_, desk("/beenden")})
        EXPECT_THAT(
            std::string(office_->get(page).body_text()),
            AllOf(HasSubstr("Ausgefüllte Formulare: mindestens fünf"), Not(HasSubstr("Formulare: 8"))))
            << page;
    EXPECT_THAT(
        in_public("/de/konferenz/2027"),
        AllOf(Not(HasSubstr("id=\"rueckmeldung\"")), Not(HasSubstr("<table"))));
    EXPECT_THAT(at_desk("/beenden"), AllOf(HasSubstr("Ja, beenden"), Not(HasSubstr("gelöscht"))));
    close_evaluation();
    auto const shown = in_public("/de/konferenz/2027");
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("Ausgefüllte Formulare: 8"),
            HasSubstr("<caption>Wie war die Sitzung insgesamt?</caption>"),
            HasSubstr("sehr gut</th><td>5 <meter value=\"5\" max=\"8\" aria-hidden=\"true\">"),
            HasSubstr("schlecht</th><td>3 <meter"), Not(HasSubstr("Die Musik")),
            Not(HasSubstr("Mehr Zeit"))));
    EXPECT_THAT(in_public("/ar/konferenz/2027"), HasSubstr("جيد جدًا</th><td>5 "));
    auto const entries = audit::head(connection(), tenant_).sequence;
    EXPECT_THAT(
        at_desk(),
        AllOf(
            HasSubstr("Ausgefüllte Formulare: 8"), HasSubstr("Die Musik."), HasSubstr("Mehr Zeit."),
            HasSubstr("sehr gut</th><td>5 ")));
    EXPECT_GT(audit::head(connection(), tenant_).sequence, entries)
        << "that sentences were read is on record";
    // Once closed it stays so.
    EXPECT_EQ(press_close().status(), http::Status::conflict);
    EXPECT_EQ(save("fassung=" + seen_on(at_desk()) + "&last_day=1.2.2027").status(), http::Status::see_other)
        << "only whether they are shown";
    EXPECT_THAT(in_public("/de/konferenz/2027"), Not(HasSubstr("id=\"rueckmeldung\"")));
    auto const late = fill("n1", "overall=1&good=Zu+spaet");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(HasSubstr("Zu spaet</textarea>"), HasSubstr("zählt nicht mehr. Haben Sie es vorher")))
        << "nobody knows any more whether this one came before";
    EXPECT_EQ(count("evaluation_marks"), 0);
}

TEST_P(EvaluationStory, of_fewer_than_five_forms_nothing_is_kept)
{
    open_evaluation();
    at(after);
    fill_many(4, "overall=5&good=Nichts.");
    EXPECT_THAT(at_desk(), AllOf(HasSubstr("weniger als fünf"), Not(HasSubstr("Formulare: 4"))));
    EXPECT_THAT(at_desk("/beenden"), HasSubstr("Die Antworten werden jetzt gelöscht"));
    close_evaluation();
    for (auto const* table : {"evaluation_counts", "evaluation_texts", "evaluation_marks"})
        EXPECT_EQ(count(table), 0) << table;
    EXPECT_THAT(
        in_public("/de/konferenz/2027"),
        AllOf(HasSubstr("Zu wenige Menschen haben geantwortet"), Not(HasSubstr("<table"))));
    EXPECT_THAT(
        at_desk(), AllOf(HasSubstr("Zu wenige Menschen haben geantwortet"), Not(HasSubstr("Nichts.</p>"))));
}

TEST_P(EvaluationStory, a_question_that_too_few_have_answered_has_no_result)
{
    open_evaluation();
    at(after);
    fill_many(4, "overall=1&again=3");
    fill_many(2, "overall=2&again=0&say=", "m");
    EXPECT_EQ(given("again", 3), 4);
    close_evaluation();
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM evaluation_counts WHERE question <> 'overall'"),
        0);
    EXPECT_EQ(given("overall", 1), 4);
    EXPECT_THAT(
        in_public("/de/konferenz/2027"),
        AllOf(
            HasSubstr("<strong>Würden Sie wiederkommen?</strong><br>Diese Frage haben zu wenige"),
            HasSubstr("sehr gut</th><td>4 ")));
}

TEST_P(EvaluationStory, what_was_filled_in_stays_where_something_is_wrong)
{
    open_evaluation();
    at(after);
    auto const empty = fill("k", "overall=0&good=+%0D%0A");
    EXPECT_EQ(empty.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(empty.body_text()),
        AllOf(
            HasSubstr("Sie haben noch nichts ausgefüllt"), HasSubstr("href=\"#f-overall\""),
            HasSubstr("id=\"f-overall-fehler\"")));
    auto const wrong
        = fill("k", "overall=2&say=4&understood=x&better=Mehr+%3Cb%3E&good=" + std::string(1001, 'a'));
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(wrong.body_text()),
        AllOf(
            HasSubstr("href=\"#f-say\""), HasSubstr("href=\"#f-understood\""), HasSubstr("href=\"#f-good\""),
            Not(HasSubstr("href=\"#f-better\"")), HasSubstr("Mehr &lt;b&gt;</textarea>"),
            HasSubstr("name=\"overall\" value=\"2\" checked"), HasSubstr("name=\"schluessel\" value=\"k\"")));
    EXPECT_EQ(filled(), 0);
    auto const trap = anybody().post(evaluation, "schluessel=k&website=x&overall=1", false);
    EXPECT_EQ(trap.status(), http::Status::see_other);
    EXPECT_EQ(filled(), 0);
    EXPECT_EQ(fill("k", "good=" + std::string(1000, 'a')).status(), http::Status::see_other)
        << "a sentence alone is enough";
    connection().execute("UPDATE evaluations SET filled = 1000");
    auto const full = fill("l", "overall=2");
    EXPECT_EQ(full.status(), http::Status::conflict);
    EXPECT_THAT(std::string(full.body_text()), HasSubstr("name=\"overall\" value=\"2\" checked"));
}

TEST_P(EvaluationStory, a_flood_from_one_network_is_stopped)
{
    open_evaluation();
    at(after);
    for (int number = 0; number < 150; ++number)
        ASSERT_EQ(fill("k", "overall=1").status(), http::Status::see_other) << number;
    auto const refused = fill("l", "overall=1&good=Wichtig");
    EXPECT_EQ(refused.status(), http::Status::too_many_requests);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr("Wichtig</textarea>"));
    EXPECT_EQ(filled(), 1);
}

TEST_P(EvaluationStory, is_for_whoever_may_invite_and_for_no_other_district)
{
    open_evaluation();
    at(after);
    fill_many(5, "overall=1&good=Gut.");
    auto moderator = browser_of("moderator");
    for (auto const* below : {"", "/beenden"})
        EXPECT_EQ(moderator.get(desk(below)).status(), http::Status::not_found) << below;
    for (auto const* below : {"", "/beenden", "/streichen"})
        EXPECT_EQ(moderator.post(desk(below), "fassung=1&nummer=1").status(), http::Status::not_found)
            << below;
    EXPECT_THAT(std::string(moderator.get(meeting_).body_text()), Not(HasSubstr("id=\"rueckmeldung\"")));
    auto stranger = anybody();
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(evaluation).status(), http::Status::not_found);
    EXPECT_EQ(stranger.get(std::string(evaluation) + "/danke").status(), http::Status::not_found);
    EXPECT_EQ(
        stranger.post(evaluation, "schluessel=x&website=&overall=1", false).status(),
        http::Status::not_found);
    EXPECT_EQ(filled(), 5);
    EXPECT_TRUE(work(
        [&](Work& work) -> Result<void> {
            EXPECT_FALSE(meetings::find_evaluation(work.db(), work.tenant(), "2027"));
            EXPECT_EQ(meetings::close_ended_evaluations(work), 0);
            return {};
        },
        other_tenant_));
}

TEST_P(EvaluationStory, no_evaluation_where_nobody_can_know_of_the_session)
{
    auto const hidden = meeting(
        *office_, "panel=" + panel_ + "&childcare=unknown&title=Klausur&day=12.1.2027&schluessel=b");
    EXPECT_THAT(std::string(office_->get(hidden).body_text()), Not(HasSubstr("id=\"rueckmeldung\"")));
    EXPECT_THAT(
        std::string(office_->get(hidden + "/rueckmeldung").body_text()),
        AllOf(HasSubstr("zu denen man sich anmelden kann"), Not(HasSubstr("name=\"last_day\""))));
    EXPECT_EQ(
        office_->post(hidden + "/rueckmeldung", "fassung=0&last_day=26.1.2027").status(),
        http::Status::conflict);
    EXPECT_EQ(count("evaluations"), 0);
}

TEST_P(EvaluationStory, a_session_that_moves_takes_its_evaluation_along)
{
    open_evaluation();
    EXPECT_THAT(moved("visible=ja&state=planned&day=20.1.2027"), HasSubstr("value=\"26.01.2027\""));
    EXPECT_THAT(moved("visible=ja&state=planned&day=26.1.2027"), HasSubstr("value=\"09.02.2027\""))
        << "on the last day there is no morning after it";
    EXPECT_THAT(moved("visible=ja&state=planned&day=3.3.2027"), HasSubstr("value=\"17.03.2027\""));
    at("2027-03-03T14:00:00Z");
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::see_other);
    moved("visible=ja&state=cancelled&reason=Sturm&day=3.3.2027");
    EXPECT_EQ(fill("l", "overall=1").status(), http::Status::conflict);
    at("2027-03-18T08:00:00Z");
    EXPECT_EQ(night(&meetings::close_ended_evaluations), 1)
        << "somebody has answered before it was called off";
}

TEST_P(EvaluationStory, a_session_whose_day_nobody_knows_keeps_its_evaluation)
{
    open_evaluation();
    moved("visible=ja&state=planned&day=3.2027", "");
    at("2027-02-02T08:00:00Z"); // long after the last day
    EXPECT_EQ(night(&meetings::close_ended_evaluations), 0);
    EXPECT_THAT(in_public(evaluation), HasSubstr("Nach der Sitzung können Sie hier sagen"));
    EXPECT_THAT(moved("visible=ja&state=planned&day=3.3.2027"), HasSubstr("value=\"17.03.2027\""));
    at("2027-03-03T14:00:00Z");
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::see_other);
    at("2027-03-18T08:00:00Z");
    EXPECT_EQ(night(&meetings::close_ended_evaluations), 1);
}

TEST_P(EvaluationStory, a_session_that_is_planned_again_keeps_its_evaluation)
{
    open_evaluation();
    moved("visible=ja&state=cancelled&reason=Sturm&day=12.1.2027");
    at("2027-02-02T08:00:00Z");
    EXPECT_EQ(night(&meetings::close_ended_evaluations), 0);
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::conflict);
    EXPECT_THAT(moved("visible=ja&state=planned&day=3.3.2027"), HasSubstr("value=\"17.03.2027\""));
    at("2027-03-03T14:00:00Z");
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::see_other);
}

TEST_P(EvaluationStory, of_a_session_that_not_everybody_may_read_of_only_the_registered_know)
{
    open_evaluation();
    letters();
    registered(line(1, "Leyla", "Schule"));
    moved("state=planned&day=12.1.2027");
    auto const thanks = std::string(evaluation) + "/danke";
    auto const is_told = [&](http::Status status) {
        auto guest = anybody();
        for (auto const& path : {std::string(evaluation), thanks})
            EXPECT_EQ(guest.get(path).status(), status) << path;
    };
    auto const registration = [&](std::string const& state) {
        connection().execute("UPDATE programmes SET state = ? WHERE tenant_id = ?", state, tenant_);
    };
    is_told(http::Status::ok);
    registration("closed");
    is_told(http::Status::not_found);
    at("2027-01-13T07:30:00Z");
    is_told(http::Status::not_found);
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::not_found);
    EXPECT_EQ(night(&meetings::ask_how_it_was), 0) << "the link would lead nowhere";
    registration("open");
    is_told(http::Status::ok);
    EXPECT_EQ(fill("k", "overall=1").status(), http::Status::see_other);
    EXPECT_EQ(night(&meetings::ask_how_it_was), 1);
    moved("state=cancelled&reason=Sturm&day=12.1.2027");
    is_told(http::Status::not_found);
    EXPECT_EQ(fill("l", "overall=1").status(), http::Status::not_found);
    EXPECT_EQ(filled(), 1);
}

TEST_P(EvaluationStory, whoever_had_registered_is_asked_once)
{
    open_evaluation();
    letters(); // the jobs of each day are planned from here on
    registered(line(1, "Leyla", "Schule") + line(2, "Canberk", "Arbeit"));
    auto const cancelled = registered(line(1, "Omar", "Arbeit"), contact("omar@verein.example"));
    EXPECT_EQ(press(cancelled, "/absagen", "").status(), http::Status::see_other);
    letters();
    at(after);
    EXPECT_EQ(night(&meetings::ask_how_it_was), 0) << "on the day itself nobody is asked";
    at("2027-01-13T07:30:00Z");
    auto const asked = letters();
    EXPECT_THAT(
        asked,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr(evaluation), Not(HasSubstr("omar@")),
            Not(HasSubstr("Leyla")), Not(HasSubstr("Canberk"))));
    auto const behind = asked.at(asked.find(evaluation) + std::string(evaluation).size());
    EXPECT_EQ(std::string("/?_-").find(behind), std::string::npos) << "no token, no number";
    EXPECT_FALSE(std::isalnum(static_cast<unsigned char>(behind))) << behind;
    EXPECT_EQ(asked.find("To: leyla"), asked.rfind("To: leyla")) << "one party, one letter";
    at("2027-01-14T07:30:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@")));
}

TEST_P(EvaluationStory, a_tick_at_the_door_takes_the_letter_from_nobody)
{
    open_evaluation();
    letters();
    registered(line(1, "Leyla", "Schule"));
    registered(line(1, "Omar", "Arbeit"), contact("omar@verein.example"));
    letters();
    connection().execute("UPDATE participants SET arrived = TRUE WHERE name = 'Leyla'");
    at("2027-01-13T07:30:00Z");
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("To: omar@verein.example")));
}

TEST_P(EvaluationStory, nobody_is_asked_what_cannot_be_answered)
{
    letters();
    registered(line(1, "Leyla", "Schule"));
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example")) << "letters reach her";
    at("2027-01-13T07:30:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@"))) << "there is none";
    EXPECT_EQ(night(&meetings::ask_how_it_was), 0);
    open_evaluation();
    close_evaluation();
    at("2027-01-14T07:30:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@"))) << "it is closed";
    EXPECT_EQ(night(&meetings::ask_how_it_was), 0);
}

TEST_P(EvaluationStory, the_night_closes_it_and_erases_what_was_written)
{
    open_evaluation();
    letters();
    at(after);
    fill_many(5, "overall=1&good=Frau+Beispiel+war+nett.&better=Pausen.");
    at("2027-01-26T23:10:00Z");
    EXPECT_THAT(at_desk(), HasSubstr("Rückmeldung beenden"));
    at("2027-01-26T23:30:00Z"); // half past midnight of the next day in Unna
    letters();
    EXPECT_EQ(count("evaluation_marks"), 0);
    auto const page = at_desk();
    EXPECT_THAT(page, AllOf(HasSubstr("beendet am 27. Januar 2027"), HasSubstr("29. Juli 2027")));
    letters(); // what follows the end
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs WHERE state = 'dead'"), 0);
    EXPECT_EQ(
        connection().load<std::string>("SELECT state FROM jobs WHERE kind = 'meetings.evaluation.cleared'"),
        "done");
    EXPECT_EQ(clearings(), 1);
    // The office strikes one out.
    EXPECT_EQ(count("evaluation_texts"), 10);
    auto const number = std::to_string(
        connection().load<std::int64_t>("SELECT MIN(number) FROM evaluation_texts WHERE kind = 'good'"));
    EXPECT_THAT(page, HasSubstr("name=\"nummer\" value=\"" + number + '"'));
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(office_->post(desk("/streichen"), "nummer=" + number).status(), http::Status::see_other);
    EXPECT_EQ(count("evaluation_texts"), 9);
    EXPECT_EQ(clearings(), 2) << "it lies in dead rows or in the log; the second press erased nothing";
    EXPECT_THAT(audit_actions(), Contains("meetings.evaluation.text_struck"));
    // Half a year later.
    at("2027-07-28T12:00:00Z");
    EXPECT_EQ(night(&meetings::erase_old_evaluation_texts), 0);
    EXPECT_EQ(clearings(), 2);
    at("2027-07-29T12:00:00Z");
    EXPECT_EQ(night(&meetings::erase_old_evaluation_texts), 9);
    EXPECT_EQ(clearings(), 3);
    EXPECT_EQ(given("overall", 1), 5) << "numbers stay";
    EXPECT_THAT(in_public("/de/konferenz/2027"), HasSubstr("sehr gut</th><td>5 "));
}

}
} // namespace kommin::app
