#include "platform/records/typed.hpp"

#include <gtest/gtest.h>

namespace kommin::records {
namespace {

TEST(Typed, a_text_comes_on_one_line)
{
    EXPECT_EQ(one_line("  Rat \r\n\t der   Stadt "), "Rat der Stadt");
    EXPECT_EQ(one_line("\n"), "");
}

TEST(Typed, days_months_and_years_are_understood_and_spelled_alike)
{
    EXPECT_EQ(spelled_date(read_typed_date("1.8.2013")), "01.08.2013");
    EXPECT_EQ(spelled_date(read_typed_date("8.2013")), "08.2013");
    EXPECT_EQ(spelled_date(read_typed_date("2013")), "2013");
    EXPECT_EQ(spelled_date(read_typed_date("2013-08")), "08.2013");
    EXPECT_EQ(spelled_date(std::nullopt), "");
    for (auto const* wrong : {"30.2.2013", "13.2013", "gestern", "1.8.13", "1..2013", "."})
        EXPECT_FALSE(read_typed_date(wrong)) << wrong;
}

TEST(Typed, what_may_still_be_in_order_is)
{
    auto const date = [](char const* text) { return read_typed_date(text); };
    EXPECT_FALSE(ends_too_early(date("5.2008"), date("2008"))) << "2008 is not over in May";
    EXPECT_TRUE(ends_too_early(date("5.2008"), date("2007")));
    EXPECT_TRUE(ends_too_early(date("5.2008"), date("4.2008")));
    EXPECT_FALSE(ends_too_early(date("2008"), date("1.1.2008")));
    EXPECT_FALSE(ends_too_early(std::nullopt, date("2007")));
    EXPECT_FALSE(ends_too_early(date("2008"), std::nullopt));
}

}
} // namespace kommin::records
