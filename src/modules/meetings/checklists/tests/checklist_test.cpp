// Lines of checklists as somebody types them, and the days that are reckoned from a meeting's.

#include "modules/meetings/checklists/checklist_editing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<ChecklistLine> lines_of(std::string_view typed)
{
    auto const read = read_lines(typed, "lines");
    EXPECT_THAT(read.problems, IsEmpty()) << typed;
    return read.lines;
}

MessageKey problem_of(std::string_view typed)
{
    auto const read = read_lines(typed, "lines");
    EXPECT_THAT(read.problems, SizeIs(1)) << typed;
    return read.problems.empty() ? MessageKey{} : read.problems.front().message;
}

TEST(ChecklistLines, have_days_with_a_sign_words_and_somebody)
{
    EXPECT_THAT(
        lines_of("-42 Raum  buchen | Büro\n\n+7\tDanken\r\n+0 Da sein\n−3 Drucken\n–2 Fegen"),
        ElementsAre(
            ChecklistLine{-42, "Raum buchen", "Büro"}, ChecklistLine{7, "Danken", ""},
            ChecklistLine{0, "Da sein", ""}, ChecklistLine{-3, "Drucken", ""},
            ChecklistLine{-2, "Fegen", ""}));
    EXPECT_THAT(lines_of("-730 Früh\n+730 Spät\n-0 Jetzt"), SizeIs(3));
}

TEST(ChecklistLines, say_what_is_wrong_with_which)
{
    for (auto const* typed :
         {"Raum buchen", "42 Raum buchen", "-x Raum", "- 42 Raum", "+7: x", "-4.5 x", "--4 x"})
        EXPECT_EQ(problem_of(typed), "checklist.problem.days"_msg) << typed;
    for (auto const* typed :
         {"-731 x", "+731 x", "-2147483648 x", "+2147483648 x", "-99999999999999999999 x", "+1000000 x"})
        EXPECT_EQ(problem_of(typed), "checklist.problem.too_far"_msg) << typed;
    for (auto const* typed : {"-7", "-7 ", "-7 | Büro"})
        EXPECT_EQ(problem_of(typed), "checklist.problem.words"_msg) << typed;
    EXPECT_EQ(problem_of("-7 " + std::string(301, 'a')), "checklist.problem.long"_msg);
    EXPECT_EQ(problem_of("-7 a | " + std::string(201, 'a')), "checklist.problem.long"_msg);
    std::string pasted;
    for (int line = 0; line < 100'000; ++line)
        pasted += "ohne Tage\n";
    EXPECT_EQ(read_lines(pasted, "lines").problems.size(), 10U) << "a list of another kind";
    auto const read = read_lines("-7 Gut\n\nSchlecht", "lines");
    ASSERT_THAT(read.problems, SizeIs(1));
    EXPECT_EQ(read.problems.front().field, "lines");
    EXPECT_EQ(read.problems.front().arguments.front().second, "3");
    std::string many;
    for (int i = 0; i <= most_checklist_lines; ++i)
        many += "-7 Zeile\n";
    EXPECT_EQ(problem_of(many), "checklist.problem.many"_msg);
}

TEST(ChecklistLines, are_spelled_so_that_they_are_read_as_the_same)
{
    for (auto const* typed :
         {"-5 +7: x", "+7 +7: x", "+0 -3 Tage | wer", "-5 a | b | c", "-5 a | b |", "-5 a|b\n+2 c",
          "-5 |a | "}) {
        auto const lines = lines_of(typed);
        EXPECT_EQ(lines_of(spelled_lines(lines)), lines) << typed;
    }
    EXPECT_EQ(lines_of("-5 +7: x").front().title, "+7: x");
    EXPECT_EQ(spelled_lines(lines_of("−05  a|b\n\n-0 c")), "-5 a | b\n+0 c");
}

TEST(DayOfLine, is_reckoned_from_that_of_the_meeting)
{
    Meeting meeting;
    auto const on = [&](std::string_view day, std::int64_t days) {
        meeting.day = PartialDate::parse(day);
        return day_of_line(meeting, days);
    };
    EXPECT_EQ(on("2027-03-01", -1).value(), parse_date("2027-02-28"));
    EXPECT_EQ(on("2027-12-31", 730).value(), parse_date("2029-12-30"));
    EXPECT_EQ(on("2027-12", -42).value(), std::nullopt) << "a month is no day";
    EXPECT_EQ(on("0001-01-02", -1).value(), parse_date("0001-01-01"));
    EXPECT_EQ(on("9999-12-31", 0).value(), parse_date("9999-12-31"));
    for (auto const& [day, days] : {std::pair{"0001-01-02", -2}, std::pair{"9999-12-31", 1}}) {
        auto const result = on(day, days);
        ASSERT_FALSE(result) << day;
        EXPECT_EQ(result.problem().field, meeting_field::day);
    }
    EXPECT_EQ(day_of_line({}, -42).value(), std::nullopt);
}

TEST(ChecklistTemplates, fit_one_kind_or_every)
{
    ChecklistTemplate one;
    one.panel_kind = "council";
    EXPECT_TRUE(fits(one, PanelKind::council));
    EXPECT_FALSE(fits(one, PanelKind::conference));
    one.panel_kind = std::string(for_every_kind);
    EXPECT_TRUE(fits(one, PanelKind::conference));
    one.panel_kind = std::string(for_no_kind);
    EXPECT_FALSE(fits(one, PanelKind::conference));
}

} // namespace
} // namespace kommin::meetings
