// The second district of the demonstration: invented, with three years of reports, and apart from Kreis Unna.

#include "app/demo.hpp"
#include "app/maintenance.hpp"
#include "app/share.hpp"
#include "app/tests/staff_story.hpp"
#include "modules/goals/testing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto* unna_host = "kreis-unna.localhost";
constexpr auto* linden_host = "lindenkreis.localhost";

class Lindenkreis : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        auto const folder = find_shared("demo/district.csv").parent_path();
        ASSERT_TRUE(load_demo(
            connection(), clock(), product_.modules, {.folder = folder, .hosts = {unna_host, "localhost"}}));
        auto const loaded
            = load_demo(connection(), clock(), product_.modules, {.folder = folder / lindenkreis_folder});
        ASSERT_TRUE(loaded);
        counts_ = *loaded;
        unna_ = tenants::find_tenant(connection(), "kreis-unna")->id;
        linden_ = tenants::find_tenant(connection(), "lindenkreis")->id;
        product_.publications.refresh(connection());
    }
    std::vector<goals::Measure> measures_of(TenantId tenant)
    {
        std::vector<Scope> owners{Scope::whole_tenant()};
        for (auto const& body : tenants::list_bodies(connection(), tenant)) {
            if (body.kind == tenants::BodyKind::municipality)
                owners.push_back(Scope::of_owner(body.id.value));
        }
        return goals::list_measures(connection(), tenant, {.owners = owners}, 100);
    }

    std::map<std::string, int> counts_;
    TenantId unna_;
    TenantId linden_;
};
KOMMIN_ON_BOTH_ENGINES(Lindenkreis);

TEST_P(Lindenkreis, shows_every_light_and_every_state_after_three_years_of_reports)
{
    EXPECT_EQ(counts_["municipalities"], 4);
    EXPECT_EQ(counts_["measures"], 13);
    EXPECT_EQ(counts_["reports of figures"], 54);
    EXPECT_EQ(counts_["milestones"], 11);
    EXPECT_EQ(counts_["recommendations"], 6);

    auto const measures = measures_of(linden_);
    ASSERT_THAT(measures, SizeIs(13));
    auto const today = *parse_date("2026-11-23");
    std::vector<goals::MeasureId> ids;
    std::set<goals::MeasureState> states;
    for (auto const& one : measures) {
        ids.push_back(one.id);
        states.insert(one.state);
        EXPECT_THAT(one.remark, HasSubstr("erfunden für die Vorführung")) << one.title;
    }
    EXPECT_THAT(states, SizeIs(goals::all_measure_states.size()));
    auto const milestones = goals::list_milestones_of(connection(), linden_, ids);
    auto const standings = goals::list_standings(
        connection(), linden_, measures, today, [&](goals::MeasureId id) -> std::optional<goals::Light> {
            auto const found = milestones.find(id);
            return found == milestones.end() ? std::nullopt
                                             : goals::light_of_milestones(found->second, today);
        });
    std::map<std::string, int> lights;
    for (auto const& one : measures) {
        auto const& shown = standings.at(one.id).light;
        ++lights[std::string(goals::to_text(shown ? shown->light : goals::Light::no_data))];
    }
    EXPECT_EQ(lights["on_track"], 5);
    EXPECT_EQ(lights["at_risk"], 2);
    EXPECT_EQ(lights["missed"], 2);
    EXPECT_EQ(lights["no_data"], 3);
    EXPECT_EQ(lights["reached"], 1);

    auto const courses = std::ranges::find(measures, "Sprachkurse am Abend", &goals::Measure::title);
    ASSERT_NE(courses, measures.end());
    auto const figures = goals::list_figures(connection(), linden_, {courses->id});
    ASSERT_THAT(figures, SizeIs(1));
    auto const reports = goals::list_reports(connection(), linden_, figures.front().id);
    ASSERT_THAT(reports, SizeIs(7));
    EXPECT_GT(
        std::chrono::sys_days{reports.front().day} - std::chrono::sys_days{reports.back().day},
        std::chrono::days{2 * 365});
    EXPECT_EQ(std::ranges::count(reports, goals::ReportState::withdrawn, &goals::Report::state), 1);
    for (auto const& report : reports)
        EXPECT_THAT(report.source, HasSubstr("erfunden für die Vorführung"));
}

TEST_P(Lindenkreis, has_goals_with_texts_that_were_resolved_and_one_that_was_not)
{
    auto const all = goals::list_goals(connection(), linden_);
    ASSERT_THAT(all, SizeIs(8));
    auto const adoptions = goals::list_adoptions(connection(), linden_);
    std::vector<std::string> drafts;
    for (auto const& one : all) {
        EXPECT_FALSE(one.text.empty()) << one.title;
        if (goals::adoption_in(adoptions, one.id) == nullptr)
            drafts.push_back(one.title);
    }
    EXPECT_THAT(drafts, ElementsAre("Betriebe kennen ihre Ansprechperson"));
    EXPECT_EQ(counts_["resolutions"], 4);

    Folder const data;
    std::filesystem::create_directories(data.path());
    Settings settings;
    settings.data = data.path();
    EXPECT_TRUE(verify(connection(), settings).is_sound) << "both districts";
}

TEST_P(Lindenkreis, and_kreis_unna_know_nothing_of_each_other)
{
    EXPECT_THAT(measures_of(unna_), SizeIs(11));
    for (auto const& one : measures_of(unna_))
        EXPECT_THAT(one.remark, Not(HasSubstr("erfunden"))) << one.title << ": no story was asked for";

    for (auto const* path :
         {"/de/", "/de/orte", "/de/angebote", "/de/konferenz", "/de/konferenz/empfehlungen"}) {
        SCOPED_TRACE(path);
        auto const linden = get(path, linden_host);
        ASSERT_EQ(linden.status(), http::Status::ok);
        EXPECT_THAT(
            linden.body_text(),
            AllOf(HasSubstr("Lindenkreis (erfunden)"), HasSubstr("Vorführung"), Not(HasSubstr("Unna"))));
        auto const unna = get(path, unna_host);
        ASSERT_EQ(unna.status(), http::Status::ok);
        EXPECT_THAT(unna.body_text(), AllOf(HasSubstr("Kreis Unna"), Not(HasSubstr("Lindenkreis"))));
        EXPECT_THAT(get(path, "localhost").body_text(), HasSubstr("Kreis Unna"));
    }
    EXPECT_THAT(
        get("/de/konferenz/empfehlungen", linden_host).body_text(), HasSubstr("Mehr Sprachkurse am Abend"));
    EXPECT_EQ(
        get("/de/angebote/auslaenderbehoerde-kreis-unna", linden_host).status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
