#include "modules/steering/cycle/year_editing.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {
namespace {

using records::Fields;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

Fields step_with(std::string_view name, std::string value)
{
    Fields fields;
    fields.set(step_field::state, "open");
    fields.set(name, std::move(value));
    return fields;
}

TEST(StepLines, are_read_as_they_are_spelled)
{
    for (auto const* typed :
         {"Fragebogen verschicken", "[12.03.2009] Fragebogen verschicken", "[offen] bleibt so"}) {
        auto const line = read_line(typed);
        ASSERT_TRUE(line) << typed;
        EXPECT_EQ(spelled_line(*line), typed);
    }
    EXPECT_EQ(read_line("[1.3.2009]  Abfragen")->title, "Abfragen");
    EXPECT_EQ(read_line("[1.3.2009]  Abfragen")->done_on, parse_date("2009-03-01"));
    EXPECT_FALSE(read_line("[31.02.2009] Abfragen")->done_on) << "no such day: a title that looks like one";
    EXPECT_FALSE(read_line("   "));
    EXPECT_FALSE(read_line("[12.03.2009]"));
}

TEST(StepDocuments, are_pages_of_the_web_or_of_the_desk)
{
    EXPECT_TRUE(address_of({"Bericht", "https://kreis.example/bericht.pdf"}));
    EXPECT_TRUE(address_of({"Vorlage", "/verwaltung/unterlagen/12"}));
    for (auto const* elsewhere :
         {"http://kreis.example", "//anderswo.example", "/de/suche", "javascript:alert(1)", "verwaltung/x",
          ""})
        EXPECT_FALSE(address_of({"x", elsewhere})) << elsewhere;
}

TEST(StepDecisions, are_named_by_meeting_and_motion)
{
    StepDecision const one{meetings::MeetingId{12}, "4_1"};
    EXPECT_EQ(decision_value(one), "12:4_1");
    EXPECT_EQ(read_decision("12:4_1"), one);
    for (auto const* wrong : {"", "12", "12:", ":4_1", "0:4_1", "-1:4_1", "x:4_1"})
        EXPECT_FALSE(read_decision(wrong)) << wrong;
}

TEST(StepDecisions, are_about_a_goal_or_a_measure)
{
    StepDecision const decision{meetings::MeetingId{12}, "4_1"};
    DecisionSubject const goal{decision, goals::GoalId{5}, {}};
    DecisionSubject const measure{decision, {}, goals::MeasureId{7}};
    EXPECT_EQ(subject_value(goal), "12:4_1>z5");
    EXPECT_EQ(subject_value(measure), "12:4_1>m7");
    EXPECT_EQ(read_subject("12:4_1>z5"), goal);
    EXPECT_EQ(read_subject("12:4_1>m7"), measure);
    for (auto const* wrong :
         {"", ">", "12:4_1", "12:4_1>", "12:4_1>m", "12:4_1>x7", "12:4_1>m0", "12:4_1>m-7", "12>m7", ">m7"})
        EXPECT_FALSE(read_subject(wrong)) << wrong;
}

TEST(StepForm, says_of_its_own_decisions_alone_what_they_are_about)
{
    Fields fields;
    fields.set(step_field::state, "open");
    fields.set(step_field::decisions, Fields::Values{"2:7_1", "1:1_1"});
    fields.set(
        step_field::subjects, Fields::Values{"2:7_1>m7", "1:1_1>z5", "2:7_1>m7", "3:1_1>m7", "unsinn"});
    EXPECT_THAT(spelled_step(fields).values(step_field::subjects), ElementsAre("1:1_1>z5", "2:7_1>m7"));
}

TEST(StepForm, keeps_lines_in_their_order_and_what_is_not_seen)
{
    WholeStep whole;
    whole.lines = {{"Zuletzt", {}}, {"Anfang", parse_date("2009-03-12")}};
    whole.documents = {{"Bericht", "https://kreis.example/b.pdf"}};
    whole.decisions = {{meetings::MeetingId{1}, "1_1"}, {meetings::MeetingId{2}, "7_1"}};
    auto const form = form_of(whole);
    EXPECT_EQ(form.value(step_field::lines), "Zuletzt\n[12.03.2009] Anfang");
    EXPECT_EQ(spelled_step(form), form);
    auto const nothing_ticked = step_with(step_field::outcome, "x");
    EXPECT_THAT(
        with_unseen_decisions(nothing_ticked, whole, false).values(step_field::decisions),
        ElementsAre("1:1_1", "2:7_1"));
    EXPECT_THAT(with_unseen_decisions(nothing_ticked, whole, true).values(step_field::decisions), IsEmpty())
        << "whoever sees all of them unticks also what the minutes do not say any more";
}

TEST(StepForm, refuses_more_than_a_step_holds)
{
    std::string many;
    for (int i = 0; i < 61; ++i)
        many += "Zeile " + std::to_string(i) + '\n';
    EXPECT_THAT(
        problems_of_step(step_with(step_field::lines, many)),
        Contains(Field(&Problem::message, "step.problem.lines"_msg)));
    auto const one_less = many.substr(0, many.rfind("Zeile"));
    EXPECT_THAT(problems_of_step(step_with(step_field::lines, one_less)), IsEmpty());
    EXPECT_THAT(
        problems_of_step(step_with(step_field::lines, std::string(201, 'x'))),
        Contains(Field(&Problem::message, "step.problem.line"_msg)));
    EXPECT_THAT(problems_of_step(step_with(step_field::lines, std::string(200, 'x'))), IsEmpty());
}

TEST(YearForm, asks_of_a_new_one_for_a_year_and_for_a_panel_of_its_owner)
{
    meetings::NamedPanel ours;
    ours.id = meetings::PanelId{1};
    auto ended = ours;
    ended.id = meetings::PanelId{2};
    ended.has_ended = true;
    auto theirs = ours;
    theirs.id = meetings::PanelId{3};
    theirs.body = tenants::BodyId{9};
    YearRules const rules{.panels = {ours, ended, theirs}, .bodies = {}};
    auto const problems = [&](std::string year, std::string panel) {
        Fields fields;
        fields.set(year_field::year, std::move(year));
        fields.set(year_field::panel, std::move(panel));
        return problems_of_year(fields, rules, nullptr);
    };
    EXPECT_THAT(problems("2009", "1"), IsEmpty());
    EXPECT_THAT(problems("2009", ""), IsEmpty());
    for (auto const* panel : {"2", "3", "4", "x"})
        EXPECT_THAT(problems("2009", panel), ElementsAre(Field(&Problem::field, "panel"))) << panel;
    for (auto const* year : {"", "1899", "2201", "2009a", "20 09"})
        EXPECT_THAT(problems(year, ""), ElementsAre(Field(&Problem::field, "year"))) << year;
    SteeringYear edited;
    edited.panel = meetings::PanelId{2};
    Fields fields;
    fields.set(year_field::panel, "2");
    EXPECT_THAT(problems_of_year(fields, rules, &edited), IsEmpty()) << "as it was before";
}

} // namespace
} // namespace kommin::steering
