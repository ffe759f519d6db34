#include "modules/goals/site/public_words.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

// One that shows this light, set by hand.
PublicMeasure showing(Light light, MeasureState state = MeasureState::running)
{
    PublicMeasure one;
    one.measure.state = state;
    one.measure.by_hand
        = LightByHand{.light = light, .reason = "Krankheit", .by = "1", .until = *parse_date("2027-01-01")};
    return one;
}

// One of which nobody knows how it is going.
PublicMeasure unknown_one(MeasureState state)
{
    PublicMeasure one;
    one.measure.state = state;
    return one;
}

TEST(PublicProgress, says_how_much_of_it_is_known_and_never_zero_for_what_is_not)
{
    EXPECT_EQ(progress_in_words(german(), {}), "") << "there is nothing to know";
    EXPECT_EQ(
        progress_in_words(german(), {.progress = {}, .known = 0, .all = 2}),
        "Wie weit wir sind, wissen wir noch nicht: Zahlen gibt es zu 0 von 2 öffentlichen Maßnahmen und "
        "Zielen darunter.");
    EXPECT_EQ(
        progress_in_words(german(), {.progress = Progress{625'000}, .known = 3, .all = 5}),
        "Geschafft: 62 Prozent des Weges. Zahlen dazu gibt es zu 3 von 5 öffentlichen Maßnahmen und Zielen "
        "darunter. Was wir nicht wissen, zählt nicht mit, auch nicht als null.");
}

TEST(Going, counts_what_is_on_its_way_and_says_what_nobody_knows)
{
    std::vector<PublicMeasure> const all{
        showing(Light::on_track),
        showing(Light::reached),
        showing(Light::missed),
        showing(Light::no_data),
        PublicMeasure{},
        showing(Light::missed, MeasureState::dropped),
        unknown_one(MeasureState::waiting),
        unknown_one(MeasureState::done)};
    std::vector<PublicMeasure const*> shown;
    for (auto const& one : all)
        shown.push_back(&one);
    auto const going = going_of(shown, today);
    EXPECT_EQ(going.all, 7U) << "what was dropped has no part in it";
    EXPECT_EQ(going.on_track, 2U);
    EXPECT_EQ(going.done, 1U);
    EXPECT_EQ(going.unknown, 2U) << "neither the planned nor the finished one";
    EXPECT_EQ(
        going_in_words(german(), going),
        "2 von 7 öffentlichen Maßnahmen im Plan oder am Ziel. 1 von 7 öffentlichen Maßnahmen abgeschlossen. "
        "Bei 2 wissen wir nicht, wie es steht.");
    auto const finished = unknown_one(MeasureState::done);
    EXPECT_EQ(
        going_in_words(german(), going_of({&finished}, today)),
        "1 von 1 öffentlichen Maßnahmen abgeschlossen.");
    std::vector<PublicMeasure const*> const nothing;
    EXPECT_EQ(
        going_in_words(german(), going_of(nothing, today)), "Öffentliche Maßnahmen gibt es noch nicht.");
}

TEST(Going, says_where_measures_stand_for_a_goal_that_has_none_of_its_own)
{
    auto const running = unknown_one(MeasureState::running);
    auto const dropped = unknown_one(MeasureState::dropped);
    auto const goal = [](std::int64_t id, std::vector<PublicMeasure const*> measures) {
        PublicGoal one;
        one.goal.id = GoalId{id};
        one.measures = std::move(measures);
        return one;
    };
    auto top = goal(1, {});
    auto middle = goal(2, {&dropped});
    auto const leaf = goal(3, {&running});
    auto const other = goal(4, {&running});
    top.below = {&middle};
    middle.below = {&leaf};
    EXPECT_EQ(
        going_in_words(german(), going_of(top, today)), "Maßnahmen dafür stehen bei einem Ziel darunter.");
    top.below = {&middle, &other};
    top.serving = {&other};
    EXPECT_EQ(
        going_in_words(german(), going_of(top, today)), "Maßnahmen dafür stehen bei 2 Zielen darunter.");
    top.below.clear();
    EXPECT_EQ(
        going_in_words(german(), going_of(top, today)),
        "Maßnahmen dafür stehen bei einem Ziel einer Gemeinde.");
    top.measures = {&running};
    EXPECT_THAT(going_in_words(german(), going_of(top, today)), HasSubstr("0 von 1 öffentlichen Maßnahmen"))
        << "its own come first";
}

TEST(GoalsBelow, are_named_once_level_by_level_and_never_the_goal_itself)
{
    PublicGoal top, left, right, leaf;
    top.goal.id = GoalId{1};
    left.goal.id = GoalId{2};
    right.goal.id = GoalId{3};
    leaf.goal.id = GoalId{4};
    top.below = {&left, &right};
    left.below = {&leaf};
    leaf.below = {&top, &right}; // as no form would have it
    EXPECT_THAT(list_all_below(top), ElementsAre(&left, &right, &leaf));
    EXPECT_THAT(list_all_serving(top), IsEmpty());
}

TEST(PublicMeasure, is_stripped_of_what_the_administration_knows_alone)
{
    Measure one = showing(Light::at_risk).measure;
    one.state_reason = "Krankheit";
    one.reservation = "Haushalt";
    one.grant = "Land";
    one.report_mail = "vhs@kreis.example";
    one.source = "Akte";
    one.remark = "intern";
    auto const shown = as_public(one);
    for (auto const* text :
         {&shown.state_reason, &shown.reservation, &shown.grant, &shown.report_mail, &shown.source,
          &shown.remark, &shown.by_hand->reason, &shown.by_hand->by})
        EXPECT_EQ(*text, "");
    EXPECT_EQ(shown.by_hand->light, Light::at_risk);
    one.is_uncertain = true;
    EXPECT_EQ(as_public(one).remark, "intern") << "in what its sources disagree everybody reads";
}

TEST(PublicDays, say_what_is_assumed)
{
    Measure one;
    EXPECT_EQ(public_deadline_of(german(), one), "");
    EXPECT_EQ(public_period_of(german(), one), "");
    one.starts = PartialDate::parse("2026");
    one.ends = PartialDate::parse("2027");
    EXPECT_THAT(public_deadline_of(german(), one), HasSubstr("2027 (Ende der Planung"));
    EXPECT_EQ(public_period_of(german(), one), "2026 bis 2027");
    one.deadline = PartialDate::parse("2027-06-30");
    EXPECT_EQ(public_deadline_of(german(), one), "30. Juni 2027");
    one.ends.reset();
    one.is_recurring = true;
    EXPECT_EQ(public_period_of(german(), one), "jedes Jahr, seit 2026");
}

} // namespace
} // namespace kommin::goals
