// What is reckoned of 5,000 measures: how each stands by its figures, how that rolls up to goals, and what
// the page that steers makes of it. Without a database and without a page; beside each what anybody would
// have to do for it at least.

#include "modules/goals/measures/api.hpp"
#include "modules/steering/overview/overview.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace kommin;
using namespace std::chrono_literals;

constexpr std::int64_t measures = 5'000;
constexpr std::int64_t goals_in_tree = 500;
constexpr std::int64_t half_years = 20;
constexpr Date today{2026y / 6 / 16};

goals::Figure figure_of(std::int64_t measure)
{
    goals::Figure figure;
    figure.id = goals::FigureId{measure};
    figure.measure = goals::MeasureId{measure};
    figure.unit = "Kurse";
    figure.baseline = Decimal::whole(10);
    figure.baseline_day = PartialDate::parse("2015-12-31");
    figure.target = Decimal::whole(100);
    return figure;
}

std::vector<goals::Report> reports_of(std::int64_t measure)
{
    std::vector<goals::Report> reports;
    for (std::int64_t i = 0; i < half_years; ++i) {
        goals::Report one;
        one.figure = goals::FigureId{measure};
        one.day = Date{
            std::chrono::year{2016 + static_cast<int>(i / 2)},
            i % 2 == 0 ? std::chrono::June : std::chrono::December, std::chrono::day{30}};
        one.value = Decimal::whole(10 + i * (measure % 7));
        one.source = "Kursplan";
        one.state = goals::ReportState::confirmed;
        one.reported_at = std::chrono::sys_days{one.day};
        one.decided_at = one.reported_at;
        reports.push_back(std::move(one));
    }
    return reports;
}

goals::Measure measure_called(std::int64_t number)
{
    goals::Measure one;
    one.id = goals::MeasureId{number};
    one.panel = meetings::PanelId{number % 5 + 1};
    one.title = "Maßnahme " + std::to_string(number);
    one.state = goals::MeasureState::running;
    one.starts = PartialDate::parse("2016");
    one.ends = PartialDate::parse("2028");
    return one;
}

// What is read of a measure before anything is reckoned.
struct ReadMeasure {
    goals::Measure measure;
    goals::Figure figure;
    std::vector<goals::Report> reports;
};
std::vector<ReadMeasure> read_all()
{
    std::vector<ReadMeasure> all;
    for (std::int64_t i = 1; i <= measures; ++i)
        all.push_back({measure_called(i), figure_of(i), reports_of(i)});
    return all;
}

goals::MeasureStanding stand(ReadMeasure const& read, std::vector<goals::Report> const& known, Date day)
{
    return goals::standing_of(read.measure, {goals::standing_of(read.figure, read.measure, known, day)}, day);
}

// Today, and on the earlier day by what was known then.
goals::MeasureStanding stand_today(ReadMeasure const& read)
{
    return stand(read, read.reports, today);
}
std::optional<goals::Light> reckoned_before(ReadMeasure const& read)
{
    Date const before{2026y / 3 / 31};
    return stand(
               read, goals::counted_at(read.reports, std::chrono::sys_days{before + std::chrono::days{1}}),
               before)
        .reckoned;
}

// Each measure with one figure and ten years of reports.
void standings_of_5000(benchmark::State& state)
{
    auto const all = read_all();
    for (auto _ : state) {
        for (auto const& one : all) {
            benchmark::DoNotOptimize(stand_today(one));
            benchmark::DoNotOptimize(reckoned_before(one));
        }
    }
    state.SetItemsProcessed(state.iterations() * measures);
}
BENCHMARK(standings_of_5000)->Unit(benchmark::kMillisecond);

// The least that anybody must do for the same: look at each report twice.
void looking_at_their_reports(benchmark::State& state)
{
    auto const all = read_all();
    for (auto _ : state) {
        for (auto const& one : all) {
            for (int i = 0; i < 2; ++i) {
                Decimal latest;
                for (auto const& report : one.reports) {
                    if (report.day <= today)
                        latest = report.value;
                }
                benchmark::DoNotOptimize(latest);
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * measures);
}
BENCHMARK(looking_at_their_reports)->Unit(benchmark::kMillisecond);

// Ten measures for each goal, in a tree of three levels; of every fourth measure nothing is known.
std::vector<goals::ServedBy> serving_measures()
{
    std::vector<goals::ServedBy> served;
    for (std::int64_t i = 0; i < measures; ++i)
        served.push_back(
            {goals::GoalId{i % goals_in_tree + 1}, i % 9 + 1,
             i % 4 == 0 ? std::nullopt : std::optional(goals::Progress{i * 200})});
    return served;
}
void roll_up_of_5000(benchmark::State& state)
{
    std::vector<goals::GoalInTree> tree;
    for (std::int64_t i = 1; i <= goals_in_tree; ++i)
        tree.push_back(
            {goals::GoalId{i}, i == 1 ? std::nullopt : std::optional(goals::GoalId{i <= 20 ? 1 : i % 19 + 2}),
             1});
    auto const served = serving_measures();
    for (auto _ : state)
        benchmark::DoNotOptimize(goals::roll_up_goals(tree, served));
    state.SetItemsProcessed(state.iterations() * measures);
}
BENCHMARK(roll_up_of_5000)->Unit(benchmark::kMicrosecond);

// One weighted mean of the same measures, without goals.
void mean_of_5000(benchmark::State& state)
{
    auto const served = serving_measures();
    for (auto _ : state) {
        std::int64_t sum = 0;
        std::int64_t weights = 0;
        for (auto const& one : served) {
            if (!one.progress)
                continue;
            sum += one.weight * one.progress->millionths;
            weights += one.weight;
        }
        benchmark::DoNotOptimize(sum / weights);
    }
    state.SetItemsProcessed(state.iterations() * measures);
}
BENCHMARK(mean_of_5000)->Unit(benchmark::kMicrosecond);

void overview_of_5000(benchmark::State& state)
{
    std::vector<goals::SteeredMeasure> all;
    for (auto& read : read_all()) {
        goals::SteeredMeasure one;
        one.standing = stand_today(read);
        one.reckoned_before = reckoned_before(read);
        one.measure = std::move(read.measure);
        all.push_back(std::move(one));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(steering::verdict_of(steering::counted(all)));
        benchmark::DoNotOptimize(steering::by_field(all));
        benchmark::DoNotOptimize(steering::slipped(all));
        benchmark::DoNotOptimize(steering::waiting_on(all, today));
    }
    state.SetItemsProcessed(state.iterations() * measures);
}
BENCHMARK(overview_of_5000)->Unit(benchmark::kMicrosecond);

}

BENCHMARK_MAIN();
