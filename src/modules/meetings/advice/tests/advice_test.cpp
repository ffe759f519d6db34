// What the log of advice says of who was advised, on what and how long ago, and what stands in the way of an
// entry.

#include "modules/meetings/advice/advice_editing.hpp"
#include "modules/meetings/advice/advice_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

using records::Fields;

Fields fields_of(std::vector<std::pair<std::string_view, std::string>> const& entries)
{
    Fields fields;
    for (auto const& [name, value] : entries)
        fields.set(name, value);
    return fields;
}

std::vector<std::string> fields_at_fault(Fields const& fields)
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_advice(fields))
        names.push_back(problem.field);
    return names;
}

bool is_long_since(std::string_view last, std::string_view today)
{
    return is_long_ago(PartialDate::parse(last), *parse_date(today));
}

TEST(AdviceRules, somebody_was_advised_on_something)
{
    EXPECT_THAT(fields_at_fault({}), UnorderedElementsAre("municipality", "topics"));
    for (auto const who : {advice_field::municipality, advice_field::organisation, advice_field::attendees})
        EXPECT_THAT(fields_at_fault(fields_of({{who, "1"}, {advice_field::topics, "data"}})), IsEmpty())
            << who;
    EXPECT_THAT(
        fields_at_fault(fields_of({{advice_field::organisation, " "}, {advice_field::topics, "nichts"}})),
        UnorderedElementsAre("municipality", "topics"));
}

TEST(AdviceRules, an_entry_whose_names_are_erased_need_not_say_who_was_advised)
{
    Advice stored;
    EXPECT_EQ(who_was_advised(stored), WhoWasAdvised::may_be_erased);
    EXPECT_THAT(
        problems_of_advice(fields_of({{advice_field::topics, "data"}}), who_was_advised(stored)), IsEmpty());
    EXPECT_FALSE(problems_of_advice(fields_of({}), who_was_advised(stored)).empty())
        << "on what, it says still";
    stored.attendees = "Frau Muster";
    EXPECT_EQ(who_was_advised(stored), WhoWasAdvised::must_be_said);
    stored = Advice{};
    stored.organisation = "AWO";
    EXPECT_EQ(who_was_advised(stored), WhoWasAdvised::must_be_said);
    stored = Advice{};
    stored.municipality = tenants::BodyId{1};
    EXPECT_EQ(who_was_advised(stored), WhoWasAdvised::must_be_said);
}

TEST(AdviceRules, say_which_field_is_wrong)
{
    auto const with = [](std::string_view name, std::string value) {
        auto fields = fields_of({{advice_field::organisation, "AWO"}, {advice_field::topics, "funding"}});
        fields.set(name, std::move(value));
        return fields_at_fault(fields);
    };
    EXPECT_THAT(with(advice_field::day, "30.2.2008"), ElementsAre("day"));
    EXPECT_THAT(with(advice_field::day, "2008"), IsEmpty());
    EXPECT_THAT(with(advice_field::channel, "brieftaube"), ElementsAre("channel"));
    EXPECT_THAT(with(advice_field::topics, "other"), ElementsAre("topic")) << "which other one?";
    EXPECT_THAT(with(advice_field::uncertain, std::string(uncertain_value)), ElementsAre("remark"))
        << "uncertain in what?";
    EXPECT_THAT(with(advice_field::attendees, std::string(501, 'a')), ElementsAre("attendees"));
    EXPECT_THAT(with(advice_field::attendees, std::string(500, 'a')), IsEmpty());
    EXPECT_THAT(with(advice_field::said, std::string(5001, 'a')), ElementsAre("said"));
}

TEST(AdviceRules, a_step_may_be_missing_but_not_be_half_a_one)
{
    EXPECT_THAT(problems_of_step({}, false), IsEmpty());
    ASSERT_EQ(problems_of_step({}, true).size(), 1U);
    EXPECT_EQ(problems_of_step({}, true).front().field, step_of_advice::text);
    auto const due_alone = problems_of_step(fields_of({{step_of_advice::due, "24.11.2026"}}), false);
    ASSERT_EQ(due_alone.size(), 1U);
    EXPECT_EQ(due_alone.front().field, step_of_advice::text);
    auto const no_day = problems_of_step(
        fields_of({{step_of_advice::text, "Muster schicken"}, {step_of_advice::due, "bald"}}), false);
    ASSERT_EQ(no_day.size(), 1U);
    EXPECT_EQ(no_day.front().field, step_of_advice::due);
}

