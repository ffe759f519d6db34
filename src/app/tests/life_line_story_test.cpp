// The life line: one story over recommendations, resolutions, goals and measures, from wherever it is read.

#include "app/tests/life_line_reading.hpp"
#include "app/tests/measures_story.hpp"
#include "modules/goals/testing.hpp"
#include "platform/web/life_line.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LifeLines : public MeasuresStory {
protected:
    void SetUp() override
    {
        MeasuresStory::SetUp();
        auto office = browser_of("conference_office");
        meeting_ = meeting(
            office, "panel=" + field_ + "&title=5.+Tagung&day=18.10.2026&state=held&childcare=unknown");
        recommendation_ = std::string(
            office
                .post(
                    "/verwaltung/empfehlungen/neu",
                    "addressees=administration&title=Mehr+Deutschkurse&schluessel=e&panel=" + field_)
                .header("Location"));
        step(office, "adopted&day=18.10.2026&meeting=" + number_of(meeting_));
        goal_ = goal("Alle sprechen Deutsch");
        courses_ = measure(
            office, "Abendkurse",
            "&state=running&from=2027&to=2028&deadline_remark=keine&goals=" + goal_ + "&goal_weight_" + goal_
                + "=1");
        EXPECT_EQ(
            sent(office, courses_, "/meilensteine", "title=Raum+gefunden&done_on=20.11.2026").status(),
            http::Status::see_other);
        step(office, "taken_up&day=1.11.2026&note=Gern&records=goal%3A" + goal_);
        EXPECT_EQ(
            office
                .post(
                    "/verwaltung/beschluesse/neu",
                    "kind=adoption&result=unanimous&resolved_by=Kreistag&day=10.11.2026&schluessel=b&goals="
                        + goal_)
                .status(),
            http::Status::see_other);
        resolution_ = "/verwaltung/beschluesse/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM resolutions"));
    }
    void step(Browser& editor, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(recommendation_)));
        auto const answer = editor.post(
            recommendation_ + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    static std::string line(Browser& browser, std::string const& page) { return life_line_on(browser, page); }
    // The address of the form in which somebody reports it.
    std::string figure(Browser& editor, std::string const& of)
    {
        auto const made = editor.post(
            of + "/kennzahlen/neu",
            "name=Kurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=4&baseline_unit=&baseline_day="
            "30.6.2026&target=18&deadline=&rule=linear&steps=&weight=1&schluessel=k");
        EXPECT_EQ(made.status(), http::Status::see_other) << made.body_text();
        return of + "/kennzahlen/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM figures")) + "/bericht";
    }
    std::string meeting_, recommendation_, courses_, resolution_; // addresses
    std::string goal_; // number
};
KOMMIN_ON_BOTH_ENGINES(LifeLines);

TEST_P(LifeLines, tell_a_measure_from_the_recommendation_to_its_deadline)
{
    auto reader = browser_of("reader");
    expect_order(
        line(reader, courses_),
        {"2026-10-18", "Empfehlung: Mehr Deutschkurse, beschlossen (5. Tagung)", "2026-11-01",
         "Empfehlung: Mehr Deutschkurse, aufgegriffen", "2026-11-10", "Kreistag", "einstimmig",
         "Ziel: Alle sprechen Deutsch", "2026-11-20", "Erledigt: Raum gefunden", ">heute</time>", "in Arbeit",
         "Beginn der Maßnahme", "als Frist angenommen"});
}

TEST_P(LifeLines, tell_a_recommendation_what_came_of_it)
{
    auto reader = browser_of("reader");
    auto const told = line(reader, recommendation_);
    expect_order(
        told,
        {"Mehr Deutschkurse, beschlossen", "Mehr Deutschkurse, aufgegriffen", "Kreistag",
         "Ziel: Alle sprechen Deutsch", ">heute</time>", "Maßnahme beginnt: Abendkurse"});
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("href=\"" + courses_ + '"'), HasSubstr("href=\"/verwaltung/ziele/" + goal_ + '"'),
            Not(HasSubstr("href=\"" + recommendation_ + '"')), Not(HasSubstr("Raum gefunden"))))
        << "no link to the page itself, and no milestones of others";
}

