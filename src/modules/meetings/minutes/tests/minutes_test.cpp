#include "modules/meetings/minutes/minutes_editing.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"

#include <gmock/gmock.h>

namespace kommin::meetings {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Motion voted(std::int64_t yes, std::int64_t no, Casting casting = Casting::none)
{
    return {
        .item = ItemId{1}, .voting = Voting::open, .yes = yes, .no = no, .abstained = 0, .casting = casting};
}

std::vector<std::string> fields_of(std::vector<Problem> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.field);
    return fields;
}

TEST(Minutes, the_outcome_is_reckoned_by_the_rule_for_a_tie)
{
    EXPECT_EQ(outcome_of(voted(3, 2), TieRule::rejected), Outcome::adopted);
    EXPECT_EQ(outcome_of(voted(2, 3), TieRule::chair), Outcome::rejected);
    EXPECT_EQ(outcome_of(voted(0, 0), TieRule::rejected), Outcome::rejected);
    EXPECT_EQ(outcome_of(voted(2, 2, Casting::yes), TieRule::rejected), Outcome::rejected)
        << "the chair decides only where the rules say so";
    EXPECT_EQ(outcome_of(voted(2, 2), TieRule::chair), Outcome::open);
    EXPECT_EQ(outcome_of(voted(2, 2, Casting::yes), TieRule::chair), Outcome::adopted);
    EXPECT_EQ(outcome_of(voted(2, 2, Casting::no), TieRule::chair), Outcome::rejected);
    EXPECT_EQ(
        outcome_of({.item = ItemId{1}, .voting = Voting::consensus}, TieRule::rejected), Outcome::adopted);
    EXPECT_EQ(outcome_of({.item = ItemId{1}}, TieRule::rejected), Outcome::open);
}

TEST(Minutes, a_motion_that_was_emptied_is_none_and_the_others_keep_their_numbers)
{
    Fields fields;
    fields.set("motion_7_2", "Zweiter");
    fields.set("decision_7_4", "Vierter");
    fields.set("yes_7_3", "5"); // of nothing
    auto const content = content_of(fields, {{ItemId{7}, 1, "Punkt", false}});
    ASSERT_THAT(content.items.front().motions, SizeIs(2));
    EXPECT_EQ(content.items.front().motions[0].key(), "7_2");
    EXPECT_EQ(content.items.front().motions[1].wording(), "Vierter");
    EXPECT_EQ(count_motions(fields, ItemId{7}), 4);
    EXPECT_EQ(count_motions(fields, ItemId{8}), 0);
}

TEST(Minutes, the_answers_that_were_open_stand_with_their_item_and_are_typed_by_nobody)
{
    Fields fields;
    fields.set("answers_7", "Abendkurse – Amt\nSprachkurse");
    MinutesItem const item{ItemId{7}, 1, "Offene Antworten", false};
    EXPECT_EQ(content_of(fields, {item}).items.front().answers, "Abendkurse – Amt\nSprachkurse");
    EXPECT_EQ(spelled_minutes(fields).value("answers_7"), "Abendkurse – Amt\nSprachkurse") << "lines stay";
    auto const typed = laid_over(
        fields, [](std::string_view) { return std::optional<std::string_view>("getippt"); }, {item});
    EXPECT_EQ(typed.value("answers_7"), "Abendkurse – Amt\nSprachkurse");
    EXPECT_EQ(public_part(content_of(fields, {item})).items.front().answers, fields.value("answers_7"))
        << "all of them are public";
}

TEST(Minutes, votes_are_no_more_than_people)
{
    Fields fields;
    fields.set("motion_7_1", "Antrag");
    fields.set("voting_7_1", "open");
    fields.set("yes_7_1", "3");
    fields.set("no_7_1", "1");
    MinutesRules rules{{{ItemId{7}, 1, "Punkt", false}}, std::nullopt};
    EXPECT_THAT(problems_of_minutes(fields, rules), IsEmpty()) << "nobody was counted";
    rules.present = 3;
    EXPECT_THAT(fields_of(problems_of_minutes(fields, rules)), ElementsAre("yes_7_1"));
    rules.present = 4;
    EXPECT_THAT(problems_of_minutes(fields, rules), IsEmpty());
    fields.set("voters", "3");
    EXPECT_THAT(fields_of(problems_of_minutes(fields, rules)), ElementsAre("yes_7_1"))
        << "who has no vote does not vote";
    fields.set("voters", "5");
    EXPECT_THAT(fields_of(problems_of_minutes(fields, rules)), ElementsAre("voters"));
    fields.set("voters", "");
    fields.set("no_7_1", "-1");
    EXPECT_THAT(fields_of(problems_of_minutes(fields, rules)), ElementsAre("no_7_1"));
}

TEST(Minutes, what_is_stored_says_nothing_that_nobody_said)
{
    Fields typed;
    typed.set("voting_7_1", "none");
    typed.set("yes_7_1", " 07 ");
    typed.set("notes_7", " Eins\r\nZwei ");
    auto const spelled = spelled_minutes(typed);
    EXPECT_EQ(spelled.value("voting_7_1"), "");
    EXPECT_EQ(spelled.value("yes_7_1"), "7");
    EXPECT_EQ(spelled.value("notes_7"), "Eins\nZwei");
    EXPECT_EQ(spelled_minutes(spelled), spelled);
}

TEST(Minutes, the_public_part_has_nothing_internal_and_nobody_by_name)
{
    MinutesContent content;
    content.keeper = "Frau Muster";
    content.items
        = {{.item = {ItemId{1}, 1, "Offen", false},
            .notes = "Notiz",
            .internal = "Intern",
            .motions = {voted(1, 0)}},
           {.item = {ItemId{2}, 2, "Intern", true}}};
    content.items.front().motions.front().mover = "Herr Muster";
    auto const shown = public_part(content);
    ASSERT_THAT(shown.items, SizeIs(1));
    EXPECT_EQ(shown.items.front().notes, "Notiz");
    EXPECT_EQ(shown.items.front().internal, "");
    EXPECT_EQ(shown.items.front().motions.front().mover, "");
    EXPECT_EQ(shown.keeper, "");
}

TEST(Minutes, an_agenda_is_read_as_it_was_kept)
{
    std::vector<MinutesItem> const items{
        {ItemId{3}, 1, "Über \"alles\"", false}, {ItemId{9}, 2, "Intern", true}};
    auto const read = items_from_json(to_json(items));
    ASSERT_THAT(read, SizeIs(2));
    EXPECT_EQ(read[0].title, items[0].title);
    EXPECT_TRUE(read[1].is_internal);
    EXPECT_THAT(items_from_json("kaputt"), IsEmpty());
}

} // namespace
} // namespace kommin::meetings
