#include "platform/i18n/holidays.hpp"

#include <gtest/gtest.h>

namespace kommin::i18n {
namespace {

TEST(Holidays, are_those_of_north_rhine_westphalia)
{
    for (auto const* day :
         {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-06-04",
          "2026-10-03", "2026-11-01", "2026-12-25", "2026-12-26", "2024-05-09", "2008-03-21", "2038-04-26"})
        EXPECT_TRUE(holiday_in_nrw(*parse_date(day))) << day;
    // Epiphany and Reformation Day are holidays elsewhere; Christmas Eve is none anywhere.
    for (auto const* day : {"2026-01-06", "2026-10-31", "2026-12-24", "2026-12-31", "2026-04-05"})
        EXPECT_FALSE(holiday_in_nrw(*parse_date(day))) << day;
}

TEST(Holidays, easter_follows_the_published_dates)
{
    struct Known {
        int year;
        char const* day;
    };
    for (auto const known :
         {Known{1961, "1961-04-02"},
          {2000, "2000-04-23"},
          {2008, "2008-03-23"},
          {2011, "2011-04-24"},
          {2026, "2026-04-05"},
          {2038, "2038-04-25"},
          {2285, "2285-03-22"}})
        EXPECT_EQ(to_iso(easter_sunday(std::chrono::year{known.year})), known.day);
}

}
} // namespace kommin::i18n
