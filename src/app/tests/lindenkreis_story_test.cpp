// The second district of the demonstration: invented, with three years of reports, and apart from Kreis Unna.

#include "app/demo.hpp"
#include "app/maintenance.hpp"
#include "app/server_key.hpp"
#include "app/share.hpp"
#include "app/tests/staff_story.hpp"
#include "modules/goals/testing.hpp"
#include "modules/steering/testing.hpp"
#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
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

class Lindenkreis : protected FolderFirst, public DistrictStory {
protected:
    Lindenkreis()
        : DistrictStory({}, modules_in(folder_.path()))
    { }
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
    EXPECT_EQ(counts_["measures"], 14 + 1) << "one of them was made of an entry of a stocktaking";
    EXPECT_EQ(counts_["reports of figures"], 57 + 2) << "two wait for somebody who looks at them";
    EXPECT_EQ(counts_["risks"], 5);
    EXPECT_EQ(counts_["tasks of measures"], 3);
    EXPECT_EQ(counts_["milestones"], 11);
    EXPECT_EQ(counts_["recommendations"], 7);

    auto const measures = measures_of(linden_);
    ASSERT_THAT(measures, SizeIs(15 + 1)) << "one of them taken over by Lindenstadt";
    auto const today = *parse_date("2026-11-23");
    std::vector<goals::MeasureId> ids;
    std::set<goals::MeasureState> states;
    for (auto const& one : measures) {
        ids.push_back(one.id);
        states.insert(one.state);
        if (one.source.find("Konzeptpaket") == std::string::npos)
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
    EXPECT_EQ(lights["on_track"], 6);
    EXPECT_EQ(lights["at_risk"], 2);
    EXPECT_EQ(lights["missed"], 2);
    EXPECT_EQ(lights["no_data"], 3 + 1 + 1);
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
    ASSERT_THAT(all, SizeIs(9 + 2)) << "two of them taken over by Lindenstadt";
    auto const adoptions = goals::list_adoptions(connection(), linden_);
    std::vector<std::string> drafts;
    for (auto const& one : all) {
        EXPECT_FALSE(one.text.empty()) << one.title;
        if (goals::adoption_in(adoptions, one.id) == nullptr)
            drafts.push_back(one.title);
    }
    EXPECT_THAT(
        drafts,
        ElementsAre(
            "Betriebe kennen ihre Ansprechperson", "Leitziele für das Zusammenleben im Lindenkreis",
            "Nachbarschaft, in der man sich kennt"))
        << "the council of Lindenstadt has not spoken about what was taken over";
    EXPECT_EQ(counts_["resolutions"], 6);

    Settings settings;
    settings.data = folder_.path();
    EXPECT_TRUE(verify(connection(), settings).is_sound) << "both districts";
}

// The story ends on the 15th of June of its last year; days move by as many as that is before today, years by
// whole ones.
TEST_P(Lindenkreis, has_closed_the_years_that_are_over_one_behind_the_other)
{
    EXPECT_EQ(counts_["closed years"], 2);
    EXPECT_FALSE(steering::find_year(connection(), linden_, std::nullopt, 2026)->is_closed);
    auto const closed = [&](int year) {
        auto const id = steering::find_year(connection(), linden_, std::nullopt, year).value().id;
        return steering::find_closed_year(connection(), linden_, id).value();
    };
    auto const first = closed(2024);
    auto const second = closed(2025);
    EXPECT_TRUE(first.is_sound());
    EXPECT_TRUE(second.is_sound());
    EXPECT_EQ(second.state()->previous_hash, first.hash);
    EXPECT_THAT(first.state()->missing, SizeIs(0));
    EXPECT_EQ(first.reason, "");
    EXPECT_THAT(second.state()->missing, SizeIs(2)) << "what has not begun was not evaluated";
    EXPECT_THAT(second.reason, HasSubstr("M 10 und M 13"));

    // What was known of the courses on the last day of each: 8 by the middle of 2024 and 12 by that of 2025,
    // told half a year later.
    auto const courses_in = [](steering::YearState const& state) {
        auto const found
            = std::ranges::find(state.measures, "Sprachkurse am Abend", &steering::StateMeasure::title);
        return found == state.measures.end() ? std::string{} : found->figures.at(0).value.value_or("");
    };
    EXPECT_EQ(courses_in(*first.state()), "8");
    EXPECT_EQ(courses_in(*second.state()), "12");
    EXPECT_THAT(first.state()->measures, SizeIs(12)) << "that of Ahornhausen is in no year of the Kreis";
    EXPECT_THAT(second.state()->priorities, SizeIs(5));
    EXPECT_THAT(second.state()->evaluations, SizeIs(9 + 1)) << "one of them from outside";
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

// Of the Lindenkreis, with something wrong in one of its files.
class BrokenDemonstration : protected FolderFirst, public DistrictStory {
protected:
    BrokenDemonstration()
        : DistrictStory({}, modules_in(folder_.path()))
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        std::filesystem::copy(
            find_shared("demo/district.csv").parent_path() / lindenkreis_folder, copy_.path(),
            std::filesystem::copy_options::recursive);
    }
    void change(std::string const& file, std::string const& from, std::string const& to)
    {
        auto text = files::read_file(copy_.path() / file, 1'000'000).value();
        auto const place = text.find(from);
        ASSERT_NE(place, std::string::npos) << from;
        text.replace(place, from.size(), to);
        files::write_atomically(copy_.path() / file, text);
    }
    void load()
    {
        static_cast<void>(load_demo(connection(), clock(), product_.modules, {.folder = copy_.path()}));
    }

    Folder copy_;
};
KOMMIN_ON_BOTH_ENGINES(BrokenDemonstration);

TEST_P(BrokenDemonstration, is_refused_with_its_file_and_the_word_that_nobody_reads)
{
    change("funding.json", "\"planned\"", "\"plnned\"");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("funding.json"), HasSubstr("\"plnned\" is a word that nobody reads"))));
    EXPECT_THAT(tenants::list_tenants(connection()), SizeIs(0)) << "all of it or nothing";
}

