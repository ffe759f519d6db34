// The life line: one story over recommendations, resolutions, goals and measures, from wherever it is read.

#include "app/tests/measures_story.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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
    // What stands in the line of that page.
    static std::string line(Browser& browser, std::string const& page)
    {
        std::string const text(browser.get(page).body_text());
        auto const begin = text.find("id=\"lebenslinie\"");
        EXPECT_NE(begin, std::string::npos) << page;
        return begin == std::string::npos ? std::string{}
                                          : text.substr(begin, text.find("</section>", begin) - begin);
    }
    static void expect_order(std::string const& line, std::vector<std::string_view> const& events)
    {
        std::size_t at = 0;
        for (auto const event : events) {
            auto const found = line.find(event, at);
            EXPECT_NE(found, std::string::npos) << event << " is not there, or too early:\n" << line;
            at = found == std::string::npos ? at : found;
        }
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

// What came of the recommendation beside this measure is not the story of this measure.
TEST_P(LifeLines, of_a_measure_leave_out_its_sisters)
{
    auto office = browser_of("conference_office");
    auto const sister = measure(office, "Rucksack", usual + ("&origins=" + number_of(recommendation_)));
    EXPECT_THAT(line(office, courses_), Not(HasSubstr("Rucksack")));
    EXPECT_THAT(line(office, recommendation_), HasSubstr("Rucksack"));
    EXPECT_THAT(line(office, sister), AllOf(HasSubstr("Mehr Deutschkurse"), Not(HasSubstr("Abendkurse"))));
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
