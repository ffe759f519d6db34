#include "platform/web/life_line.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace kommin::web {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr content::SubjectKind measure{"measure"};
constexpr content::SubjectKind goal{"goal"};

LifeLine line_of_measure()
{
    return {{measure, 7}, parse_date("2026-11-23").value()};
}

std::vector<std::string> texts_of(LifeLine const& line)
{
    std::vector<std::string> texts;
    for (auto const& point : line.points())
        texts.push_back(point.text);
    return texts;
}

TEST(LifeLine, puts_what_is_known_in_part_where_it_begins_and_what_is_due_where_it_ends)
{
    auto line = line_of_measure();
    line.tell_due(*PartialDate::parse("2026"), "fällig");
    line.tell(PartialDate::parse("2026"), "beginnt");
    line.tell_now("heute");
    line.tell(PartialDate::parse("2026-11-23"), "eben");
    line.tell(std::nullopt, "irgendwann");
    line.tell(PartialDate::parse("2027-01"), "kommt");
    EXPECT_THAT(texts_of(line), ElementsAre("irgendwann", "beginnt", "eben", "heute", "fällig", "kommt"));
    auto const points = line.points();
    EXPECT_EQ(points[1].kind, LifePoint::Kind::past);
    EXPECT_EQ(points[3].kind, LifePoint::Kind::now);
    EXPECT_EQ(points[4].kind, LifePoint::Kind::ahead);
}

TEST(LifeLine, tells_the_same_once)
{
    auto line = line_of_measure();
    auto const url = html::Url::path({"verwaltung", "ziele", "1"});
    line.tell(PartialDate::parse("2026"), "Ziel", url);
    line.tell(PartialDate::parse("2026"), "Ziel", url);
    line.tell(PartialDate::parse("2026"), "Ziel");
    line.tell(PartialDate::parse("2025"), "Ziel", url);
    EXPECT_EQ(line.points().size(), 3U);
}

// What came of an earlier record is not the story of this one.
TEST(LifeLine, goes_on_from_the_record_itself_and_not_from_what_it_came_of)
{
    auto line = line_of_measure();
    line.add(goal, 1);
    EXPECT_THAT(line.ids(goal), ElementsAre(1));
    line.turn_to_what_came();
    EXPECT_THAT(line.ids(goal), IsEmpty());
    EXPECT_THAT(line.ids(measure), ElementsAre(7));
    line.add(goal, 2);
    line.add(goal, 1);
    line.add(goal, 2);
    line.turn_to_telling();
    EXPECT_THAT(line.ids(goal), ElementsAre(2, 1)) << "each once, in whichever sweep it was found";
    EXPECT_THAT(line.ids(measure), ElementsAre(7));
}

TEST(LifeLine, says_that_it_was_cut)
{
    auto line = line_of_measure();
    for (std::size_t i = 1; i <= LifeLine::most_of_a_kind; ++i)
        line.add(goal, static_cast<std::int64_t>(i));
    line.add(goal, 1);
    EXPECT_FALSE(line.is_cut());
    line.add(goal, 4711);
    EXPECT_TRUE(line.is_cut());
    EXPECT_EQ(line.ids(goal).size(), LifeLine::most_of_a_kind);
}

// What leads to a record stands at the beginning, and nothing else on the page tells it.
TEST(LifeLine, of_a_long_line_leaves_out_the_oldest_reports_and_no_other_record)
{
    auto line = line_of_measure();
    line.tell(PartialDate::parse("2008"), "Empfehlung");
    line.tell(PartialDate::parse("2009"), "Ziel");
    auto const day = [](std::size_t i) { return parse_date("2010-01-01").value() + std::chrono::days{i}; };
    for (std::size_t i = 0; i < LifeLine::most_reports; ++i)
        line.tell_report(day(i), "Bericht " + std::to_string(i));
    EXPECT_FALSE(line.is_cut());
    line.tell_report(day(LifeLine::most_reports), "zuletzt");
    EXPECT_TRUE(line.is_cut());
    auto const told = texts_of(line);
    EXPECT_EQ(told.size(), LifeLine::most_reports + 2);
    EXPECT_THAT(told, AllOf(Contains("Empfehlung"), Contains("Ziel"), Contains("zuletzt")));
    EXPECT_THAT(told, AllOf(Contains("Bericht 1"), Not(Contains("Bericht 0"))));
}

TEST(LifeLine, has_fewer_reports_where_it_tells_of_many_records)
{
    auto line = line_of_measure();
    for (std::size_t i = 0; i < LifeLine::most_points; ++i)
        line.tell(PartialDate::parse("2009"), "Ziel " + std::to_string(i));
    EXPECT_FALSE(line.is_cut());
    line.tell_report(parse_date("2010-01-01").value(), "Bericht");
    EXPECT_TRUE(line.is_cut());
    auto const told = texts_of(line);
    EXPECT_EQ(told.size(), LifeLine::most_points);
    EXPECT_THAT(told, AllOf(Contains("Ziel 0"), Not(Contains("Bericht"))));
}

} // namespace
} // namespace kommin::web
