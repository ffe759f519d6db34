#include "platform/base/date.hpp"
#include "platform/base/decimal.hpp"

#include <array>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

namespace kommin {
namespace {

std::string read(std::string_view text)
{
    auto const value = Decimal::parse(text);
    return value ? value->to_text() : "nothing";
}

TEST(Decimal, reads_values_as_offices_write_them)
{
    EXPECT_EQ(read("14"), "14");
    EXPECT_EQ(read("11,5"), "11.5");
    EXPECT_EQ(read("11.5"), "11.5");
    EXPECT_EQ(read("1.250"), "1250"); // three digits behind a point: thousands
    EXPECT_EQ(read("1,250"), "1.25");
    EXPECT_EQ(read("1.250,75"), "1250.75");
    EXPECT_EQ(read("1.000.000"), "1000000");
    EXPECT_EQ(read("0.1250"), "0.125");
    EXPECT_EQ(read("-0,5"), "-0.5");
    EXPECT_EQ(read("999999999999,9999"), "999999999999.9999");
}

TEST(Decimal, takes_nothing_that_could_mean_two_things)
{
    for (auto const* text :
         {"",     "-",       ",",      ",5",     "5,",     "1,2,3",         "1.25.000",  "1250.000", ".500",
          "1..2", "1,00000", "12a",    " 1",     "+1",     "1000000000000", "1.2345678", "--1",      "1.000,",
          "1e3",  "0.125",   "-0.125", "00.125", "01.250", "0.000.125",     "0.125,5"})
        EXPECT_EQ(read(text), "nothing") << text;
}

TEST(Decimal, what_a_field_shows_is_read_as_the_same)
{
    std::mt19937_64 random(20090616);
    std::uniform_int_distribution<std::int64_t> any(-9'999'999'999'999'999, 9'999'999'999'999'999);
    for (int i = 0; i < 2'000; ++i) {
        // As often with few decimals as with many.
        Decimal const value{i % 2 == 0 ? any(random) : any(random) / Decimal::one * (Decimal::one / 10)};
        EXPECT_EQ(Decimal::parse(value.to_typed()), value) << value.to_typed();
    }
}

TEST(Decimal, shares_are_rounded_to_the_nearest_and_never_too_large)
{
    EXPECT_EQ(scale(40'000, 167, 730), 9'151); // 9150.68
    EXPECT_EQ(scale(1, 1, 2), 1);
    EXPECT_EQ(scale(-1, 1, 2), -1);
    EXPECT_EQ(scale(-40'000, 167, 730), -9'151);
    EXPECT_EQ(scale(9'000'000'000'000'000, 1'000'000, 9'000'000'000'000'000), 1'000'000);
    EXPECT_THROW(scale(1, 1, 0), std::invalid_argument);
}

TEST(PartialDate, ends_with_the_last_day_that_it_can_mean)
{
    auto const last
        = [](std::string_view text) { return to_iso(PartialDate::parse(text)->last_possible_day()); };
    EXPECT_EQ(last("2010"), "2010-12-31");
    EXPECT_EQ(last("2008-02"), "2008-02-29");
    EXPECT_EQ(last("2009-06-16"), "2009-06-16");
}

} // namespace
} // namespace kommin
