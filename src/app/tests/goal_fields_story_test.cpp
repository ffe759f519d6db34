// What the forms of goals and resolutions name, as form_fields_story_test.cpp has it for other records.

#include "app/tests/form_fields_story.hpp"

#include <string>
#include <vector>

namespace kommin::app {
namespace {

class GoalFields : public FormFields {
protected:
    // It can be what a goal comes from.
    std::string adopted(std::string const& recommendation, TenantId tenant)
    {
        EXPECT_TRUE(work(
            [&](Work& work) -> Result<void> {
                meetings::RecommendationId const id{std::stoll(recommendation)};
                auto const version = meetings::load_recommendation(work.db(), work.tenant(), id)->version;
                records::Fields step;
                step.set("stand", "adopted");
                return without_value(meetings::take_step(work, {id, version}, step));
            },
            tenant));
        return recommendation;
    }
};
KOMMIN_ON_BOTH_ENGINES(GoalFields);

TEST_P(GoalFields, no_goal_or_resolution_names_what_belongs_to_others)
{
    auto const second
        = std::to_string(work([](Work& work) { return goal_of(work, "aalfeld", "Zweites"); }).value().value);
    auto const of_kreis
        = std::to_string(work([](Work& work) { return goal_of(work, {}, "Kreisziel"); }).value().value);
    std::vector<std::string> const others{neighbours_.goal, foreign_.goal, of_kreis, "999999"};
    auto const entries = std::string("title=Neu&kind=operational&weight=1&body=");
    expect(
        *town_,
        {"whose a new goal is", "/verwaltung/ziele/neu", entries, "aalfeld", {"bergau", "chemheim", ""}});
    auto const goal = "/verwaltung/ziele/" + own_.goal + "/bearbeiten";
    auto const seen = [&] { return version_of("goals", own_.goal) + "&title=Neu&kind=operational&"; };
    expect(*town_, {"the goal above it", goal, seen() + "parent=", second, others});
    expect(*town_, {"a unit of it", goal, seen() + "units=", own_.unit, {neighbours_.unit, foreign_.unit}});
    expect(
        *town_,
        {"a recommendation that it comes from",
         goal,
         seen() + "origins=",
         adopted(own_.recommendation, tenant_),
         {adopted(neighbours_.recommendation, tenant_), adopted(foreign_.recommendation, other_tenant_)}});
    // What nobody has adopted is the Kreis's own; the title of what was is no secret to its municipalities.
    auto const served
        = std::to_string(work([](Work& work) { return goal_of(work, {}, "Leitziel"); }).value().value);
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto fields = resolved_by({}, "Kreistag");
        fields.set("goals", served);
        return without_value(goals::add_resolution(work, fields, "kreistag"));
    }));
    expect(*town_, {"the goal that it serves", goal, seen() + "serves=", served, others});
    auto const resolution = "/verwaltung/beschluesse/" + own_.resolution;
    auto const resolved = [&] { return version_of("resolutions", own_.resolution) + "&kind=adoption&"; };
    expect(
        *town_,
        {"who resolved it",
         resolution,
         resolved() + "panel=",
         own_.panel,
         {neighbours_.panel, foreign_.panel}});
    expect(
        *town_,
        {"the goal that it is about", resolution, resolved() + "resolved_by=Rat&goals=", own_.goal, others});
    expect(
        *town_,
        {"whose a new resolution is",
         "/verwaltung/beschluesse/neu",
         "kind=adoption&resolved_by=Neuer+Rat&body=",
         "aalfeld",
         {"bergau", "chemheim", ""}});
}

} // namespace
} // namespace kommin::app
