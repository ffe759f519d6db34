#include "modules/steering/priorities/priority_editing.hpp"
#include "modules/steering/priorities/priority_pages.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kommin::steering {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

Priority weighed_measure(std::int64_t id, Marks marks)
{
    Priority one;
    one.id = PriorityId{id};
    one.measure = goals::MeasureId{id};
    one.marks = marks;
    return one;
}

Marks all_of(int mark)
{
    return {mark, mark, mark, mark};
}

TEST(Scores, are_weighted_sums_of_all_criteria)
{
    EXPECT_EQ(score_of({5, 5, 5, 5}, usual_weights), highest_score(usual_weights));
    EXPECT_EQ(score_of({1, 1, 1, 1}, usual_weights), 10);
    EXPECT_EQ(score_of({5, 1, 1, 1}, usual_weights), 26) << "need counts four times";
    EXPECT_EQ(score_of({1, 5, 1, 1}, usual_weights), 22);
    EXPECT_EQ(score_of({1, 1, 5, 1}, usual_weights), 18);
    EXPECT_EQ(score_of({1, 1, 1, 5}, usual_weights), 14);
    EXPECT_EQ(score_of({5, 5, std::nullopt, 5}, usual_weights), std::nullopt);
    EXPECT_THROW(static_cast<void>(score_of({5, 6, 5, 5}, usual_weights)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(score_of({0, std::nullopt, 5, 5}, usual_weights)), std::invalid_argument);
}

TEST(Ranks, are_shared_by_equals_and_leave_places_free)
{
    std::vector<Priority> const all{
        weighed_measure(1, all_of(3)), weighed_measure(2, all_of(5)), weighed_measure(3, all_of(3)),
        weighed_measure(4, all_of(1)), weighed_measure(5, {5, 5, 5, std::nullopt})};
    auto const ranks = ranks_of(all, usual_weights);
    EXPECT_EQ(ranks.at(PriorityId{2}).reckoned, 1);
    EXPECT_EQ(ranks.at(PriorityId{1}).reckoned, 2);
    EXPECT_EQ(ranks.at(PriorityId{3}).reckoned, 2);
    EXPECT_EQ(ranks.at(PriorityId{4}).reckoned, 4);
    EXPECT_EQ(ranks.at(PriorityId{5}).reckoned, std::nullopt) << "not all criteria are answered";
}

TEST(Ranks, of_goals_and_of_measures_do_not_meet)
{
    auto goal = weighed_measure(1, all_of(1));
    goal.measure.reset();
    goal.goal = goals::GoalId{1};
    auto const ranks = ranks_of(std::vector{goal, weighed_measure(2, all_of(5))}, usual_weights);
    EXPECT_EQ(ranks.at(PriorityId{1}).reckoned, 1);
    EXPECT_EQ(ranks.at(PriorityId{2}).reckoned, 1);
}

TEST(Ranks, of_the_group_stand_beside_the_reckoned_ones)
{
    auto overruled = weighed_measure(1, all_of(1));
    overruled.rank_by_group = 1;
    auto const ranks = ranks_of(std::vector{overruled, weighed_measure(2, all_of(5))}, usual_weights);
    EXPECT_EQ(ranks.at(PriorityId{1}).shown, 1);
    EXPECT_EQ(ranks.at(PriorityId{1}).reckoned, 2);
    EXPECT_EQ(ranks.at(PriorityId{2}).shown, 1);
}

// Whatever the order in which they come: the same rank, the better never behind the worse, and one more is
// reckoned behind as many as are better.
TEST(Ranks, property_say_how_many_are_better)
{
    std::mt19937 random(20080101);
    std::uniform_int_distribution<int> mark(0, 5); // 0: open
    for (int round = 0; round < 200; ++round) {
        std::vector<Priority> all;
        for (std::int64_t id = 1; id <= 12; ++id) {
            Marks marks;
            for (auto& one : marks) {
                auto const drawn = mark(random);
                one = drawn == 0 ? std::nullopt : std::optional(drawn);
            }
            all.push_back(weighed_measure(id, marks));
        }
        auto const ranks = ranks_of(all, usual_weights);
        for (auto const& one : all) {
            auto const& rank = ranks.at(one.id);
            EXPECT_EQ(rank.score.has_value(), rank.reckoned.has_value());
            if (!rank.score)
                continue;
            auto const better = std::ranges::count_if(
                ranks, [&](auto const& other) { return other.second.score > rank.score; });
            EXPECT_EQ(*rank.reckoned, better + 1);
        }
        std::ranges::shuffle(all, random);
        auto const again = ranks_of(all, usual_weights);
        for (auto const& one : all)
            EXPECT_EQ(again.at(one.id).reckoned, ranks.at(one.id).reckoned) << "stable";
    }
}

TEST(RankedRows, name_ties_and_put_the_group_first)
{
    auto const row = [](Priority priority) {
        return Weighed{
            .goal = std::nullopt,
            .measure = priority.measure,
            .title = std::to_string(priority.id.value),
            .priority = priority,
            .proposals = {}};
    };
    auto overruled = weighed_measure(4, all_of(1));
    overruled.rank_by_group = 1;
    std::vector<Weighed> const weighed{
        row(weighed_measure(1, all_of(3))), row(weighed_measure(2, all_of(3))),
        row(weighed_measure(3, all_of(5))), row(overruled), row(weighed_measure(5, {5, std::nullopt, 5, 5}))};
    std::vector<std::string> titles;
    std::vector<bool> tied;
    for (auto const& one : ranked_rows(weighed, WeighedKind::measures, usual_weights)) {
        titles.push_back(one.of->title);
        tied.push_back(one.is_tied);
    }
    EXPECT_THAT(titles, ElementsAre("4", "3", "1", "2", "5"));
    EXPECT_THAT(tied, ElementsAre(false, false, true, true, false));
    EXPECT_THAT(ranked_rows(weighed, WeighedKind::goals, usual_weights), IsEmpty());
}

TEST(Proposals, are_taken_over_only_where_they_agree)
{
    std::vector<Proposal> const proposals{
        {Criterion::need, 4, "Selbstsicht"},
        {Criterion::need, 3, "Fremdsicht"},
        {Criterion::cost, 2, "Selbstsicht"},
        {Criterion::cost, 2, "Fremdsicht"}};
    EXPECT_EQ(agreed_mark(proposals, Criterion::need), std::nullopt);
    EXPECT_EQ(agreed_mark(proposals, Criterion::cost), 2);
    EXPECT_EQ(agreed_mark(proposals, Criterion::influence), std::nullopt);
}

TEST(Proposals, are_marks_that_can_be_given)
{
    for (auto const influence : goals::all_influences) {
        auto const mark = mark_of(influence);
        EXPECT_EQ(mark.has_value(), influence != goals::Influence::unscreened);
        if (mark)
            EXPECT_TRUE(*mark >= worst_mark && *mark <= best_mark);
    }
    EXPECT_GT(mark_of(goals::Influence::direct), mark_of(goals::Influence::shared));
    EXPECT_GT(mark_of(Verdict::go_on), mark_of(Verdict::change));
    EXPECT_GT(mark_of(Verdict::change), mark_of(Verdict::end));
    for (int effort = 1; effort <= 5; ++effort)
        EXPECT_EQ(mark_of_effort(effort), 6 - effort) << "much effort costs much";
}

TEST(Proposals, of_cost_fall_with_what_is_planned)
{
    EXPECT_EQ(mark_of_cost(1), 5);
    EXPECT_EQ(mark_of_cost(100'000), 5);
    EXPECT_EQ(mark_of_cost(100'001), 4);
    EXPECT_EQ(mark_of_cost(1'000'000), 4);
    EXPECT_EQ(mark_of_cost(5'000'000), 3);
    EXPECT_EQ(mark_of_cost(20'000'000), 2);
    EXPECT_EQ(mark_of_cost(20'000'001), 1);
}

// A priority of measure 1 beside two others, of which 2 has been put first.
SeenPriority seen_beside_others()
{
    SeenPriority seen;
    for (std::int64_t id = 1; id <= 3; ++id) {
        auto one = weighed_measure(id, all_of(3));
        if (id == 2)
            one.rank_by_group = 1;
        seen.weighed.push_back(
            {.goal = std::nullopt,
             .measure = goals::MeasureId{id},
             .title = "Maßnahme " + std::to_string(id),
             .priority = one,
             .proposals = {}});
    }
    seen.priority = *seen.weighed.front().priority;
    return seen;
}

std::vector<std::string> fields_refused(Fields const& fields)
{
    std::vector<std::string> refused;
    for (auto const& problem : problems_of_priority(fields, seen_beside_others()))
        refused.push_back(problem.field);
    return refused;
}

TEST(PriorityForm, refuses_what_is_no_rank_beside_the_field)
{
    auto const with = [](std::string rank, std::string reason) {
        Fields fields;
        fields.set(priority_field::rank, std::move(rank));
        fields.set(priority_field::rank_reason, std::move(reason));
        return fields;
    };
    EXPECT_THAT(fields_refused(with("", "")), IsEmpty()) << "as reckoned";
    EXPECT_THAT(fields_refused(with("2", "Eilt")), IsEmpty());
    EXPECT_THAT(fields_refused(with("1", "Eilt")), ElementsAre("rank")) << "the group gave that to another";
    EXPECT_THAT(fields_refused(with("2", " ")), ElementsAre("rank_reason"));
    EXPECT_THAT(fields_refused(with("", "Eilt")), ElementsAre("rank"));
    for (auto const* wrong : {"0", "-1", "4", "erster", "2a", "99999999999999999999"})
        EXPECT_THAT(fields_refused(with(wrong, "Eilt")), ElementsAre("rank")) << wrong;
}

TEST(PriorityForm, refuses_what_is_no_mark_and_what_is_too_long)
{
    for (auto const* wrong : {"0", "6", "x", "3.5", "-3"}) {
        Fields fields;
        fields.set("cost", wrong);
        EXPECT_THAT(fields_refused(fields), ElementsAre("cost")) << wrong;
    }
    Fields fields;
    fields.set(priority_field::reason, std::string(2001, 'a'));
    EXPECT_THAT(fields_refused(fields), ElementsAre("reason"));
    fields.set(priority_field::reason, std::string(2000, 'a'));
    EXPECT_THAT(fields_refused(fields), IsEmpty());
}

TEST(PriorityForm, says_the_same_once_it_is_spelled)
{
    auto one = weighed_measure(1, {1, std::nullopt, 3, 4});
    one.reason = "Zwei\nZeilen";
    one.source = "Bewertung 2009";
    one.rank_by_group = 2;
    one.rank_reason = "Eilt";
    auto const fields = form_of(one);
    EXPECT_EQ(spelled_priority(fields), fields);
}

TEST(RowsOfTheForm, name_the_row_in_which_something_is_wrong)
{
    Fields typed;
    typed.set(row_field("need", "m1"), "5");
    typed.set(row_field("need", "g2"), "7");
    std::vector<RowAsSeen> const rows{{.key = "m1"}, {.key = "g2"}};
    EXPECT_THAT(problems_of_rows(rows, typed), ElementsAre(Field(&Problem::field, "need-g2")));
}

}
} // namespace kommin::steering
