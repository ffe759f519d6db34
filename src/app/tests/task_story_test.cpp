// Tasks of a meeting: whose they are, until when, and what came of them.

#include "app/tests/invitation_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class TaskStory : public InvitationBase {
protected:
    http::Response add(std::string const& entries, std::string const& key = "k1")
    {
        return office_->post(meeting_ + "/neue-aufgabe", "schluessel=" + key + '&' + entries);
    }
    std::vector<meetings::Task> tasks()
    {
        return meetings::list_tasks_of_meeting(
            connection(), tenant_, meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))});
    }
    std::string task_page() { return "/verwaltung/aufgaben/" + std::to_string(tasks().front().id.value); }
};
KOMMIN_ON_BOTH_ENGINES(TaskStory);

TEST_P(TaskStory, a_form_sent_twice_makes_one_and_it_stands_where_it_is_looked_for)
{
    EXPECT_EQ(add("text=").status(), http::Status::unprocessable);
    EXPECT_EQ(add("text=Raum+suchen&due=morgen").status(), http::Status::unprocessable);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(add("text=Raum+suchen&owner=&due=24.11.2026").status(), http::Status::see_other);
    EXPECT_THAT(tasks(), SizeIs(1));
    EXPECT_THAT(
        office_->get(meeting_).body_text(), AllOf(HasSubstr("Offene Aufgaben"), HasSubstr("Raum suchen")));
    EXPECT_THAT(
        office_->get("/verwaltung/aufgaben").body_text(),
        AllOf(HasSubstr("Raum suchen"), HasSubstr("noch niemand")));
    EXPECT_THAT(
        office_->get("/verwaltung").body_text(), HasSubstr("Eine Aufgabe aus einer Sitzung ist fällig"));
    auto const later
        = meeting(*office_, "panel=" + panel_ + "&title=Sommersitzung&day=1.6.2027&childcare=unknown");
    EXPECT_THAT(office_->get(later).body_text(), HasSubstr("Raum suchen")) << "it is carried forward";
    EXPECT_EQ(
        changed(*office_, task_page(), "text=Raum+suchen&owner=&due=&state=dropped&word=").status(),
        http::Status::unprocessable)
        << "why?";
    EXPECT_EQ(
        changed(*office_, task_page(), "text=Raum+suchen&owner=&due=&state=done&word=Gefunden").status(),
        http::Status::see_other);
    EXPECT_THAT(office_->get(later).body_text(), Not(HasSubstr("Raum suchen")));
    EXPECT_THAT(office_->get("/verwaltung/aufgaben").body_text(), Not(HasSubstr("Raum suchen")));
    EXPECT_THAT(
        office_->get("/verwaltung/aufgaben?zustand=alle").body_text(),
        AllOf(HasSubstr("Raum suchen"), HasSubstr("Gefunden")));
}

TEST_P(TaskStory, more_of_them_than_today_shows_are_counted_there)
{
    for (int i = 1; i <= 23; ++i)
        EXPECT_EQ(
            add("text=Zettel+" + std::to_string(100 + i) + "&due=24.11.2026", "k" + std::to_string(i))
                .status(),
            http::Status::see_other);
    EXPECT_THAT(
        office_->get("/verwaltung").body_text(), AllOf(HasSubstr("Zettel 120"), HasSubstr("und 3 weitere")));
}

TEST_P(TaskStory, those_that_no_day_and_no_account_reminds_of_are_counted_on_today)
{
    auto const today = [](Browser& browser) { return std::string(browser.get("/verwaltung").body_text()); };
    auto const id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    static_cast<void>(logged_in(id)); // nobody is given a task before they have come
    EXPECT_EQ(
        add("text=Raum+suchen&owner=account%3A" + std::to_string(id.value)).status(),
        http::Status::see_other);
    EXPECT_EQ(add("text=Essen+bestellen&owner=&due=1.12.2027", "k2").status(), http::Status::see_other);
    EXPECT_THAT(today(*office_), Not(HasSubstr("ohne Tag und ohne Konto")))
        << "these have an account, or a day that comes";
    auto const leyla = person("Leyla", "leyla@verein.example");
    EXPECT_EQ(add("text=Vereine+anrufen&owner=person%3A" + leyla, "k3").status(), http::Status::see_other);
    EXPECT_THAT(today(*office_), HasSubstr("Eine offene Aufgabe ohne Tag und ohne Konto"));
    EXPECT_EQ(add("text=Tische+stellen&owner=", "k4").status(), http::Status::see_other);
    EXPECT_THAT(today(*office_), HasSubstr("2 offene Aufgaben ohne Tag und ohne Konto"));
    auto const leads_to = std::string("/verwaltung/aufgaben?ohne=tag");
    EXPECT_THAT(today(*office_), HasSubstr("href=\"" + leads_to + '"'));
    EXPECT_THAT(
        office_->get(leads_to).body_text(),
        AllOf(
            HasSubstr("2 offene Aufgaben ohne Tag und ohne Konto"), HasSubstr("Vereine anrufen"),
            HasSubstr("Tische stellen"), Not(HasSubstr("Raum suchen")), Not(HasSubstr("Essen bestellen"))));
    EXPECT_THAT(
        office_->get(leads_to + "&t=tische").body_text(),
        AllOf(
            HasSubstr("Tische stellen"), Not(HasSubstr("Vereine anrufen")),
            HasSubstr("name=\"ohne\" value=\"tag\"")));
    EXPECT_THAT(
        office_->get("/verwaltung/aufgaben").body_text(),
        AllOf(HasSubstr("Raum suchen"), HasSubstr("Vereine anrufen")));
    auto anna = logged_in(id);
    EXPECT_THAT(today(anna), Not(HasSubstr("ohne Tag und ohne Konto"))) << "who writes no minutes";
    for (auto const& task : tasks())
        if (!task.account && !task.due)
            EXPECT_EQ(
                changed(
                    *office_, "/verwaltung/aufgaben/" + std::to_string(task.id.value),
                    "text=Erledigt&owner=&due=&state=done&word=")
                    .status(),
                http::Status::see_other);
    EXPECT_THAT(today(*office_), Not(HasSubstr("ohne Tag und ohne Konto")));
}

