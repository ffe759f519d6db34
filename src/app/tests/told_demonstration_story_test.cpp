// The demonstration with the story of 2009: what is invented of the measures of the report, and that it says
// so.

#include "app/cli.hpp"
#include "app/demo.hpp"
#include "app/maintenance.hpp"
#include "app/share.hpp"
#include "app/tests/staff_story.hpp"
#include "modules/funding/testing.hpp"
#include "modules/goals/testing.hpp"
#include "modules/steering/testing.hpp"
#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int more_than_there_are = 100;

std::filesystem::path folder_of_demonstration()
{
    return find_shared("demo/district.csv").parent_path();
}

class ToldDemonstration : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        auto const loaded = load_demo(
            connection(), clock(), product_.modules, {.folder = folder_of_demonstration(), .story = "2009"});
        ASSERT_TRUE(loaded);
        counts_ = *loaded;
        tenant_ = tenants::find_tenant(connection(), "kreis-unna")->id;
        for (auto const& one :
             goals::list_measures(connection(), tenant_, {.owners = {Scope::whole_tenant()}}, 100))
            measures_.push_back(one);
        ASSERT_THAT(measures_, SizeIs(11));
    }
    // As the pages show it.
    std::map<goals::MeasureId, goals::MeasureStanding> standings()
    {
        auto const today = *parse_date("2026-11-23");
        std::vector<goals::MeasureId> ids;
        for (auto const& one : measures_)
            ids.push_back(one.id);
        auto const milestones = goals::list_milestones_of(connection(), tenant_, ids);
        return goals::list_standings(
            connection(), tenant_, measures_, today, [&](goals::MeasureId id) -> std::optional<goals::Light> {
                auto const found = milestones.find(id);
                return found == milestones.end() ? std::nullopt
                                                 : goals::light_of_milestones(found->second, today);
            });
    }

    std::map<std::string, int> counts_;
    TenantId tenant_;
    std::vector<goals::Measure> measures_; // as the report names them
};
KOMMIN_ON_BOTH_ENGINES(ToldDemonstration);

TEST_P(ToldDemonstration, shows_four_on_track_two_at_risk_one_missed_and_four_without_data)
{
    std::map<std::string, int> lights;
    std::string in_order;
    auto const known = standings();
    for (auto const& one : measures_) {
        auto const& shown = known.at(one.id).light;
        auto const word = std::string(goals::to_text(shown ? shown->light : goals::Light::no_data));
        ++lights[word];
        in_order += word + (shown && shown->is_by_hand ? " by hand " : " ");
    }
    EXPECT_EQ(lights["on_track"], 4);
    EXPECT_EQ(lights["at_risk"], 2);
    EXPECT_EQ(lights["missed"], 1);
    EXPECT_EQ(lights["no_data"], 4);
    EXPECT_EQ(
        in_order,
        "on_track at_risk missed at_risk by hand no_data no_data no_data on_track on_track on_track "
        "no_data ");
    EXPECT_EQ(counts_["reports of figures"], 8);

    auto const& trainings = known.at(measures_[0].id).figures.at(0);
    EXPECT_EQ(trainings.last->value, goals::read_value("11"));
    EXPECT_EQ(trainings.last->day, *parse_date("2026-11-22")) << "the day before the story's last one";
    EXPECT_THAT(trainings.judged.expected->to_typed(), HasSubstr("10,9"));
    auto const& rucksack = known.at(measures_[1].id).figures.at(0);
    EXPECT_EQ(rucksack.last->value, goals::read_value("3"));
    EXPECT_EQ(rucksack.figure.target, goals::read_value("20"));

    Folder const data;
    std::filesystem::create_directories(data.path());
    Settings settings;
    settings.data = data.path();
    EXPECT_TRUE(verify(connection(), settings).is_sound);
}

TEST_P(ToldDemonstration, says_of_everything_that_it_is_invented)
{
    for (auto const& one : measures_) {
        SCOPED_TRACE(one.title);
        auto const whole = goals::load_whole_measure(connection(), tenant_, one.id);
        EXPECT_THAT(whole.measure.remark, HasSubstr("erfunden für die Vorführung"));
        EXPECT_TRUE(whole.measure.text.starts_with("„")) << "the words of the report stay";
        for (auto const& milestone : whole.milestones)
            EXPECT_THAT(milestone.remark, HasSubstr("erfunden für die Vorführung")) << milestone.title;
        for (auto const& risk : whole.risks)
            EXPECT_THAT(risk.response, HasSubstr("erfunden für die Vorführung")) << risk.title;
        if (whole.measure.by_hand) {
            EXPECT_THAT(whole.measure.by_hand->reason, HasSubstr("erfunden für die Vorführung"));
        }
        for (auto const& figure : goals::list_figures(connection(), tenant_, {one.id})) {
            for (auto const& report : goals::list_reports(connection(), tenant_, figure.id))
                EXPECT_THAT(report.source, HasSubstr("erfunden für die Vorführung"));
        }
        if (whole.measure.deadline) {
            EXPECT_GT(whole.measure.deadline->year(), std::chrono::year{2025}) << "with the story";
            EXPECT_THAT(whole.measure.deadline_remark, HasSubstr("Im Bericht"));
        }
    }
}