TEST(AdviceRules, more_than_a_year_is_long)
{
    EXPECT_TRUE(is_long_since("2025-11-22", "2026-11-23"));
    EXPECT_FALSE(is_long_since("2025-11-23", "2026-11-23"));
    EXPECT_FALSE(is_long_since("2025-11", "2026-11-23")) << "it may have been the last day of the month";
    EXPECT_TRUE(is_long_since("2025-10", "2026-11-23"));
    EXPECT_FALSE(is_long_since("2025", "2026-12-31"));
    EXPECT_TRUE(is_long_since("2025", "2027-01-01"));
    EXPECT_FALSE(is_long_since("2023-02-28", "2024-02-29"));
    EXPECT_TRUE(is_long_since("2023-02-27", "2024-02-29"));
    EXPECT_TRUE(is_long_ago(std::nullopt, *parse_date("2026-11-23"))) << "nobody knows when";
}

TEST(AdviceRules, whoever_was_advised_has_a_name)
{
    tenants::Body town;
    town.id = tenants::BodyId{7};
    town.name = "Lünen";
    Advice one;
    EXPECT_EQ(party_of(one, {town}), "");
    one.municipality = town.id;
    EXPECT_EQ(party_of(one, {town}), "Lünen");
    one.organisation = "Lüner Dialog";
    EXPECT_EQ(party_of(one, {town}), "Lünen, Lüner Dialog");
    one.municipality.reset();
    EXPECT_EQ(party_of(one, {town}), "Lüner Dialog");
}

TEST(AdviceRules, topics_keep_the_order_of_the_form)
{
    auto fields = fields_of({{advice_field::organisation, "AWO"}});
    fields.set(advice_field::topics, Fields::Values{"data", "adoption", "nichts", "adoption"});
    EXPECT_THAT(spelled_advice(fields).values(advice_field::topics), ElementsAre("adoption", "data"));
    Advice one;
    one.topics = "adoption data";
    EXPECT_THAT(topics_of(one), ElementsAre(AdviceTopic::adoption, AdviceTopic::data));
}

TEST(AdviceFilters, are_read_from_an_address_and_written_into_one)
{
    std::string const whole = "t=antrag&gemeinde=luenen&einrichtung=awo&thema=funding&jahr=2008&von=3&"
                              "schritt=offen&nach=wer&ab=1";
    auto const filter = AdviceFilter::read(*http::Form::parse(whole + "&hinter=5&vor=6"));
    EXPECT_TRUE(filter.narrows());
    EXPECT_EQ(filter.after, AdviceId{5});
    EXPECT_FALSE(filter.before) << "a page begins or ends somewhere";
    std::string written;
    for (auto const& [name, value] : filter.fields())
        written += (written.empty() ? "" : "&") + std::string(name) + '=' + std::string(value);
    EXPECT_EQ(written, whole);
}

TEST(AdviceFilters, what_no_list_knows_narrows_nothing)
{
    auto const filter = AdviceFilter::read(
        *http::Form::parse("thema=nichts&jahr=20080&von=-1&schritt=x&nach=x&ab=2&hinter=x&vor=-7"));
    EXPECT_FALSE(filter.narrows());
    EXPECT_THAT(filter.fields_with_page(), IsEmpty());
    EXPECT_TRUE(filter.is_descending()) << "the newest first";
    auto const by_name = AdviceFilter::read(*http::Form::parse("nach=wer"));
    EXPECT_FALSE(by_name.is_descending());
    EXPECT_THAT(by_name.fields(), ElementsAre(Pair("nach", "wer")));
}

} // namespace
} // namespace kommin::meetings
