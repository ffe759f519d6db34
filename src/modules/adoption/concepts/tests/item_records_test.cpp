// What stands here, what was taken over and what a package says now; and what leaves without addresses.

#include "modules/adoption/concepts/adopting.hpp"
#include "modules/adoption/package/package_file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace kommin::adoption {
namespace {

Item goal(std::string title, std::string text = {})
{
    Item item{.kind = ItemKind::goal, .key = "goal-1", .fields = {}};
    item.fields.set(item_field::title, std::move(title));
    item.fields.set(item_field::text, std::move(text));
    return item;
}

TEST(Words, are_compared_three_ways)
{
    using enum Standing;
    EXPECT_EQ(compare_words(goal("A"), goal("A"), goal("A")), same);
    EXPECT_EQ(compare_words(goal("A"), goal("A"), goal("B")), proposed);
    EXPECT_EQ(compare_words(goal("A"), goal("B"), goal("A")), own);
    EXPECT_EQ(compare_words(goal("A"), goal("B"), goal("C")), both);
    EXPECT_EQ(compare_words(goal("A"), goal("B"), goal("B")), same) << "the same words by two ways";
    EXPECT_EQ(compare_words(goal("A", "x"), goal("A"), goal("A", "x")), own) << "what was taken away, too";
}

// A text that somebody has pasted from elsewhere is one that readers take.
TEST(Words, leave_as_packages_spell_them)
{
    goals::Goal pasted;
    pasted.id = goals::GoalId{7};
    pasted.title = "Alle\tsprechen \xE2\x80\xAE"
                   "Deutsch";
    pasted.text = "Eins:\tKurse\r\nZwei:\x7F Lotsen\xC2\x80";
    auto const item = item_of(pasted, "goal-7", {});
    EXPECT_EQ(item.fields.value(item_field::title), "Alle sprechen Deutsch");
    EXPECT_EQ(item.fields.value(item_field::text), "Eins: Kurse\nZwei:  Lotsen");
    EXPECT_EQ(read_item(ItemKind::goal, text_of(item)), item);
}

TEST(Words, of_a_measure_name_goals_in_the_order_of_the_package)
{
    goals::Measure measure;
    goals::MeasureLinks links;
    links.goals
        = {{.goal = goals::GoalId{1}, .weight = 1},
           {.goal = goals::GoalId{2}, .weight = 3},
           {.goal = goals::GoalId{3}, .weight = 1}};
    ItemKeys keys;
    keys.goals
        = {{goals::GoalId{1}, "goal-30"}, {goals::GoalId{2}, "goal-4"}, {goals::GoalId{3}, "goal-100"}};
    auto const text = text_of(item_of(measure, links, "measure-1", keys));
    auto const first = text.find("goal-4:3");
    auto const second = text.find("goal-30");
    EXPECT_LT(first, second) << text;
    EXPECT_LT(second, text.find("goal-100")) << text;
    EXPECT_NE(text.find("goal-100"), std::string::npos);
}

TEST(Words, in_plain_words_are_those_that_are_here_where_a_part_has_none)
{
    goals::Goal plain;
    plain.title = "Kurse";
    plain.plain_text = "Alle lernen\tDeutsch.";
    auto const mine = item_of(plain, "goal-1", {});
    EXPECT_EQ(mine.fields.value(item_field::plain_text), "Alle lernen Deutsch.");
    EXPECT_EQ(goal_words(mine, {}).plain_text, "Alle lernen Deutsch.");
    auto theirs = mine;
    EXPECT_EQ(as_far_as_told(mine, theirs), mine);
    theirs.fields.set(item_field::plain_text, std::string{});
    EXPECT_EQ(as_far_as_told(mine, theirs), theirs);
    EXPECT_EQ(goal_words(theirs, {}).plain_text, std::nullopt);
    goals::Measure measure;
    measure.plain_text = "Kurse am Abend.";
    auto const item = item_of(measure, {}, "measure-1", {});
    EXPECT_EQ(measure_words(item, {}, {}).plain_text, "Kurse am Abend.");
}

TEST(Words, leave_without_mail_addresses)
{
    auto item
        = goal("Fragen an k.kaya@kreis.example", "Mail: <amt@kreis.example>, oder anrufen.\n@ allein; a@b");
    EXPECT_EQ(strip_addresses(item), 3U);
    EXPECT_EQ(item.fields.value(item_field::title), "Fragen an …");
    EXPECT_EQ(item.fields.value(item_field::text), "Mail: <…>, oder anrufen.\n@ allein; …");
    EXPECT_EQ(strip_addresses(item), 0U);
}

// Goals of a municipality lie below its own; that of the Kreis is served.
TEST(Words, of_a_goal_name_no_goal_of_the_kreis_above_it)
{
    auto item = goal("Kurse");
    item.fields.set(item_field::parent, "goal-7");
    ItemTargets targets;
    targets.goals_of_kreis.emplace("goal-7", goals::GoalId{7});
    EXPECT_EQ(goal_words(item, targets).parent, std::nullopt);
    EXPECT_EQ(reduced(item, targets).fields.value(item_field::parent), "");
    targets.goals.emplace("goal-7", goals::GoalId{70});
    EXPECT_EQ(goal_words(item, targets).parent, goals::GoalId{70});
    EXPECT_EQ(reduced(item, targets).fields.value(item_field::parent), "goal-7");
    Item measure{.kind = ItemKind::measure, .key = "measure-1", .fields = {}};
    measure.fields.set(item_field::goals, "goal-7:2");
    EXPECT_EQ(measure_words(measure, targets, {}).goals.at(0).goal, goals::GoalId{70}) << "its own first";
    targets.goals.clear();
    EXPECT_EQ(measure_words(measure, targets, {}).goals.at(0).goal, goals::GoalId{7});
    EXPECT_EQ(reduced(measure, targets).fields.value(item_field::goals), "goal-7:2");
}

TEST(Words, name_only_what_is_here)
{
    Item item{.kind = ItemKind::measure, .key = "measure-1", .fields = {}};
    item.fields.set(item_field::panel, "panel-4");
    item.fields.set(item_field::goals, records::Fields::Values{"goal-1", "goal-2:3"});
    ItemTargets targets;
    targets.panels.emplace("panel-4", meetings::PanelId{40});
    targets.goals.emplace("goal-2", goals::GoalId{20});
    auto const left = reduced(item, targets);
    EXPECT_EQ(left.fields.values(item_field::goals), records::Fields::Values{"goal-2:3"});
    EXPECT_EQ(left.fields.value(item_field::panel), "panel-4");
    auto const words = measure_words(item, targets, {{.goal = goals::GoalId{9}, .weight = 1}});
    ASSERT_EQ(words.goals.size(), 2U);
    EXPECT_EQ(words.goals[0].goal, goals::GoalId{9}) << "what it serves besides stays";
    EXPECT_EQ(words.goals[1].goal, goals::GoalId{20});
    EXPECT_EQ(words.goals[1].weight, 3);
    EXPECT_EQ(words.panel, meetings::PanelId{40});
    targets.panels.clear();
    EXPECT_EQ(reduced(item, targets).fields.value(item_field::panel), "");
}

} // namespace
} // namespace kommin::adoption
