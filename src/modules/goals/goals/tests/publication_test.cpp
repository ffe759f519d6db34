#include "modules/goals/goals/goal_publication.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace kommin::goals {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(PublicSlug, is_made_of_the_title_and_free)
{
    std::set<std::string, std::less<>> taken;
    auto const next = [&](std::string_view title) {
        auto slug = free_slug(title, "ziel", [&](std::string_view one) { return taken.contains(one); });
        taken.insert(slug);
        return slug;
    };
    EXPECT_EQ(next("Sprache für Fröndenberg/Ruhr"), "sprache-fuer-froendenberg-ruhr");
    EXPECT_EQ(next("Sprache für Fröndenberg/Ruhr"), "sprache-fuer-froendenberg-ruhr-2");
    EXPECT_EQ(next("Sprache für Fröndenberg/Ruhr"), "sprache-fuer-froendenberg-ruhr-3");
    EXPECT_EQ(next("تعلّم"), "ziel");
    EXPECT_EQ(next("؟"), "ziel-2");
    auto const cut = next(std::string(59, 'a') + " b c");
    EXPECT_EQ(cut, std::string(59, 'a')) << "no hyphen at its end";
    EXPECT_LE(next(std::string(300, 'b')).size(), 60U);
}

TEST(PlainText, is_counted_as_it_is_stored)
{
    EXPECT_THAT(problems_of_plain_text(std::string(longest_plain_text, 'x') + "\r\n \r\n"), IsEmpty());
    EXPECT_THAT(problems_of_plain_text(std::string(longest_plain_text + 1, 'x')), SizeIs(1));
    EXPECT_EQ(cleaned_plain_text(" Kurse.\r\nFür alle. "), "Kurse.\nFür alle.");
}

TEST(PublicGoal, is_one_that_was_shown_and_adopted)
{
    Goal goal;
    Adoption const adoption;
    EXPECT_FALSE(is_public(goal, &adoption));
    goal.public_since = parse_date("2026-11-23");
    EXPECT_FALSE(is_public(goal, nullptr));
    EXPECT_TRUE(is_public(goal, &adoption));
}

TEST(GoalForm, keeps_what_has_a_page_of_its_own)
{
    records::Fields fields;
    fields.set(goal_field::title, "Offen");
    fields.set(goal_field::plain_text, "In einfachen Worten.");
    fields.set(goal_field::shown, std::string(shown_value_in_versions));
    auto const spelled = spelled_goal(fields);
    for (auto const& one : public_goal_fields)
        EXPECT_EQ(spelled.value(one.name), fields.value(one.name)) << one.name;
}

} // namespace
} // namespace kommin::goals
