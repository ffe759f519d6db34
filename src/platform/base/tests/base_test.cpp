#include "platform/base/clock.hpp"
#include "platform/base/date.hpp"
#include "platform/base/money.hpp"
#include "platform/base/number.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/base/text.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace kommin {
namespace {

Result<int> halve(int number)
{
    if (number % 2 != 0)
        return Problem::invalid("number", "base.test"_msg, {{"number", std::to_string(number)}});
    return number / 2;
}

Result<std::string> quarter(int number)
{
    auto const half = TRY(halve(number));
    return std::to_string(TRY(halve(half)));
}

Result<void> check_even(int number)
{
    TRY(halve(number));
    return {};
}

TEST(Result, try_passes_the_value_on_and_returns_the_first_problem)
{
    EXPECT_EQ(*quarter(8), "2");
    auto const odd = quarter(6);
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.problem().arguments.front().second, "3");
    EXPECT_EQ(odd.problem().message, "base.test"_msg);
    EXPECT_TRUE(check_even(2));
    EXPECT_FALSE(check_even(3));
}

TEST(Date, reads_only_days_that_exist)
{
    EXPECT_EQ(to_iso(*parse_date("2024-02-29")), "2024-02-29");
    for (auto const* text :
         {"2023-02-29", "2024-2-29", "2024-13-01", "20240229", "2024-02-29 ", "", "٢٠٢٤-02-29"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Date, is_read_as_offices_write_it)
{
    Date const day{std::chrono::year{2026}, std::chrono::August, std::chrono::day{1}};
    for (auto const* typed : {"01.08.2026", "1.8.2026", " 1.08.2026 ", "2026-08-01"})
        EXPECT_EQ(parse_typed_date(typed), day) << typed;
    for (auto const* typed :
         {"", "bald", "1.8.26", "1.8.", "31.02.2026", "1.8.2026.1", "001.8.2026", "2026-8-1", "..2026",
          "1,8.2026"})
        EXPECT_EQ(parse_typed_date(typed), std::nullopt) << typed;
    EXPECT_EQ(iso_spelling("8.2026"), "2026-08");
    EXPECT_EQ(iso_spelling("12.2026"), "2026-12");
    EXPECT_EQ(iso_spelling("2026"), "2026");
    EXPECT_EQ(iso_spelling("gibt.es.2026"), "gibt.es.2026");
    EXPECT_EQ(typed_spelling(day), "01.08.2026");
}

TEST(Date, instants_survive_the_way_to_text_and_back)
{
    for (auto const* text :
         {"2026-11-22T21:14:14.003Z", "1999-12-31T23:59:59.999Z", "1969-12-31T23:59:59.500Z"})
        EXPECT_EQ(to_iso(*parse_instant(text)), text);
    EXPECT_EQ(to_iso(*parse_instant("2026-11-22T21:14:14Z")), "2026-11-22T21:14:14.000Z");
    for (auto const* text : {"2026-11-22T24:00:00Z", "2026-11-22T21:14:14", "2026-11-22T21:14:14.12Z", "x"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(PartialDate, is_printed_as_known_and_never_filled_in)
{
    for (auto const* text : {"2008", "2008-09", "2008-09-17"})
        EXPECT_EQ(PartialDate::parse(text)->to_iso(), text);
    EXPECT_FALSE(PartialDate::parse("2008")->full());
    EXPECT_LT(*PartialDate::parse("2008"), *PartialDate::parse("2008-01"));
    EXPECT_LT(*PartialDate::parse("2008-01-31"), *PartialDate::parse("2008-02"));
    for (auto const* text : {"2008-13", "2008-", "08", "2008-09-31", "2008-9"})
        EXPECT_FALSE(PartialDate::parse(text)) << text;
}

TEST(Money, reads_german_and_plain_numbers)
{
    EXPECT_EQ(Money::parse("1.234,56"), Money{123456});
    EXPECT_EQ(Money::parse("1234.5"), Money{123450});
    EXPECT_EQ(Money::parse("250.000"), Money::euros(250000));
    EXPECT_EQ(Money::parse("-3,07"), Money{-307});
    EXPECT_EQ(Money{-307}.to_decimal(), "-3.07");
    for (auto const* text :
         {"", "-", "1,234,5,6", "12.34.56", "1.2345", "abc", "1e5", "1234567890123", "1,", ",5"})
        EXPECT_FALSE(Money::parse(text)) << text;
}

TEST(Money, typed_amounts_are_read_as_typed_or_refused)
{
    for (auto const* text : {"1.250,50", "1250,5", " 1250.50 ", "1.250,50 €", "1.250,50\u00a0€"})
        EXPECT_EQ(read_typed_money(text), Money{125'050}) << text;
    EXPECT_EQ(read_typed_money("10.000.000.000"), largest_typed_money);
    // 1,250 may be a thousand or one and a quarter.
    for (auto const* text : {"1,250", "-3", "10.000.000.000,01", "€", "rund 3"})
        EXPECT_FALSE(read_typed_money(text)) << text;
    EXPECT_EQ(spelled_money(Money{125'050}), "1250,50");
}

TEST(Money, a_sum_that_is_too_large_is_none)
{
    Money const most{std::numeric_limits<std::int64_t>::max()};
    EXPECT_EQ(checked_sum(most, Money{-1}), Money{most.cents - 1});
    EXPECT_FALSE(checked_sum(most, Money{1}));
    EXPECT_FALSE(checked_sum(Money{std::numeric_limits<std::int64_t>::min()}, Money{-1}));
}

TEST(Money, parts_add_up_to_the_cent)
{
    EXPECT_EQ(split(Money{100}, {1, 1, 1}), (std::vector<Money>{{34}, {33}, {33}}));
    for (std::int64_t cents : {-1001L, -1L, 0L, 7L, 99999999999L}) {
        Money sum;
        for (auto part : split(Money{cents}, {3, 0, 7, 11, 2}))
            sum += part;
        EXPECT_EQ(sum, Money{cents});
    }
}

TEST(Text, recognises_well_formed_utf8)
{
    EXPECT_TRUE(is_valid_utf8("Zażółć gęślą – مرحبا – 😀"));
    for (auto const* text : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF", "a\x80"})
        EXPECT_FALSE(is_valid_utf8(text)) << text;
    EXPECT_EQ(count_code_points("مرحبا"), 5U);
    EXPECT_EQ(truncate_utf8("añb", 2), "a");
}

TEST(Text, makes_url_words_as_offices_write_them)
{
    EXPECT_EQ(slugify("Lünen"), "luenen");
    EXPECT_EQ(slugify("Fröndenberg/Ruhr"), "froendenberg-ruhr");
    EXPECT_EQ(slugify("  Straße – Çınar & Łódź! "), "strasse-cinar-lodz");
    EXPECT_TRUE(is_slug("boenen"));
    for (auto const* text : {"", "-a", "a-", "a--b", "A", "ü"})
        EXPECT_FALSE(is_slug(text)) << text;
}

TEST(Clock, fixed_clock_stands)
{
    FixedClock clock{*parse_instant("2009-06-16T08:00:00Z")};
    EXPECT_EQ(to_iso(clock.now()), "2009-06-16T08:00:00.000Z");
}

TEST(Number, is_the_whole_text_or_nothing)
{
    EXPECT_EQ(parse_number("42"), 42);
    EXPECT_EQ(parse_number("-7"), -7);
    EXPECT_EQ(parse_number<int>("007"), 7) << "whoever minds compares with the text";
    for (auto const* text : {"", " 4", "4 ", "+4", "4x", "x", "-", "9223372036854775808"})
        EXPECT_EQ(parse_number(text), std::nullopt) << text;
    EXPECT_EQ(parse_number<std::uint16_t>("65536"), std::nullopt);
    EXPECT_EQ(parse_number<std::size_t>("-1"), std::nullopt);
}

} // namespace
} // namespace kommin