TEST_P(BrokenDemonstration, is_refused_where_a_value_is_none)
{
    change("story.json", "\"probability\": \"medium\"", "\"probability\": \"maybe\"");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("story.json"), HasSubstr("a2"))));
    change("story.json", "\"probability\": \"maybe\"", "\"probability\": 2");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(HasSubstr("\"probability\" is no text")));
}

TEST_P(BrokenDemonstration, is_refused_where_a_decision_or_a_resolution_names_what_is_not_there)
{
    change("years.json", "\"wording\": \"Die Kammern", "\"wording\": \"Die Kammer");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("years.json, 2026"), HasSubstr("no decision Die Kammer werden"))));
    change("resolutions.json", "23. Sitzung", "24. Sitzung");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("resolutions.json"), HasSubstr("no meeting 24. Sitzung des Kreistages"))));
}

TEST_P(BrokenDemonstration, is_refused_where_more_is_carried_than_is_left_or_a_group_is_none)
{
    change(
        "funding.json", "\"amount\": \"900\",\n   \"reason\": \"K",
        "\"amount\": \"900,01\",\n   \"reason\": \"K");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("funding.json, kurse-2025"), HasSubstr("höchstens 900,00"))));
    change("funding.json", "\"group\": \"sprache\"", "\"group\": \"spräche\"");
    EXPECT_THAT(
        [&] { load(); },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("funding.json, Sprachkurse am Abend, 2026"), HasSubstr("no spräche"))));
    EXPECT_THAT(tenants::list_tenants(connection()), SizeIs(0));
}

TEST_P(BrokenDemonstration, makes_no_account_where_one_is_named_that_is_none)
{
    change("measures.json", "department.editor@demo.example\",\n", "nobody@demo.example\",\n");
    load();
    EXPECT_THAT(
        [&] {
            static_cast<void>(add_demo_accounts(
                connection(), clock(), secrets_of(folder_.path())(), product_.modules,
                {{.folder = copy_.path()}}));
        },
        ::testing::ThrowsMessage<std::runtime_error>(
            AllOf(HasSubstr("measures.json, a2"), HasSubstr("no account nobody@demo.example"))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM accounts"), 0)
        << "passwords that nobody was shown";
}

} // namespace
} // namespace kommin::app