TEST_P(TaskStory, are_found_by_their_words_and_by_what_came_of_them)
{
    EXPECT_EQ(add("text=Raum+suchen&due=24.11.2026").status(), http::Status::see_other);
    EXPECT_EQ(add("text=Vereine+anschreiben", "k2").status(), http::Status::see_other);
    auto const first = task_page();
    EXPECT_EQ(
        changed(*office_, first, "text=Raum+suchen&owner=&due=&state=done&word=Aula+gefunden").status(),
        http::Status::see_other);
    EXPECT_THAT(
        office_->get("/verwaltung/suche?q=AULA").body_text(),
        AllOf(HasSubstr("href=\"" + first + "\">Raum suchen</a>"), Not(HasSubstr("Vereine anschreiben"))));
    EXPECT_THAT(audit_actions(), Contains("meetings.task.found")) << "names may stand there";
    auto const list = [&](std::string const& query) {
        return std::string(office_->get("/verwaltung/aufgaben" + query).body_text());
    };
    EXPECT_THAT(
        list("?t=vereine"), AllOf(HasSubstr(">Vereine anschreiben</a>"), Not(HasSubstr("Raum suchen"))));
    EXPECT_THAT(list("?t=aula"), HasSubstr("Keine Aufgabe enthält diese Wörter."));
    EXPECT_THAT(
        list("?t=aula&zustand=alle"),
        AllOf(
            HasSubstr(">Raum suchen</a>"), Not(HasSubstr(">Vereine anschreiben</a>")),
            HasSubstr("href=\"/verwaltung/aufgaben?t=aula\">")));
    auto other = logged_in(account("fremd@bergau.example", {{"municipality_editor", bergau_}}));
    EXPECT_THAT(other.get("/verwaltung/suche?q=aula").body_text(), Not(HasSubstr("Raum suchen")));
}

TEST_P(TaskStory, whose_task_it_is_says_what_came_of_it_and_nothing_else)
{
    auto const id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    auto anna = logged_in(id);
    EXPECT_EQ(
        add("text=Raum+suchen&owner=account%3A" + std::to_string(id.value)).status(),
        http::Status::see_other);
    EXPECT_THAT(
        anna.get("/verwaltung").body_text(), AllOf(HasSubstr("Raum suchen"), HasSubstr("Ihre Aufgabe")));
    EXPECT_EQ(
        changed(anna, task_page(), "text=Etwas+anderes&owner=&due=&state=done&word=Gefunden").status(),
        http::Status::see_other);
    EXPECT_EQ(tasks().front().text, "Raum suchen");
    EXPECT_EQ(tasks().front().state, meetings::TaskState::done);
    EXPECT_EQ(tasks().front().account, id.value);
    auto other = browser_of("steering_group");
    EXPECT_THAT(
        other.get(task_page()).body_text(),
        AllOf(HasSubstr("Raum suchen"), HasSubstr("Gefunden"), Not(HasSubstr("name=\"state\""))));
    EXPECT_EQ(other.post(task_page(), "fassung=2&state=open&word=").status(), http::Status::see_other);
    EXPECT_EQ(tasks().front().state, meetings::TaskState::done) << "who only reads it changes nothing";
    EXPECT_EQ(add("text=Noch+etwas&owner=account%3A999999", "k2").status(), http::Status::unprocessable);
}

TEST_P(TaskStory, a_task_of_somebody_who_is_erased_is_nobodys)
{
    auto const leyla = person("Leyla", "");
    EXPECT_EQ(add("text=Raum+suchen&owner=person%3A" + leyla).status(), http::Status::see_other);
    EXPECT_THAT(office_->get("/verwaltung/aufgaben").body_text(), HasSubstr("Leyla Muster"));
    auto const question
        = std::string(office_->get("/verwaltung/personen/" + leyla + "/loeschen").body_text());
    EXPECT_THAT(question, HasSubstr("Eine Aufgabe hat dann niemanden mehr"));
    EXPECT_EQ(
        office_->post("/verwaltung/personen/" + leyla + "/loeschen", "fassung=" + seen_on(question)).status(),
        http::Status::see_other);
    ASSERT_THAT(tasks(), SizeIs(1));
    EXPECT_FALSE(tasks().front().person);
}

} // namespace
} // namespace kommin::app
