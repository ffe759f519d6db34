#include "modules/goals/goals/resolution_editing.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date day_of_test{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};
constexpr tenants::BodyId town_id{2};

Goals known_goals()
{
    Goals goals;
    tenants::Body town;
    town.id = town_id;
    town.slug = "luenen";
    town.name = "Lünen";
    goals.bodies = {town};
    goals.panels
        = {{meetings::PanelId{1}, {}, {}, meetings::PanelKind::assembly, "Kreistag"},
           {meetings::PanelId{2}, town_id, {}, meetings::PanelKind::council, "Migrationsrat"}};
    Goal of_kreis;
    of_kreis.id = GoalId{1};
    Goal of_town;
    of_town.id = GoalId{2};
    of_town.body = town_id;
    goals.all = {of_kreis, of_town};
    return goals;
}

Fields typed_resolution()
{
    Fields fields;
    fields.set(resolution_field::kind, "adoption");
    fields.set(resolution_field::resolved_by, "Kreisausschuss");
    return fields;
}

std::vector<std::string> wrong_in(Fields const& fields, EditedResolution const* edited = nullptr)
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_resolution(fields, known_goals(), edited, day_of_test))
        names.push_back(problem.field);
    return names;
}

TEST(Resolutions, are_taken_at_a_meeting_of_their_panel_and_on_its_day)
{
    auto goals = known_goals();
    goals.panel_meetings
        = {{meetings::MeetingId{7}, meetings::PanelId{1}, "12. Sitzung", PartialDate::parse("2007-06-05")},
           {meetings::MeetingId{8}, meetings::PanelId{2}, "Ratssitzung", std::nullopt}};
    auto const wrong = [&](std::string panel, std::string meeting, std::string day,
                           EditedResolution const* edited = nullptr) {
        Fields fields;
        fields.set(resolution_field::kind, "adoption");
        fields.set(resolution_field::panel, std::move(panel));
        fields.set(resolution_field::meeting, std::move(meeting));
        fields.set(resolution_field::day, std::move(day));
        if (fields.value(resolution_field::panel).empty())
            fields.set(resolution_field::resolved_by, "Kreisausschuss");
        std::vector<std::string> names;
        for (auto const& problem : problems_of_resolution(fields, goals, edited, day_of_test))
            names.push_back(problem.field);
        return names;
    };
    EXPECT_THAT(wrong("1", "", ""), IsEmpty());
    for (auto const* day : {"", "05.06.2007", "06.2007", "2007"})
        EXPECT_THAT(wrong("1", "7", day), IsEmpty()) << day;
    for (auto const* day : {"06.06.2007", "05.2007", "2006"})
        EXPECT_THAT(wrong("1", "7", day), ElementsAre("meeting")) << day;
    for (auto const* meeting : {"8", "9", "x", "0"})
        EXPECT_THAT(wrong("1", meeting, ""), ElementsAre("meeting")) << meeting;
    EXPECT_THAT(wrong("", "7", ""), ElementsAre("meeting")) << "words have no meetings";
    // What somebody else has named and this person does not see may stay, as long as the panel does.
    EditedResolution edited;
    edited.resolution.panel = meetings::PanelId{1};
    edited.resolution.meeting = meetings::MeetingId{9};
    EXPECT_THAT(wrong("1", "9", "", &edited), IsEmpty());
    EXPECT_THAT(wrong("", "9", "", &edited), ElementsAre("meeting"));
}

TEST(Resolutions, are_by_a_panel_or_by_words_and_not_by_both)
{
    auto fields = typed_resolution();
    EXPECT_THAT(wrong_in(fields), IsEmpty());
    fields.set(resolution_field::panel, "1");
    EXPECT_THAT(wrong_in(fields), ElementsAre("resolved_by"));
    fields.set(resolution_field::resolved_by, std::string{});
    EXPECT_THAT(wrong_in(fields), IsEmpty());
    fields.set(resolution_field::panel, "2");
    EXPECT_THAT(wrong_in(fields), ElementsAre("panel")) << "of a municipality";
    fields.set(resolution_field::body, "luenen");
    EXPECT_THAT(wrong_in(fields), IsEmpty());
    fields.set(resolution_field::panel, std::string{});
    EXPECT_THAT(wrong_in(fields), ElementsAre("panel")) << "by nobody";
    EXPECT_THAT(wrong_in({}), ElementsAre("kind", "panel"));
}