// Its words of a doubt have those of the story behind them; all else is said in six languages.
TEST_P(ToldDemonstration, what_it_says_otherwise_stays_german)
{
    auto const languages_of = [&](std::string const& field) {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM translations WHERE tenant_id = ? AND subject_kind = 'measure'"
            " AND subject_id = ? AND field = ?",
            tenant_, measures_[1].id, field);
    };
    EXPECT_TRUE(measures_[1].is_uncertain);
    EXPECT_EQ(languages_of("remark"), 0);
    EXPECT_EQ(languages_of("title"), 6);
    EXPECT_EQ(languages_of("plain_text"), 6);
}

TEST_P(ToldDemonstration, one_report_by_link_waits_and_turns_no_light)
{
    auto const figures = goals::list_figures(connection(), tenant_, {measures_[0].id});
    ASSERT_THAT(figures, SizeIs(1));
    auto const waiting = connection().list<goals::FigureId>(
        "SELECT figure_id FROM figure_reports WHERE tenant_id = ? AND state = 'reported'", tenant_);
    EXPECT_THAT(waiting, ElementsAre(figures[0].id));
    EXPECT_EQ(standings().at(measures_[0].id).figures.at(0).last->day, *parse_date("2026-11-22"))
        << "the confirmed one of the day before";
}

TEST_P(ToldDemonstration, the_next_budget_is_a_risk_of_the_trainings)
{
    auto const whole = goals::load_whole_measure(connection(), tenant_, measures_[0].id);
    ASSERT_THAT(whole.risks, SizeIs(1));
    EXPECT_EQ(whole.risks[0].title, "Haushalt 2010");
    EXPECT_THAT(whole.risks[0].response, HasSubstr("Beschluss im Dezember"));
}

