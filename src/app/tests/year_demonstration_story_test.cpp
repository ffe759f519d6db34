// The years of the steering group in the demonstration: what the report of 2008 says and no more.

#include "app/tests/story.hpp"
#include "modules/steering/testing.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class YearDemonstration : public PortalStory {
protected:
    static TenantId tenant() { return world().db().load<TenantId>("SELECT id FROM tenants"); }
    static steering::SteeringYear year(int number)
    {
        return steering::find_year(world().db(), tenant(), std::nullopt, number).value();
    }
    static std::map<steering::StepKind, steering::WholeStep> steps(int number)
    {
        std::map<steering::StepKind, steering::WholeStep> all;
        for (auto& whole : steering::list_steps(world().db(), tenant(), year(number).id))
            all.emplace(whole.step.kind, std::move(whole));
        return all;
    }
};
KOMMIN_ON_BOTH_ENGINES(YearDemonstration);

TEST_P(YearDemonstration, has_the_two_years_of_which_the_report_speaks)
{
    EXPECT_THAT(steering::list_years(world().db(), tenant(), {Scope::whole_tenant()}, 100), SizeIs(2));
    for (auto const number : {2009, 2010}) {
        auto const one = year(number);
        EXPECT_TRUE(one.panel) << "the group inside the administration";
        EXPECT_FALSE(one.is_closed) << "nobody knows what was known at its end";
        EXPECT_THAT(one.source, HasSubstr("2008"));
        auto const all = steps(number);
        ASSERT_THAT(all, SizeIs(6));
        for (auto const& [kind, whole] : all) {
            EXPECT_THAT(whole.step.owner, HasSubstr("RAA")) << "it prepares the meetings";
            EXPECT_FALSE(whole.step.account);
            EXPECT_FALSE(whole.step.due) << "the report names no day";
            EXPECT_THAT(whole.documents, IsEmpty());
            EXPECT_THAT(whole.decisions, IsEmpty()) << "the report has no minutes";
            bool const is_done = kind == steering::StepKind::priorities;
            EXPECT_EQ(whole.step.state == steering::StepState::done, is_done) << to_text(kind);
        }
        EXPECT_THAT(
            all.at(steering::StepKind::priorities).step.outcome,
            AllOf(HasSubstr("Bildung und Erziehung"), HasSubstr("Kommunale Steuerung")));
    }
    EXPECT_THAT(
        steps(2009).at(steering::StepKind::priorities).step.outcome,
        AllOf(
            HasSubstr("PISA"), HasSubstr("IGLU"), HasSubstr("demografischen Wandel"),
            HasSubstr("tatsächlich beeinflussen"), HasSubstr("Aufgabenbereich")))
        << "why these two fields come first";
    EXPECT_EQ(world().db().load<std::int64_t>("SELECT COUNT(*) FROM priorities"), 0)
        << "the report gives no marks";
    EXPECT_EQ(world().db().load<std::int64_t>("SELECT COUNT(*) FROM evaluations_of_measures"), 0);
}

// Nothing was reported by the end of 2009: the state says of each figure that nobody knows.
TEST_P(YearDemonstration, a_state_of_2009_has_the_measures_of_the_report_and_makes_nothing_up)
{
    auto const state = steering::state_of_year(
        world().db(), tenant(), Actor::system(), year(2009), *parse_date("2010-03-01"), {});
    EXPECT_EQ(state.state_day, "2009-12-31");
    EXPECT_THAT(state.measures, SizeIs(11));
    EXPECT_FALSE(state.is_money_known);
    for (auto const& measure : state.measures) {
        EXPECT_EQ(measure.known, 0) << measure.title;
        EXPECT_FALSE(measure.progress) << measure.title;
        for (auto const& figure : measure.figures) {
            EXPECT_EQ(figure.light, "no_data") << figure.name;
            EXPECT_FALSE(figure.value) << figure.name;
            EXPECT_THAT(figure.reports, IsEmpty()) << figure.name;
        }
    }
    EXPECT_EQ(to_json(*steering::state_from_json(to_json(state))), to_json(state));
}

} // namespace
} // namespace kommin::app
