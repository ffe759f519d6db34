#include "modules/meetings/meetings/series.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> days(std::string_view first, Rhythm rhythm, int count)
{
    std::vector<std::string> days;
    for (auto const day : days_of_series(*parse_date(first), rhythm, count))
        days.push_back(to_iso(day));
    return days;
}

TEST(Series, by_weeks_across_the_change_to_summer_time_and_the_end_of_a_year)
{
    EXPECT_THAT(days("2027-03-22", Rhythm::weekly, 3), ElementsAre("2027-03-22", "2027-03-29", "2027-04-05"));
    EXPECT_THAT(
        days("2026-12-16", Rhythm::fortnightly, 3), ElementsAre("2026-12-16", "2026-12-30", "2027-01-13"));
}

TEST(Series, by_months_on_the_same_weekday)
{
    EXPECT_THAT( // the second Tuesday, from the 8th to the 14th
        days("2026-12-08", Rhythm::monthly, 4),
        ElementsAre("2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09"));
    EXPECT_THAT( // the first, which is the 1st
        days("2027-02-01", Rhythm::monthly, 3), ElementsAre("2027-02-01", "2027-03-01", "2027-04-05"));
}

TEST(Series, a_fifth_monday_that_is_missing_is_the_last_one_and_comes_back)
{
    EXPECT_THAT(
        days("2027-03-29", Rhythm::monthly, 4),
        ElementsAre("2027-03-29", "2027-04-26", "2027-05-31", "2027-06-28"));
}

TEST(Series, a_31st_that_is_missing_is_the_last_day_and_comes_back)
{
    EXPECT_THAT(
        days("2027-01-31", Rhythm::quarterly, 5),
        ElementsAre("2027-01-31", "2027-04-30", "2027-07-31", "2027-10-31", "2028-01-31"));
    EXPECT_THAT(
        days("2028-02-29", Rhythm::yearly, 5),
        ElementsAre("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"));
}

TEST(Series, as_many_as_asked_for)
{
    EXPECT_THAT(days("2027-01-04", Rhythm::weekly, 0), ElementsAre());
    EXPECT_THAT(days("2027-01-04", Rhythm::yearly, 1), ElementsAre("2027-01-04"));
    EXPECT_EQ(days("2027-01-04", Rhythm::monthly, most_in_series).size(), 12U);
}

}
} // namespace kommin::meetings
