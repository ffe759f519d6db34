#include "modules/portal/directory/freshness.hpp"

#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

Date day(std::string_view iso)
{
    return *parse_date(iso);
}

Freshness on(std::string_view today, std::string_view confirmed_on)
{
    return freshness_of(day(confirmed_on), day(today));
}

TEST(Freshness, is_due_after_half_a_year_and_overdue_when_question_and_reminders_are_a_month_old)
{
    EXPECT_EQ(on("2026-11-23", "2026-05-23"), Freshness::confirmed);
    EXPECT_EQ(on("2026-11-23", "2026-05-22"), Freshness::due);
    EXPECT_EQ(on("2026-11-23", "2026-04-23"), Freshness::due);
    EXPECT_EQ(on("2026-11-23", "2026-04-22"), Freshness::overdue);
    EXPECT_EQ(freshness_of(std::nullopt, day("2026-11-23")), Freshness::never);
}

TEST(Freshness, ends_on_the_last_day_of_a_month_that_is_shorter)
{
    EXPECT_EQ(confirmation_due_before(day("2026-08-31")), day("2026-02-28"));
    EXPECT_EQ(confirmation_due_before(day("2028-08-30")), day("2028-02-29"));
    EXPECT_EQ(confirmation_overdue_before(day("2026-09-30")), day("2026-02-28"));
    EXPECT_EQ(on("2026-08-31", "2026-02-28"), Freshness::confirmed);
}

} // namespace
} // namespace kommin::portal