TEST(Resolutions, have_a_day_that_may_be_partial_or_missing_and_is_over)
{
    auto fields = typed_resolution();
    for (auto const* day : {"", "2007", "6.2007", "5.6.2007", "2007-06-05", "27.11.2026", "11.2026"}) {
        fields.set(resolution_field::day, day);
        EXPECT_THAT(wrong_in(fields), IsEmpty()) << day;
    }
    for (auto const* day : {"30.2.2007", "neulich", "28.11.2026", "12.2026", "2027"}) {
        fields.set(resolution_field::day, day);
        EXPECT_THAT(wrong_in(fields), ElementsAre("day")) << day;
    }
}

TEST(Resolutions, say_something_of_goals_of_their_owner)
{
    auto fields = typed_resolution();
    fields.set(resolution_field::goals, Fields::Values{"1"});
    EXPECT_THAT(wrong_in(fields), IsEmpty());
    for (auto const* goal : {"2", "99"}) {
        fields.set(resolution_field::goals, Fields::Values{"1", goal});
        EXPECT_THAT(wrong_in(fields), ElementsAre("goals")) << goal;
    }
    for (auto const* version : {"1@0", "1@1"}) {
        fields.set(resolution_field::goals, Fields::Values{version});
        EXPECT_THAT(wrong_in(fields), IsEmpty()) << version;
    }
    fields.set(resolution_field::goals, Fields::Values{"1@2"});
    EXPECT_THAT(wrong_in(fields), ElementsAre("goals")) << "it has no such version";
    fields.set(resolution_field::result, "vielleicht");
    fields.set(resolution_field::link, "http://rat.example");
    fields.set(resolution_field::goals, Fields::Values{});
    EXPECT_THAT(wrong_in(fields), ElementsAre("result", "link"));
}

TEST(Resolutions, name_a_goal_in_the_version_that_was_resolved_on)
{
    auto known = known_goals();
    known.all[0].version = 5;
    EditedResolution edited;
    edited.last = {{GoalId{1}, 3}};
    auto const versions = [&](Fields::Values typed, EditedResolution const* of) {
        Fields fields;
        fields.set(resolution_field::goals, std::move(typed));
        return with_versions(fields, known, of).values(resolution_field::goals);
    };
    EXPECT_THAT(versions({"1"}, nullptr), ElementsAre("1@5"));
    EXPECT_THAT(versions({"1"}, &edited), ElementsAre("1@3")) << "ticked again";
    EXPECT_THAT(versions({"1@3", "1@5"}, &edited), ElementsAre("1@5")) << "the present one is chosen";
    EXPECT_THAT(versions({"99", "1@x", "x@1", "@", ""}, &edited), ElementsAre("99"));
}

Adoption adoption(std::int64_t id, char const* day, std::int64_t version = 1)
{
    Adoption one;
    one.resolution = ResolutionId{id};
    one.day = PartialDate::parse(day);
    one.version = version;
    return one;
}

TEST(Adoptions, the_newest_counts_and_one_without_a_day_is_the_oldest)
{
    EXPECT_TRUE(adoption(1, "2008-01-01").is_newer_than(adoption(2, "2007-06-05")));
    EXPECT_FALSE(adoption(2, "2007-06-05").is_newer_than(adoption(1, "2008-01-01")));
    EXPECT_TRUE(adoption(1, "1999").is_newer_than(adoption(2, "")));
    EXPECT_FALSE(adoption(2, "").is_newer_than(adoption(1, "1999")));
    EXPECT_TRUE(adoption(2, "2007-06-05").is_newer_than(adoption(1, "2007-06-05"))) << "entered later";
    EXPECT_TRUE(adoption(2, "").is_newer_than(adoption(1, "")));
    EXPECT_TRUE(adoption(1, "2007-06-05").is_newer_than(adoption(2, "2007")));
}

TEST(Adoptions, a_goal_stands_by_what_was_resolved_on)
{
    Goal goal;
    goal.version = 4; // screened and weighed since
    auto const adopted = adoption(1, "2007-06-05", 2);
    EXPECT_EQ(standing_of(goal, nullptr, day_of_test), GoalStanding::draft);
    EXPECT_EQ(standing_of(goal, &adopted, day_of_test), GoalStanding::adopted);
    goal.worded_version = 2;
    EXPECT_EQ(standing_of(goal, &adopted, day_of_test), GoalStanding::adopted);
    goal.worded_version = 3;
    EXPECT_EQ(standing_of(goal, &adopted, day_of_test), GoalStanding::changed_since);
    goal.valid_to = PartialDate::parse("2010");
    EXPECT_EQ(standing_of(goal, &adopted, day_of_test), GoalStanding::ended);
    EXPECT_EQ(standing_of(goal, nullptr, day_of_test), GoalStanding::ended);
}

}
} // namespace kommin::goals
