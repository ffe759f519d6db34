#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/programme_editing.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

Money euros(std::string_view text)
{
    return *read_typed_money(text);
}

bool refuses(std::vector<Problem> const& problems, std::string_view field)
{
    return std::ranges::find(problems, field, &Problem::field) != problems.end();
}

TEST(Application, goes_from_draft_to_a_decision_and_no_further)
{
    using enum ApplicationState;
    EXPECT_EQ(next_states(drafted), (std::vector{submitted, withdrawn}));
    EXPECT_EQ(next_states(submitted), (std::vector{granted, refused, withdrawn}));
    for (auto const state : {granted, refused, withdrawn})
        EXPECT_TRUE(next_states(state).empty());
}

TEST(Application, has_a_plan_where_nothing_of_it_is_unknown)
{
    Application one;
    std::vector<CostLine> const costs{
        {.kind = CostKind::fees,
         .what = {},
         .measure = {},
         .year = {},
         .cost = euros("100,01"),
         .eligible = euros("90")},
        {.kind = CostKind::rooms,
         .what = {},
         .measure = {},
         .year = {},
         .cost = euros("0,99"),
         .eligible = {}}};
    EXPECT_FALSE(plan_of(one, costs)) << "own money that nobody knows is not none";
    one.own = euros("1");
    one.other = Money{};
    ASSERT_TRUE(plan_of(one, costs));
    EXPECT_EQ(plan_of(one, costs)->cost, euros("101"));
    EXPECT_EQ(plan_of(one, costs)->eligible, euros("90"));
    EXPECT_FALSE(plan_of(one, {}));
    FundingCall call;
    EXPECT_TRUE(unpaid_kinds(costs, call).empty()) << "a call without kinds pays all";
    call.cost_kinds = {CostKind::staff};
    EXPECT_EQ(unpaid_kinds(costs, call), (std::vector{CostKind::fees})) << "rooms ask for nothing";
}

TEST(CostValue, keeps_whatever_was_typed)
{
    TypedCost const typed{
        .kind = "fees",
        .measure = "4",
        .year = "2009",
        .cost = "1.250,50",
        .eligible = "",
        .what = "Kurse | und mehr"};
    auto const read = read_cost_value(cost_value(7, typed));
    EXPECT_EQ(read.kind, "fees");
    EXPECT_EQ(read.measure, "4");
    EXPECT_EQ(read.year, "2009");
    EXPECT_EQ(read.cost, "1.250,50");
    EXPECT_EQ(read.eligible, "");
    EXPECT_EQ(read.what, "Kurse | und mehr");
    EXPECT_TRUE(read_cost_value("000|staff|||||").is_empty()) << "a kind alone is chosen by the form";
    EXPECT_EQ(read_cost_value("fees|4|2009|5||Kurse").what, "Kurse") << "as versions of earlier have it";
}

TEST(CostValue, lines_stay_in_the_order_typed_and_two_that_say_the_same_stay_two)
{
    TypedCost const rooms{
        .kind = "rooms", .measure = {}, .year = {}, .cost = "9", .eligible = {}, .what = "Saal"};
    auto fees = rooms;
    fees.kind = "fees";
    records::Fields::Values lines;
    for (int round = 0; round < 6; ++round) // the eleventh comes behind the second
        for (auto const& one : {rooms, fees})
            lines.push_back(cost_value(lines.size(), one));
    records::Fields typed;
    typed.set(application_field::costs, lines);
    EXPECT_EQ(typed.values(application_field::costs), lines);
    auto const spelled = spelled_application(typed);
    auto const& kept = spelled.values(application_field::costs);
    ASSERT_EQ(kept.size(), lines.size());
    for (std::size_t line = 0; line < lines.size(); ++line)
        EXPECT_EQ(read_cost_value(kept[line]).kind, line % 2 == 0 ? "rooms" : "fees") << line;
}

TEST(Application, is_stored_as_it_is_spelled)
{
    records::Fields typed;
    typed.set(application_field::title, std::string("  Lesen\n2009 "));
    typed.set(application_field::asked, std::string("1.250,5 €"));
    typed.set(application_field::costs, records::Fields::Values{"000|fees|||100||Kurse", "001|staff|||||"});
    typed.set(application_field::state, std::string("drafted"));
    auto const spelled = spelled_application(typed);
    EXPECT_EQ(spelled.value(application_field::title), "Lesen 2009");
    EXPECT_EQ(spelled.value(application_field::asked), "1250,50");
    EXPECT_EQ(
        spelled.values(application_field::costs), (records::Fields::Values{"000|fees|||100,00|100,00|Kurse"}))
        << "all of it is eligible, and an empty line is none";
    EXPECT_EQ(
        spelled_application(spelled).values(application_field::costs),
        spelled.values(application_field::costs));
}

TEST(FundingCall, asks_for_each_kind_what_belongs_to_it)
{
    records::Fields fields;
    fields.set(call_field::title, std::string("Aufruf"));
    fields.set(call_field::kind, std::string("fixed"));
    fields.set(call_field::share, std::string("80"));
    fields.set(call_field::least, std::string("100"));
    fields.set(call_field::most, std::string("99,99"));
    fields.set(call_field::opens, std::string("2010"));
    fields.set(call_field::deadline, std::string("31.12.2009"));
    auto const problems = problems_of_call(fields);
    for (auto const field : {call_field::share, call_field::least, call_field::deadline})
        EXPECT_TRUE(refuses(problems, field)) << field;
    EXPECT_EQ(problems.size(), 3U);
    fields.set(call_field::deadline, std::string("12.2010"));
    EXPECT_TRUE(refuses(problems_of_call(fields), call_field::deadline)) << "a deadline is a whole day";
}

}
} // namespace kommin::funding