TEST_P(ToldDemonstration, has_158000_euros_of_which_42000_hang_on_applications)
{
    Money planned, secured, at_risk;
    for (auto const& line :
         funding::list_budget_lines(connection(), tenant_, {.year = 2026}, more_than_there_are)) {
        planned += line.amounts.planned.value_or(Money{});
        secured += line.amounts.secured.value_or(Money{});
        if (line.hangs_on.application)
            at_risk += line.amounts.planned.value_or(Money{});
        EXPECT_THAT(line.remark, HasSubstr("erfunden für die Vorführung"));
        EXPECT_EQ(line.as_of, *parse_date("2026-11-23"));
    }
    EXPECT_EQ(planned, Money::euros(158'000));
    EXPECT_EQ(secured, Money::euros(65'000));
    EXPECT_EQ(at_risk, Money::euros(42'000));
    auto const lines = funding::list_budget_lines(
        connection(), tenant_, {.measures = std::vector{measures_[0].id}}, more_than_there_are);
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines[0].year, 2027) << "the latest first";
    EXPECT_EQ(lines[0].amounts.planned, Money::euros(64'000));
    EXPECT_FALSE(lines[0].amounts.secured);
    EXPECT_EQ(lines[1].amounts.planned, Money::euros(60'000));
    EXPECT_EQ(lines[1].amounts.secured, Money::euros(42'000));
    EXPECT_EQ(lines[1].amounts.committed, Money::euros(31'500));
    EXPECT_EQ(lines[1].amounts.spent, Money{1'824'050});
    EXPECT_THAT(
        funding::list_budget_lines(connection(), tenant_, {.year = 2009}, more_than_there_are), SizeIs(0))
        << "that of the report is told on the days of its measure";
}

TEST_P(ToldDemonstration, the_application_of_the_report_has_a_sum_and_is_on_its_way)
{
    auto const all = funding::list_applications(connection(), tenant_, {.owner = 0}, more_than_there_are);
    ASSERT_THAT(all, SizeIs(2));
    for (auto const& one : all) {
        EXPECT_EQ(one.state, funding::ApplicationState::submitted) << one.title;
        EXPECT_THAT(one.remark, HasSubstr("erfunden für die Vorführung")) << one.title;
        auto const steps = funding::list_steps(connection(), tenant_, one.id);
        ASSERT_THAT(steps, SizeIs(1)) << one.title;
        EXPECT_THAT(steps[0].reason, HasSubstr("erfunden für die Vorführung"));
        EXPECT_EQ(steps[0].day->year(), std::chrono::year{2026});
    }
    auto const reading
        = std::ranges::find(all, "Projekt ‚Zum Lesen geboren’ im Jahr 2009", &funding::Application::title);
    ASSERT_NE(reading, all.end());
    EXPECT_EQ(reading->asked, Money::euros(30'000));
    EXPECT_THAT(reading->remark, HasSubstr("Der Bericht von 2008 schreibt"));
}

// It is in the middle of 2009, and its days are moved: a state of the last day of 2009 would say of measures
// that go on today that they had not begun, and stay so for ever.
TEST_P(ToldDemonstration, closes_no_year_of_the_report)
{
    EXPECT_EQ(counts_["years"], 2);
    EXPECT_EQ(counts_["closed years"], 0);
    for (auto const number : {2009, 2010}) {
        auto const year = steering::find_year(connection(), tenant_, std::nullopt, number).value();
        EXPECT_FALSE(year.is_closed) << number;
        auto const state = steering::state_of_year(
            connection(), tenant_, Actor::system(), year, *parse_date("2026-11-23"), {});
        EXPECT_LT(state.measures.size(), measures_.size()) << "those with a beginning begin later";
        for (auto const& measure : state.measures) {
            for (auto const& figure : measure.figures)
                EXPECT_FALSE(figure.value) << number << ", " << measure.title;
        }
    }
}

// Of Kreis Unna, with something wrong in its story.
class BrokenStory : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        std::filesystem::copy(
            folder_of_demonstration(), copy_.path(), std::filesystem::copy_options::recursive);
    }
    // What stops the loading; "" where nothing does.
    std::string stopped_by(std::string const& from, std::string const& to)
    {
        auto const file = copy_.path() / "story-2009.json";
        auto text = files::read_file(file, 1'000'000).value();
        auto const place = text.find(from);
        EXPECT_NE(place, std::string::npos) << from;
        files::write_atomically(file, text.replace(place, from.size(), to));
        try {
            static_cast<void>(load_demo(
                connection(), clock(), product_.modules, {.folder = copy_.path(), .story = "2009"}));
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return {};
    }

    Folder copy_;
};
KOMMIN_ON_BOTH_ENGINES(BrokenStory);

TEST_P(BrokenStory, is_refused_with_a_word_that_nobody_reads)
{
    EXPECT_THAT(
        stopped_by("\"secured\"", "\"secure\""), AllOf(HasSubstr("story-2009.json"), HasSubstr("secure")));
}

TEST_P(BrokenStory, is_refused_with_money_of_an_application_that_nobody_knows)
{
    EXPECT_THAT(
        stopped_by("\"application\": \"Ausweitung", "\"application\": \"Einweihung"),
        AllOf(HasSubstr("story-2009.json"), HasSubstr("Einweihung")));
}

// The command, in a database in which other districts are already.
class DemonstrationCommand : public StaffStory {
protected:
    int demo(std::vector<std::string> options)
    {
        std::vector<std::string> words{"kommin",     "demo",
                                       "--data",     (folder_.path() / "data").string(),
                                       "--database", database().location().target,
                                       "--logins",   (folder_.path() / "logins").string()};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        ::testing::internal::CaptureStderr();
        ::testing::internal::CaptureStdout();
        auto const code = run(static_cast<int>(arguments.size()), arguments.data());
        static_cast<void>(::testing::internal::GetCapturedStdout());
        err_ = ::testing::internal::GetCapturedStderr();
        return code;
    }
    [[nodiscard]] std::size_t districts() { return tenants::list_tenants(connection()).size(); }

    std::string err_;
};
KOMMIN_ON_BOTH_ENGINES(DemonstrationCommand);

TEST_P(DemonstrationCommand, tells_no_story_that_nobody_has_written)
{
    for (auto const* name : {"2010", "../story-2009", "2009.json"}) {
        EXPECT_EQ(demo({"--story", name}), 2) << name;
        EXPECT_THAT(err_, AllOf(HasSubstr(name), HasSubstr("Es gibt: 2009.")));
    }
    EXPECT_EQ(districts(), 2U) << "those that were there";
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "logins"));
}

TEST_P(DemonstrationCommand, founds_both_districts_where_each_has_a_host)
{
    ASSERT_EQ(demo({"--story", "2009", "--lindenkreis"}), 0) << err_;
    EXPECT_EQ(districts(), 4U);
    auto const unna = tenants::find_tenant(connection(), "kreis-unna");
    auto const linden = tenants::find_tenant(connection(), "lindenkreis");
    ASSERT_TRUE(unna);
    ASSERT_TRUE(linden);
    EXPECT_THAT(unna->hosts, ElementsAre("kreis-unna.localhost", "localhost"));
    EXPECT_THAT(linden->hosts, ElementsAre("lindenkreis.localhost"));
    EXPECT_TRUE(unna->is_demonstration);
    EXPECT_TRUE(linden->is_demonstration);
    auto const logins = files::read_file(folder_.path() / "logins", 100'000).value();
    EXPECT_THAT(
        logins,
        AllOf(
            HasSubstr("Kreis Unna (kreis-unna.localhost)\n"),
            HasSubstr("Lindenkreis (erfunden) (lindenkreis.localhost)\n"),
            HasSubstr("administrator@demo.example")));

    EXPECT_EQ(demo({"--lindenkreis"}), 3) << "they are there";
    EXPECT_EQ(districts(), 4U);
}

} // namespace
} // namespace kommin::app