TEST_P(LifeLines, tell_goals_resolutions_and_meetings_the_same_story)
{
    auto office = browser_of("conference_office");
    expect_order(
        line(office, "/verwaltung/ziele/" + goal_),
        {"Mehr Deutschkurse, beschlossen", "Kreistag", ">heute</time>", "beschlossen",
         "Maßnahme beginnt: Abendkurse"});
    expect_order(
        line(office, resolution_),
        {"Mehr Deutschkurse, beschlossen", "Kreistag", "Ziel: Alle sprechen Deutsch",
         "Maßnahme beginnt: Abendkurse"});
    expect_order(
        line(office, meeting_),
        {"Sitzung: 5. Tagung", "Mehr Deutschkurse, beschlossen", "Ziel: Alle sprechen Deutsch",
         "Maßnahme beginnt: Abendkurse"});
}

TEST_P(LifeLines, of_a_measure_tell_its_tasks_and_the_risks_that_have_occurred)
{
    auto office = browser_of("conference_office");
    for (std::string const entries :
         {"title=Raum+buchen&due=1.11.2026&done_on=19.11.2026", "title=Plakate&due=1.12.2026",
          "title=Irgendwann"})
        EXPECT_EQ(sent(office, courses_, "/aufgaben", entries).status(), http::Status::see_other) << entries;
    for (std::string const entries :
         {"title=Streik&state=occurred&checked_on=21.11.2026", "title=Hochwasser&state=open"})
        EXPECT_EQ(
            sent(office, courses_, "/risiken", "probability=low&damage=low&" + entries).status(),
            http::Status::see_other)
            << entries;
    auto reader = browser_of("reader");
    auto const told = line(reader, courses_);
    expect_order(
        told,
        {"2026-11-19", "Aufgabe erledigt: Raum buchen", "2026-11-20", "Erledigt: Raum gefunden", "2026-11-21",
         "Risiko eingetreten, Stand dieses Tages: Streik", ">heute</time>", "2026-12-01",
         "Aufgabe fällig: Plakate"});
    EXPECT_THAT(told, AllOf(Not(HasSubstr("Irgendwann")), Not(HasSubstr("Hochwasser"))));
    EXPECT_THAT(line(reader, recommendation_), Not(HasSubstr("Raum buchen")));
}

