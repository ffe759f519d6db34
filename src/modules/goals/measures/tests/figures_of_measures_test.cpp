#include "modules/goals/measures/figures_of_measures.hpp"

#include "modules/goals/measures/figure_due.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;

Decimal decimal_of(std::string_view text)
{
    return *Decimal::parse(text);
}

Measure two_years()
{
    Measure measure;
    measure.id = MeasureId{7};
    measure.starts = PartialDate::parse("2009");
    measure.ends = PartialDate::parse("2010");
    return measure;
}

Figure counted(std::string_view baseline, std::string_view target)
{
    Figure figure;
    figure.measure = MeasureId{7};
    figure.unit = "Angebote";
    figure.baseline = decimal_of(baseline);
    figure.baseline_day = PartialDate::parse("2008-12-31");
    figure.target = decimal_of(target);
    return figure;
}

std::vector<Report> confirmed_value(Date day, std::string_view reported)
{
    Report report;
    report.day = day;
    report.value = decimal_of(reported);
    report.state = ReportState::confirmed;
    return {report};
}

FigureStanding standing_in_2009(Figure const& of, std::vector<Report> const& reports, Date today)
{
    return standing_of(of, two_years(), reports, today);
}

TEST(StandingOfAFigure, courses_of_2009_are_on_track_until_somebody_is_silent)
{
    auto const trainings = counted("10", "14");
    auto const reports = confirmed_value(2009y / 6 / 15, "11");
    EXPECT_EQ(standing_in_2009(trainings, reports, 2009y / 6 / 16).judged.light, Light::on_track);
    EXPECT_EQ(standing_in_2009(trainings, reports, 2010y / 1 / 15).judged.light, Light::on_track);
    auto const silent = standing_in_2009(trainings, reports, 2010y / 1 / 16);
    EXPECT_EQ(silent.judged.light, Light::no_data);
    EXPECT_EQ(silent.judged.progress, Progress{250'000});
    EXPECT_EQ(silent.last->value, decimal_of("11")) << "what was reported stays known";
}

TEST(StandingOfAFigure, one_course_of_five_is_nothing_when_there_was_one)
{
    auto const diploma
        = standing_in_2009(counted("1", "5"), confirmed_value(2009y / 6 / 15, "1"), 2009y / 6 / 16);
    EXPECT_EQ(diploma.judged.light, Light::missed);
    EXPECT_EQ(diploma.judged.progress, Progress{0});
}

TEST(StandingOfAFigure, is_reported_as_often_as_its_measure_says)
{
    auto measure = two_years();
    measure.reports_every = std::chrono::months{12};
    auto const reports = confirmed_value(2009y / 1 / 1, "10,2");
    EXPECT_EQ(
        standing_of(counted("10", "14"), measure, reports, 2010y / 1 / 31).judged.light, Light::on_track);
    EXPECT_EQ(
        standing_of(counted("10", "14"), two_years(), reports, 2010y / 1 / 31).judged.reason,
        LightReason::outdated);
}

TEST(StandingOfAFigure, without_a_baseline_only_a_target_that_is_met_says_something)
{
    auto unknown = counted("0", "14");
    unknown.baseline.reset();
    auto const short_of_it = standing_in_2009(unknown, confirmed_value(2009y / 6 / 15, "13"), 2009y / 6 / 16);
    EXPECT_EQ(short_of_it.judged.light, Light::no_data);
    EXPECT_FALSE(short_of_it.judged.progress) << "of what?";
    EXPECT_EQ(
        standing_in_2009(unknown, confirmed_value(2009y / 6 / 15, "14"), 2009y / 6 / 16).judged.light,
        Light::reached);
    EXPECT_EQ(standing_in_2009(unknown, {}, 2009y / 6 / 16).judged.reason, LightReason::not_reported);
}

TEST(StandingOfAFigure, how_far_it_has_come_needs_no_day)
{
    Measure endless; // neither planned years nor a deadline
    auto from_ten = counted("10", "14");
    from_ten.baseline_day.reset();
    auto const half = standing_of(from_ten, endless, confirmed_value(2009y / 6 / 15, "12"), 2009y / 6 / 16);
    EXPECT_EQ(half.judged.progress, Progress{500'000});
    EXPECT_EQ(half.judged.light, Light::no_data) << "nothing was expected by any day";
    EXPECT_EQ(half.judged.reason, LightReason::no_deadline);
    auto more = from_ten;
    more.target_kind = TargetKind::increase;
    more.baseline.reset();
    more.target = decimal_of("20");
    EXPECT_EQ(
        standing_of(more, endless, confirmed_value(2009y / 6 / 15, "3"), 2009y / 6 / 16).judged.progress,
        Progress{150'000})
        << "what was added begins at nothing";
    auto kept = from_ten;
    kept.target = *kept.baseline;
    EXPECT_EQ(
        standing_of(kept, endless, confirmed_value(2009y / 6 / 15, "9"), 2009y / 6 / 16).judged.progress,
        Progress{0});
    auto none = standing_of(from_ten, endless, {}, 2009y / 6 / 16);
    EXPECT_FALSE(none.judged.progress);
    EXPECT_EQ(
        standing_of(endless, {half, none}, 2009y / 6 / 16).progress,
        (RolledUp{.progress = Progress{500'000}, .known = 1, .all = 2}));
}

Measure done_on(std::optional<Date> day)
{
    auto measure = two_years();
    measure.state = MeasureState::done;
    measure.state_since = day;
    return measure;
}

TEST(StandingOfAMeasure, one_that_is_done_has_reached_its_target_where_nothing_says_otherwise)
{
    auto const today = 2009y / 6 / 16;
    auto const done = standing_of(done_on(2009y / 6 / 16), {}, today);
    EXPECT_EQ(done.reckoned, Light::reached);
    EXPECT_TRUE(done.is_by_state);
    EXPECT_EQ(standing_of(done_on(2009y / 6 / 17), {}, today).reckoned, std::nullopt) << "not yet, that day";
    EXPECT_EQ(standing_of(done_on({}), {}, today).reckoned, Light::reached) << "nobody knows since when";
    auto const silent = standing_in_2009(counted("1", "5"), {}, today);
    EXPECT_EQ(standing_of(done_on(today), {silent}, today).reckoned, Light::reached);
    EXPECT_EQ(standing_of(done_on({}), {silent}, today).known, 0U) << "and still nobody has reported";
    auto dropped = done_on(today);
    dropped.state = MeasureState::dropped;
    EXPECT_EQ(standing_of(dropped, {}, today).reckoned, std::nullopt);
}

TEST(StandingOfAMeasure, what_figures_and_milestones_say_of_one_that_is_done_stays)
{
    auto const today = 2009y / 6 / 16;
    auto const measure = done_on(2009y / 6 / 1);
    auto const said = [&](std::optional<Light> light) {
        return standing_of(measure, {}, today, [light](MeasureId) { return light; });
    };
    EXPECT_EQ(said(Light::missed).reckoned, Light::missed);
    EXPECT_EQ(said(Light::at_risk).reckoned, Light::at_risk);
    EXPECT_EQ(said(Light::on_track).reckoned, Light::reached) << "all that were due are done";
    EXPECT_FALSE(said(Light::on_track).is_by_state);
    EXPECT_EQ(said(Light::no_data).reckoned, Light::reached) << "milestones of what is done grow old no more";
    EXPECT_FALSE(said(Light::no_data).is_by_state);
    EXPECT_FALSE(said(Light::no_data).is_outdated());
    auto const reports = confirmed_value(2009y / 6 / 15, "1");
    auto const behind = standing_of(counted("1", "5"), measure, reports, today);
    EXPECT_EQ(standing_of(measure, {behind}, today).reckoned, Light::missed);
    // Nobody reports on it any more: the last value does not grow old, and the deadline still counts.
    auto const good = confirmed_value(2009y / 6 / 15, "11");
    auto const on = [&](Date day) {
        return standing_of(measure, {standing_of(counted("10", "14"), measure, good, day)}, day).reckoned;
    };
    EXPECT_EQ(on(2010y / 11 / 30), Light::on_track);
    EXPECT_EQ(on(2011y / 3 / 1), Light::missed);
    auto endless = measure;
    endless.starts.reset();
    endless.ends.reset();
    auto dayless = counted("10", "14");
    dayless.baseline_day.reset();
    auto const short_of_it = standing_of(dayless, endless, good, today);
    EXPECT_EQ(short_of_it.judged.light, Light::no_data);
    EXPECT_EQ(standing_of(endless, {short_of_it}, today).reckoned, Light::missed)
        << "done with eleven of fourteen";
}

TEST(StandingOfAMeasure, is_the_worst_of_what_is_known)
{
    auto const today = 2009y / 6 / 16;
    auto good = standing_in_2009(counted("10", "14"), confirmed_value(2009y / 6 / 15, "11"), today);
    auto bad = standing_in_2009(counted("1", "5"), confirmed_value(2009y / 6 / 15, "1"), today);
    auto none = standing_in_2009(counted("1", "5"), {}, today);
    good.figure.weight = 3;
    auto const all = standing_of(two_years(), {none, good, bad}, today);
    EXPECT_EQ(all.reckoned, Light::missed);
    EXPECT_EQ(all.known, 2U);
    EXPECT_EQ(all.all, 3U);
    EXPECT_EQ(all.progress, (RolledUp{.progress = Progress{187'500}, .known = 2, .all = 3}));
    EXPECT_EQ(standing_of(two_years(), {good, none}, today).reckoned, Light::on_track)
        << "what nobody knows is said beside it";
    EXPECT_EQ(standing_of(two_years(), {none}, today).reckoned, Light::no_data);
}

TEST(StandingOfAMeasure, milestones_count_where_there_is_no_figure)
{
    auto const today = 2009y / 6 / 16;
    MilestoneLight const late = [](MeasureId) { return std::optional(Light::at_risk); };
    EXPECT_EQ(standing_of(two_years(), {}, today, late).reckoned, Light::at_risk);
    EXPECT_EQ(standing_of(two_years(), {}, today).light, std::nullopt) << "nothing is invented for it";
    auto none = standing_in_2009(counted("1", "5"), {}, today);
    EXPECT_EQ(standing_of(two_years(), {none}, today, late).reckoned, Light::no_data);
    EXPECT_FALSE(standing_of(two_years(), {none}, today, late).is_outdated()) << "its figure says nothing";
}

TEST(StandingOfAMeasure, milestones_that_are_too_old_are_said_to_be)
{
    auto const today = 2009y / 6 / 16;
    MilestoneLight const old = [](MeasureId) { return std::optional(Light::no_data); };
    auto const silent = standing_of(two_years(), {}, today, old);
    EXPECT_EQ(silent.light, (ShownLight{.light = Light::no_data, .is_by_hand = false, .reckoned = {}}));
    EXPECT_TRUE(silent.is_outdated());
    EXPECT_FALSE(standing_of(two_years(), {}, today).is_outdated()) << "there are none";
}

TEST(StandingOfAMeasure, a_light_by_hand_holds_until_its_day_beside_the_reckoned_one)
{
    auto measure = two_years();
    measure.by_hand = LightByHand{Light::at_risk, "Haushalt offen", "account:3", 2009y / 7 / 1};
    auto const good
        = standing_in_2009(counted("10", "14"), confirmed_value(2009y / 6 / 15, "11"), 2009y / 6 / 16);
    auto const set = standing_of(measure, {good}, 2009y / 6 / 30);
    EXPECT_EQ(
        set.light, (ShownLight{.light = Light::at_risk, .is_by_hand = true, .reckoned = Light::on_track}));
    EXPECT_EQ(set.reckoned, Light::on_track);
    auto const over = standing_of(measure, {good}, 2009y / 7 / 1);
    EXPECT_EQ(
        over.light, (ShownLight{.light = Light::on_track, .is_by_hand = false, .reckoned = std::nullopt}));
}

std::vector<GoalInTree> chain_of_goals(std::int64_t length)
{
    std::vector<GoalInTree> goals;
    for (std::int64_t id = 1; id <= length; ++id)
        goals.push_back({GoalId{id}, id == 1 ? std::nullopt : std::optional(GoalId{id - 1}), 1});
    return goals;
}

TEST(RollUpOfGoals, goes_from_measures_through_goals_to_the_guiding_goal)
{
    std::vector<GoalInTree> const goals{
        {GoalId{1}, {}, 1}, {GoalId{2}, GoalId{1}, 3}, {GoalId{3}, GoalId{1}, 1}, {GoalId{4}, GoalId{99}, 1}};
    std::vector<ServedBy> const measures{
        {GoalId{2}, 1, Progress{400'000}},
        {GoalId{2}, 3, Progress{800'000}},
        {GoalId{2}, 9, {}},
        {GoalId{3}, 1, Progress{0}},
        {GoalId{1}, 4, Progress{1'000'000}},
        {GoalId{77}, 1, Progress{500'000}},
    };
    auto const all = roll_up_goals(goals, measures);
    EXPECT_EQ(all.at(GoalId{2}), (RolledUp{.progress = Progress{700'000}, .known = 2, .all = 3}));
    EXPECT_EQ(all.at(GoalId{3}), (RolledUp{.progress = Progress{0}, .known = 1, .all = 1}));
    // 4 × 1 + 3 × 0.7 + 1 × 0 of 8.
    EXPECT_EQ(all.at(GoalId{1}), (RolledUp{.progress = Progress{762'500}, .known = 3, .all = 3}));
    EXPECT_EQ(all.at(GoalId{4}), (RolledUp{.progress = {}, .known = 0, .all = 0}))
        << "its parent is not there";
    EXPECT_EQ(all.size(), 4U);
}

TEST(RollUpOfGoals, depth_is_no_trouble)
{
    auto const all = roll_up_goals(
        chain_of_goals(100'000), std::vector<ServedBy>{{GoalId{100'000}, 1, Progress{250'000}}});
    EXPECT_EQ(all.at(GoalId{1}).progress, Progress{250'000});
    EXPECT_EQ(all.size(), 100'000U);
}

TEST(RollUpOfGoals, a_circle_ends_and_knows_what_its_measures_say)
{
    std::vector<GoalInTree> const goals{
        {GoalId{1}, GoalId{3}, 1},
        {GoalId{2}, GoalId{1}, 1},
        {GoalId{3}, GoalId{2}, 1},
        {GoalId{4}, GoalId{2}, 1},
        {GoalId{5}, GoalId{5}, 1}};
    auto const all = roll_up_goals(
        goals, std::vector<ServedBy>{{GoalId{1}, 1, Progress{300'000}}, {GoalId{4}, 1, Progress{100'000}}});
    EXPECT_EQ(all.at(GoalId{1}), (RolledUp{.progress = Progress{300'000}, .known = 1, .all = 2}));
    EXPECT_EQ(all.at(GoalId{2}), (RolledUp{.progress = Progress{100'000}, .known = 1, .all = 2}));
    EXPECT_EQ(all.at(GoalId{3}), (RolledUp{.progress = {}, .known = 0, .all = 1}));
    EXPECT_EQ(all.at(GoalId{5}), (RolledUp{.progress = {}, .known = 0, .all = 1}));
    EXPECT_EQ(all.size(), 5U);
}

// The mean of a goal straight from its definition, Σ weight × progress ÷ Σ weight over the parts of which
// something is known, from the leaves upwards by calling itself: no list of who waits for whom.
RolledUp mean_by_definition(
    GoalId goal, std::vector<GoalInTree> const& goals, std::vector<ServedBy> const& measures)
{
    RolledUp mean;
    std::int64_t weights = 0;
    std::int64_t sum = 0;
    auto const count = [&](std::int64_t weight, std::optional<Progress> progress) {
        ++mean.all;
        if (!progress)
            return;
        ++mean.known;
        for (std::int64_t i = 0; i < weight; ++i) { // a weight says how often something is there
            ++weights;
            sum += progress->millionths;
        }
    };
    for (auto const& one : measures) {
        if (one.goal == goal)
            count(one.weight, one.progress);
    }
    for (auto const& below : goals) {
        if (below.parent == goal)
            count(below.weight, mean_by_definition(below.id, goals, measures).progress);
    }
    if (mean.known > 0)
        mean.progress = Progress{sum / weights};
    return mean;
}

TEST(RollUpOfGoals, is_the_weighted_mean_that_its_definition_says)
{
    std::mt19937_64 random(2010);
    auto const any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    std::size_t unlike_the_plain_mean = 0;
    for (int round = 0; round < 200; ++round) {
        auto const count = any(1, 12);
        std::vector<GoalInTree> goals;
        for (std::int64_t id = 1; id <= count; ++id)
            goals.push_back(
                {GoalId{id}, id == 1 || any(0, 4) == 0 ? std::nullopt : std::optional(GoalId{any(1, id - 1)}),
                 any(1, largest_weight)});
        std::vector<ServedBy> measures;
        for (std::int64_t i = any(0, 30); i > 0; --i)
            measures.push_back(
                {GoalId{any(1, count)}, any(1, largest_weight),
                 any(0, 3) == 0 ? std::nullopt : std::optional(Progress{any(0, Progress::whole)})});
        auto evenly_goals = goals;
        auto evenly = measures;
        for (auto& one : evenly_goals)
            one.weight = 1;
        for (auto& one : evenly)
            one.weight = 1;
        for (auto const& [id, whole] : roll_up_goals(goals, measures)) {
            ASSERT_EQ(whole, mean_by_definition(id, goals, measures)) << "round " << round;
            if (whole != mean_by_definition(id, evenly_goals, evenly))
                ++unlike_the_plain_mean;
        }
    }
    EXPECT_GT(unlike_the_plain_mean, 200U) << "weights make a difference";
}

TEST(RollUpOfGoals, has_the_properties_of_a_mean_with_five_thousand_measures)
{
    std::mt19937_64 random(2009);
    auto const any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    for (int round = 0; round < 10; ++round) {
        auto const count = any(1, 400);
        std::vector<GoalInTree> goals;
        for (std::int64_t id = 1; id <= count; ++id)
            goals.push_back(
                {GoalId{id}, id == 1 || any(0, 9) == 0 ? std::nullopt : std::optional(GoalId{any(1, id - 1)}),
                 any(1, largest_weight)});
        std::vector<ServedBy> measures;
        for (int i = 0; i < 5'000; ++i)
            measures.push_back(
                {GoalId{any(1, count)}, any(1, largest_weight),
                 any(0, 3) == 0 ? std::nullopt : std::optional(Progress{any(0, Progress::whole)})});
        auto const all = roll_up_goals(goals, measures);
        ASSERT_EQ(std::ssize(all), count);
        std::size_t parts = 0;
        for (auto const& [id, whole] : all) {
            parts += whole.all;
            ASSERT_LE(whole.known, whole.all);
            ASSERT_EQ(whole.progress.has_value(), whole.known > 0);
            if (whole.progress) {
                ASSERT_GE(whole.progress->millionths, 0);
                ASSERT_LE(whole.progress->millionths, Progress::whole);
            }
        }
        auto const below = static_cast<std::size_t>(
            std::ranges::count_if(goals, [](GoalInTree const& goal) { return goal.parent.has_value(); }));
        ASSERT_EQ(parts, measures.size() + below) << "each measure and each goal below another is one part";

        auto mixed_goals = goals;
        auto mixed = measures;
        std::ranges::shuffle(mixed_goals, random);
        std::ranges::shuffle(mixed, random);
        ASSERT_EQ(roll_up_goals(mixed_goals, mixed), all) << "in any order";

        // One measure that comes further makes no goal worse, and only those above it better.
        auto const at = static_cast<std::size_t>(any(0, 4'999));
        auto better = measures;
        if (better[at].progress) {
            better[at].progress = Progress{Progress::whole};
            for (auto const& [id, whole] : roll_up_goals(goals, better))
                ASSERT_GE(whole.progress, all.at(id).progress);
        }
        auto done = measures;
        for (auto& one : done)
            one.progress = Progress{Progress::whole};
        for (auto const& [id, whole] : roll_up_goals(goals, done)) {
            if (whole.progress) {
                ASSERT_EQ(whole.progress, Progress{Progress::whole});
            }
        }
    }
}

ReportingFigure reporting_figure(std::optional<Date> last)
{
    return {
        .id = FigureId{1},
        .measure = MeasureId{7},
        .measure_title = "Qualifizierung",
        .name = "Fortbildungen",
        .months = 6,
        .last = last,
        .baseline_day = PartialDate::parse("2008"),
        .deadline = {},
        .starts = PartialDate::parse("2009"),
        .ends = PartialDate::parse("2010"),
        .measure_deadline = {}};
}

TEST(NextReport, comes_by_the_rhythm_of_the_measure_until_the_last_day_is_reported)
{
    EXPECT_EQ(next_report(reporting_figure(2009y / 6 / 15)), Date{2009y / 12 / 15});
    EXPECT_EQ(next_report(reporting_figure(2009y / 8 / 31)), Date{2010y / 2 / 28}) << "February has no 31st";
    EXPECT_EQ(next_report(reporting_figure({})), Date{2009y / 6 / 30}) << "from the day of the baseline";
    EXPECT_EQ(next_report(reporting_figure(2010y / 12 / 31)), std::nullopt);
    auto unknown = reporting_figure({});
    unknown.baseline_day.reset();
    EXPECT_EQ(next_report(unknown), Date{2009y / 7 / 1});
    unknown.starts.reset();
    EXPECT_EQ(next_report(unknown), std::nullopt);
    auto sooner = reporting_figure(2009y / 9 / 30);
    sooner.deadline = PartialDate::parse("2009-09");
    EXPECT_EQ(next_report(sooner), std::nullopt);
}

TEST(NextReport, is_that_of_the_last_day_where_the_rhythm_would_go_beyond_it)
{
    EXPECT_EQ(next_report(reporting_figure(2010y / 10 / 1)), Date{2010y / 12 / 31});
    EXPECT_EQ(next_report(reporting_figure(2010y / 12 / 30)), Date{2010y / 12 / 31});
    auto silent = reporting_figure({});
    silent.deadline = PartialDate::parse("2009-03");
    EXPECT_EQ(next_report(silent), Date{2009y / 3 / 31});
    auto endless = reporting_figure(2010y / 10 / 1);
    endless.ends.reset();
    EXPECT_EQ(next_report(endless), Date{2011y / 4 / 1});
}

TEST(AskedReport, is_the_latest_that_has_come_and_not_the_first_that_was_missed)
{
    auto endless = reporting_figure(2009y / 1 / 31);
    endless.ends.reset();
    EXPECT_EQ(asked_report_day(endless, 2009y / 6 / 16), Date{2009y / 7 / 31}) << "none has come yet";
    EXPECT_EQ(asked_report_day(endless, 2009y / 7 / 31), Date{2009y / 7 / 31});
    EXPECT_EQ(asked_report_day(endless, 2012y / 1 / 30), Date{2011y / 7 / 31});
    EXPECT_EQ(asked_report_day(endless, 2012y / 1 / 31), Date{2012y / 1 / 31});
    endless.months = 1;
    EXPECT_EQ(asked_report_day(endless, 2012y / 3 / 1), Date{2012y / 2 / 29});
    EXPECT_EQ(asked_report_day(reporting_figure(2009y / 1 / 31), 2026y / 11 / 24), Date{2010y / 12 / 31})
        << "the last day of all";
    EXPECT_EQ(asked_report_day(reporting_figure(2010y / 12 / 31), 2026y / 11 / 24), std::nullopt);
}

} // namespace
} // namespace kommin::goals