// What came of a measure is read wherever the measure is; how it got there is read on its own line.
TEST_P(LifeLines, of_other_measures_tell_what_was_confirmed_last)
{
    auto office = browser_of("conference_office");
    auto const form = figure(office, courses_);
    EXPECT_THAT(line(office, recommendation_), Not(HasSubstr("zuletzt gemeldet"))) << "nothing is no zero";
    auto department = browser_of("department_editor");
    auto const report = [&](Browser& reporter, std::string const& entries) {
        auto const answer = reporter.post(form, "source=Kursplan&schluessel=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    report(office, "a&value=6&day=30.9.2026");
    report(office, "b&value=8&day=15.11.2026");
    report(office, "c&value=7&day=31.10.2026"); // told late
    report(department, "d&value=9&day=20.11.2026"); // waits for somebody
    auto const told = "Abendkurse: Kurse, zuletzt gemeldet: 8 Kurse";
    for (auto const& page : {recommendation_, "/verwaltung/ziele/" + goal_, resolution_, meeting_}) {
        SCOPED_TRACE(page);
        auto const text = line(office, page);
        expect_order(
            text, {"Ziel: Alle sprechen Deutsch", "2026-11-15", told, "Maßnahme beginnt: Abendkurse"});
        EXPECT_THAT(
            text,
            AllOf(
                Not(HasSubstr("6 Kurse")), Not(HasSubstr("7 Kurse")), Not(HasSubstr("9 Kurse")),
                HasSubstr("href=\"" + courses_ + "\">" + told)));
    }
    EXPECT_THAT(
        line(office, courses_),
        AllOf(
            HasSubstr("Gemeldet: Kurse, 6 Kurse"), HasSubstr("Gemeldet: Kurse, 7 Kurse"),
            HasSubstr("Gemeldet: Kurse, 8 Kurse"), Not(HasSubstr("zuletzt gemeldet"))));
}

// A report has no way of its own: its page tells that of its measure.
TEST_P(LifeLines, of_a_report_tell_the_measure_that_it_is_about)
{
    auto office = browser_of("conference_office");
    auto const form = figure(office, courses_);
    auto department = browser_of("department_editor");
    auto const page_of = [&](Browser& reporter, std::string const& entries) {
        auto const answer = reporter.post(form, "source=Kursplan&schluessel=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return courses_ + "/berichte/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM figure_reports"));
    };
    auto const confirmed = page_of(office, "a&value=6&day=30.9.2026");
    auto const waiting = page_of(department, "b&value=9&day=20.11.2026");
    for (auto const& page : {confirmed, waiting}) {
        auto const told = line(office, page);
        expect_order(
            told,
            {"2026-09-30", "Gemeldet: Kurse, 6 Kurse", "2026-10-18", "Empfehlung: Mehr Deutschkurse",
             "Ziel: Alle sprechen Deutsch", ">heute</time>", "Beginn der Maßnahme"});
        EXPECT_EQ(told, line(office, courses_));
        EXPECT_THAT(told, Not(HasSubstr("9 Kurse"))) << "nobody has confirmed it";
    }
}

TEST_P(LifeLines, of_many_figures_of_other_measures_tell_some_and_say_so)
{
    auto office = browser_of("conference_office");
    auto const count = [&] {
        auto const text = line(office, recommendation_);
        std::size_t points = 0;
        for (auto at = text.find("zuletzt gemeldet"); at != std::string::npos;
             at = text.find("zuletzt gemeldet", at + 1))
            ++points;
        return points;
    };
    auto const add = [&](std::size_t number) {
        goals::Figure one;
        one.measure = goals::MeasureId{std::stoll(number_of(courses_))};
        one.name = "Kennzahl " + std::to_string(number);
        one.unit = "Kurse";
        one.target = Decimal::whole(9);
        one.id = goals::insert_figure(connection(), tenant_, one, one.name, clock().now());
        goals::Report report;
        report.figure = one.id;
        report.day = *parse_date("2026-11-15");
        report.value = Decimal::whole(3);
        report.source = "Liste";
        report.state = goals::ReportState::confirmed;
        report.reported_at = clock().now();
        goals::insert_report(connection(), tenant_, report, one.name);
    };
    for (std::size_t i = 0; i < web::LifeLine::most_of_a_kind; ++i)
        add(i);
    EXPECT_EQ(count(), web::LifeLine::most_of_a_kind);
    EXPECT_THAT(line(office, recommendation_), Not(HasSubstr("Zu viel für eine Seite")));
    add(web::LifeLine::most_of_a_kind);
    EXPECT_EQ(count(), web::LifeLine::most_of_a_kind);
    EXPECT_THAT(line(office, recommendation_), HasSubstr("Zu viel für eine Seite"));
}

// What came of the recommendation beside this measure is not the story of this measure.
TEST_P(LifeLines, of_a_measure_leave_out_its_sisters)
{
    auto office = browser_of("conference_office");
    auto const sister = measure(office, "Rucksack", usual + ("&origins=" + number_of(recommendation_)));
    EXPECT_THAT(line(office, courses_), Not(HasSubstr("Rucksack")));
    EXPECT_THAT(line(office, recommendation_), HasSubstr("Rucksack"));
    EXPECT_THAT(line(office, sister), AllOf(HasSubstr("Mehr Deutschkurse"), Not(HasSubstr("Abendkurse"))));
}

// Where something was resolved at a meeting that is kept here, each tells the other.
TEST_P(LifeLines, tell_of_a_resolution_the_meeting_and_of_the_meeting_the_resolution)
{
    auto office = browser_of("conference_office");
    auto const assembly = panel(office, "kind=steering_group&body=&name=Kreistag");
    auto const other = panel(office, "kind=steering_group&body=&name=Ausschuss");
    auto const held = meeting(
        office, "panel=" + assembly + "&title=12.+Kreistag&day=10.11.2026&state=held&childcare=unknown");
    auto const elsewhere = meeting(
        office, "panel=" + other + "&title=Ausschusssitzung&day=10.11.2026&state=held&childcare=unknown");
    auto const to_come = meeting(
        office, "panel=" + assembly + "&title=13.+Kreistag&day=10.11.2031&state=planned&childcare=unknown");
    std::string const entries = "kind=adoption&result=unanimous&resolved_by=&panel=" + assembly
        + "&day=10.11.2026&goals=" + goal_ + "&meeting=";
    EXPECT_THAT(
        std::string(office.get(resolution_).body_text()),
        AllOf(
            HasSubstr("Kreistag: 12. Kreistag, 10. November 2026"), HasSubstr("Ausschusssitzung"),
            Not(HasSubstr("13. Kreistag"))))
        << "nothing is resolved yet at what is still to come";
    EXPECT_EQ(
        changed(office, resolution_, entries + number_of(to_come)).status(), http::Status::unprocessable);
    EXPECT_THAT(
        changed(office, resolution_, entries + number_of(elsewhere)).body_text(),
        HasSubstr("Diese Sitzung ist keine des Gremiums, das beschlossen hat."));
    ASSERT_EQ(changed(office, resolution_, entries + number_of(held)).status(), http::Status::see_other);
    auto const own = line(office, resolution_);
    expect_order(
        own, {"Mehr Deutschkurse, beschlossen", "Kreistag (12. Kreistag), einstimmig", "Maßnahme beginnt"});
    EXPECT_THAT(own, AllOf(HasSubstr("Sitzung: 12. Kreistag"), HasSubstr("href=\"" + held + '"')));
    auto const of_meeting = line(office, held);
    expect_order(of_meeting, {"Ziel: Alle sprechen Deutsch", "Maßnahme beginnt: Abendkurse"});
    EXPECT_THAT(
        of_meeting,
        AllOf(
            HasSubstr("Kreistag (12. Kreistag), einstimmig"), HasSubstr("href=\"" + resolution_ + '"'),
            Not(HasSubstr("href=\"" + held + '"')), Not(HasSubstr("Mehr Deutschkurse"))))
        << "what was resolved there and came of it, not where that came from";
    EXPECT_THAT(line(office, elsewhere), Not(HasSubstr("Kreistag")));
    EXPECT_THAT(line(office, courses_), HasSubstr("Kreistag (12. Kreistag), einstimmig"));
    EXPECT_THAT(
        std::string(office.get(resolution_ + "/verlauf?fassung=2").body_text()), HasSubstr("12. Kreistag"))
        << "in words";
}

TEST_P(LifeLines, tell_nobody_what_is_not_theirs_to_see)
{
    auto office = browser_of("conference_office");
    auto const theirs = goal("Ziel von Bergau", bergau_);
    auto const local = measure(
        office, "Kurse+in+Bergau",
        usual
            + ("&body=bergau&goals=" + theirs + "&goal_weight_" + theirs
               + "=1&origins=" + number_of(recommendation_)));
    EXPECT_THAT(line(office, recommendation_), HasSubstr("Kurse in Bergau"));
    EXPECT_THAT(line(office, local), AllOf(HasSubstr("Ziel von Bergau"), HasSubstr("Mehr Deutschkurse")));
    auto of_town = browser_of("reader", bergau_);
    EXPECT_THAT(
        line(of_town, local), AllOf(HasSubstr("Ziel von Bergau"), Not(HasSubstr("Mehr Deutschkurse"))));
    connection().execute(
        "UPDATE goals SET serves_id = ? WHERE id = ?", std::stoll(goal_), std::stoll(theirs));
    EXPECT_THAT(
        line(of_town, local),
        AllOf(
            HasSubstr("Ziel: Alle sprechen Deutsch"), Not(HasSubstr("/verwaltung/ziele/" + goal_ + '"')),
            Not(HasSubstr("Kreistag"))))
        << "of what the Kreis has adopted a municipality is told the title";
}

} // namespace
} // namespace kommin::app
