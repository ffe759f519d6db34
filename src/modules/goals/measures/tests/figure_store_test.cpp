#include "modules/goals/measures/figure_store.hpp"

#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class FigureStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_, {.towns = {"aalfeld"}});
        other_tenant_ = tenants::found_district(connection(), now_, {.slug = "beispielhain"});
        town_ = connection().load<tenants::BodyId>(
            "SELECT id FROM bodies WHERE tenant_id = ? AND slug = 'aalfeld'", tenant_);
        panel_ = connection().load<meetings::PanelId>(
            "INSERT INTO panels (tenant_id, kind, name, short_name, mandate, is_uncertain, remark, source,"
            " mark, changed_at) VALUES (?, 'field_of_action', 'Bildung', '', '', FALSE, '', '', 'x', ?)"
            " RETURNING id",
            tenant_, now_);
    }
    Measure measure(std::optional<tenants::BodyId> body = std::nullopt, std::string const& state = "running")
    {
        Measure one;
        one.body = body;
        one.panel = panel_;
        one.title = "Maßnahme " + std::to_string(++measures_);
        one.starts = PartialDate::parse("2009");
        one.deadline = PartialDate::parse("2010");
        one.id = connection().load<MeasureId>(
            "INSERT INTO measures (tenant_id, body_id, panel_id, number, title, text, audience, office,"
            " state, state_reason, is_recurring, starts, deadline, deadline_remark, reservation,"
            " grant_words, report_months, is_uncertain, remark, source, list_text, mark,"
            " changed_at) VALUES (?, ?, ?, '', ?, '', '', '', ?, '', FALSE, ?, ?, '', '', '', 6,"
            " FALSE, '', '', '', ?, ?) RETURNING id",
            tenant_, body, panel_, one.title, state, one.starts, one.deadline, one.title, now_);
        return one;
    }
    Figure figure(Measure const& of, std::int64_t target = 14)
    {
        Figure one;
        one.measure = of.id;
        one.name = "Kurse";
        one.unit = "Kurse";
        one.baseline = Decimal::whole(10);
        one.baseline_day = PartialDate::parse("2008-12-31");
        one.target = Decimal::whole(target);
        one.id = insert_figure(connection(), tenant_, one, "f" + std::to_string(++marks_), now_);
        return one;
    }
    Report report(
        Figure const& of, Date day, std::int64_t value, ReportState state,
        std::optional<Instant> decided_at = {})
    {
        Report one;
        one.figure = of.id;
        one.day = day;
        one.value = Decimal::whole(value);
        one.source = "Liste";
        one.state = state;
        one.reported_by = "account:1";
        one.reported_at = now_ + std::chrono::minutes{marks_};
        one.decided_at = decided_at;
        one.id = insert_report(connection(), tenant_, one, "r" + std::to_string(++marks_));
        return one;
    }
    GoalId goal(std::optional<GoalId> parent, std::int64_t weight)
    {
        return connection().load<GoalId>(
            "INSERT INTO goals (tenant_id, kind, parent_id, number, title, text, reasons, influence,"
            " influence_reason, weight, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, 'guiding', ?, '', 'Ziel', '', '', 'unscreened', '', ?, FALSE, '', '', '', ?,"
            " ?) RETURNING id",
            tenant_, parent, weight, "g" + std::to_string(++marks_), now_);
    }

    Instant now_ = *parse_instant("2009-06-16T08:00:00Z");
    TenantId tenant_, other_tenant_;
    tenants::BodyId town_;
    meetings::PanelId panel_;
    int measures_ = 0;
    int marks_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(FigureStore);

TEST_P(FigureStore, gives_back_what_was_stored_with_its_steps_by_day)
{
    auto const of = measure();
    Figure one = figure(of);
    one.aim = Aim::at_most;
    one.target_kind = TargetKind::increase;
    one.baseline.reset();
    one.baseline_unit = "Gruppen";
    one.baseline_day.reset();
    one.target = Decimal{115'000};
    one.deadline = PartialDate::parse("2010-06");
    one.rule = ExpectationRule::stepwise;
    one.steps = {{2009y / 12 / 31, Decimal::whole(5)}, {2009y / 6 / 30, Decimal{25'001}}};
    one.weight = 3;
    update_figure(connection(), tenant_, one, now_);
    auto const stored = load_figure(connection(), tenant_, one.id).value();
    EXPECT_EQ(stored.measure, of.id);
    EXPECT_EQ(stored.aim, Aim::at_most);
    EXPECT_EQ(stored.target_kind, TargetKind::increase);
    EXPECT_FALSE(stored.baseline);
    EXPECT_FALSE(stored.baseline_day);
    EXPECT_EQ(stored.baseline_unit, "Gruppen");
    EXPECT_EQ(stored.target, Decimal{115'000});
    EXPECT_EQ(stored.deadline, one.deadline);
    EXPECT_THAT(
        stored.steps,
        ElementsAre(
            AgreedValue{2009y / 6 / 30, Decimal{25'001}}, AgreedValue{2009y / 12 / 31, Decimal::whole(5)}));
    EXPECT_EQ(stored.weight, 3);
    EXPECT_EQ(stored.version, 2);
    EXPECT_FALSE(load_figure(connection(), other_tenant_, one.id));
    erase_figure(connection(), tenant_, one.id);
    EXPECT_FALSE(load_figure(connection(), tenant_, one.id));
    EXPECT_NE(figure(of).id, one.id) << "no number is used again";
}

TEST_P(FigureStore, figures_of_a_measure_keep_their_order)
{
    auto const of = measure();
    auto const first = figure(of);
    auto const other = figure(measure());
    auto const second = figure(of);
    std::vector<FigureId> ids;
    for (auto const& one : list_figures(connection(), tenant_, {of.id}))
        ids.push_back(one.id);
    EXPECT_THAT(ids, ElementsAre(first.id, second.id));
    EXPECT_THAT(list_figures(connection(), other_tenant_, {of.id}), IsEmpty());
    EXPECT_THAT(list_figures(connection(), tenant_, {}), IsEmpty());
    EXPECT_FALSE(has_reports(connection(), tenant_, other.id));
}

TEST_P(FigureStore, a_decision_changes_nothing_of_what_was_reported)
{
    auto told = report(figure(measure()), 2009y / 6 / 15, 11, ReportState::reported);
    told.state = ReportState::questioned;
    told.question = "Woher?";
    told.decided_by = "account:2";
    told.decided_at = now_;
    told.value = Decimal::whole(99);
    update_decision(connection(), tenant_, told);
    auto const stored = load_report(connection(), tenant_, told.id).value();
    EXPECT_EQ(stored.state, ReportState::questioned);
    EXPECT_EQ(stored.question, "Woher?");
    EXPECT_EQ(stored.decided_at, now_);
    EXPECT_EQ(stored.value, Decimal::whole(11));
    EXPECT_FALSE(load_report(connection(), other_tenant_, told.id));
}

// As latest_confirmed() finds it among all of them, whatever was reported when.
TEST_P(FigureStore, the_latest_of_each_figure_is_the_one_that_holds)
{
    std::mt19937_64 random(17);
    std::uniform_int_distribution<int> state(0, 3);
    std::uniform_int_distribution<unsigned> day(1, 6);
    Date const today = 2009y / 6 / 5; // of the sixth nobody knows yet
    std::vector<FigureId> figures{figure(measure()).id}; // of which nobody has reported
    std::vector<ReportId> expected;
    for (int round = 0; round < 12; ++round) {
        auto const of = figure(measure());
        figures.push_back(of.id);
        for (int i = 0; i < 6; ++i)
            report(of, 2009y / 6 / std::chrono::day{day(random)}, i, static_cast<ReportState>(state(random)));
        auto const all = list_reports(connection(), tenant_, of.id);
        if (auto const* latest = latest_confirmed(all, today); latest != nullptr)
            expected.push_back(latest->id);
    }
    ASSERT_GT(expected.size(), 3U);
    std::vector<ReportId> found;
    for (auto const& one : list_latest_reports(connection(), tenant_, figures, today))
        found.push_back(one.id);
    EXPECT_EQ(found, expected);
    EXPECT_THAT(list_latest_reports(connection(), other_tenant_, figures, today), IsEmpty());
    EXPECT_THAT(list_latest_reports(connection(), tenant_, {}, today), IsEmpty());
}

TEST_P(FigureStore, what_is_to_be_confirmed_is_told_to_its_owner)
{
    auto const of_kreis = report(figure(measure()), 2009y / 6 / 15, 11, ReportState::reported);
    auto const of_town = report(figure(measure(town_)), 2009y / 6 / 15, 12, ReportState::reported);
    report(figure(measure()), 2009y / 6 / 15, 13, ReportState::confirmed);
    auto const ids = [&](Owners const& owners) {
        std::vector<ReportId> found;
        for (auto const& one : list_reports_to_confirm(connection(), tenant_, owners, 20))
            found.push_back(one.id);
        EXPECT_EQ(
            count_reports_to_confirm(connection(), tenant_, owners, 1'000),
            static_cast<std::int64_t>(found.size()));
        return found;
    };
    EXPECT_THAT(ids(std::nullopt), ElementsAre(of_kreis.id, of_town.id));
    EXPECT_THAT(ids(Owners{std::vector<std::int64_t>{0}}), ElementsAre(of_kreis.id));
    EXPECT_THAT(ids(Owners{std::vector{town_.value}}), ElementsAre(of_town.id));
    EXPECT_THAT(ids(Owners{std::vector<std::int64_t>{}}), IsEmpty());
    EXPECT_EQ(count_reports_to_confirm(connection(), tenant_, std::nullopt, 1), 1) << "no further than that";
}

TEST_P(FigureStore, questions_without_an_answer_are_those_that_the_rule_says)
{
    std::mt19937_64 random(9);
    std::uniform_int_distribution<int> state(0, 3);
    std::uniform_int_distribution<int> minutes(0, 4);
    std::vector<ReportId> expected;
    std::size_t most_of_one = 0;
    for (int round = 0; round < 12; ++round) {
        auto const of = figure(measure());
        for (int i = 0; i < 4; ++i) {
            auto const any_state = static_cast<ReportState>(state(random));
            // Often after the next report.
            auto const decided_at = now_ + std::chrono::minutes{marks_ + minutes(random)};
            report(of, 2009y / 6 / 1, i, any_state, decided_at);
        }
        auto const before = expected.size();
        auto const reports = list_reports(connection(), tenant_, of.id);
        for (auto const& one : reports) {
            if (is_unanswered(reports, one))
                expected.push_back(one.id);
        }
        most_of_one = std::max(most_of_one, expected.size() - before);
    }
    std::vector<ReportId> found;
    for (auto const& one : list_unanswered_reports(connection(), tenant_, std::nullopt, {}, 100))
        found.push_back(one.id);
    std::ranges::sort(expected); // the oldest first
    EXPECT_EQ(found, expected);
    EXPECT_GT(most_of_one, 1U) << "what was reported before a question is no answer";
}

TEST_P(FigureStore, a_question_is_told_to_the_owner_and_to_whoever_reported)
{
    auto const of_kreis = report(figure(measure()), 2009y / 6 / 15, 11, ReportState::questioned);
    auto const of_town = report(figure(measure(town_)), 2009y / 6 / 15, 12, ReportState::questioned);
    auto const ids = [&](Owners const& owners, std::string_view reporter) {
        std::vector<ReportId> found;
        for (auto const& one : list_unanswered_reports(connection(), tenant_, owners, reporter, 20))
            found.push_back(one.id);
        return found;
    };
    Owners const kreis{std::vector<std::int64_t>{0}};
    EXPECT_THAT(ids(kreis, ""), ElementsAre(of_kreis.id));
    EXPECT_THAT(ids(kreis, "account:2"), ElementsAre(of_kreis.id));
    EXPECT_THAT(ids(kreis, "account:1"), ElementsAre(of_kreis.id, of_town.id)) << "who reported both";
    EXPECT_THAT(ids(Owners{std::vector<std::int64_t>{}}, "account:2"), IsEmpty());
    EXPECT_THAT(ids(std::nullopt, "account:2"), ElementsAre(of_kreis.id, of_town.id));
}

TEST_P(FigureStore, reports_are_due_of_measures_that_run)
{
    auto const silent = figure(measure());
    auto const told = figure(measure());
    report(told, 2009y / 3 / 31, 10, ReportState::confirmed);
    report(told, 2009y / 6 / 15, 11, ReportState::reported);
    report(told, 2009y / 9 / 15, 12, ReportState::withdrawn);
    figure(measure(std::nullopt, "done"));
    auto const due = list_reporting_figures(connection(), tenant_, Owners{std::vector<std::int64_t>{0}}, 20);
    ASSERT_THAT(due, SizeIs(2));
    EXPECT_EQ(due[0].id, silent.id);
    EXPECT_EQ(due[0].last, std::nullopt);
    EXPECT_EQ(due[0].measure_deadline, PartialDate::parse("2010"));
    EXPECT_EQ(due[1].last, Date{2009y / 6 / 15});
    EXPECT_EQ(due[1].months, 6);
    EXPECT_THAT(
        list_reporting_figures(connection(), tenant_, Owners{std::vector{town_.value}}, 20), IsEmpty());
}

TEST_P(FigureStore, many_measures_at_once_stand_as_each_of_them_alone)
{
    auto const today = 2009y / 6 / 16;
    std::mt19937_64 random(14);
    auto const any
        = [&random](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    std::vector<Measure> measures;
    for (int i = 0; i < 60; ++i) {
        measures.push_back(measure());
        for (int number = any(0, 2); number > 0; --number) {
            auto const of = figure(measures.back(), any(11, 20));
            for (int told = any(0, 3); told > 0; --told)
                report(
                    of, Date{2008y / 6 / 1} + std::chrono::days{any(0, 450)}, any(8, 22),
                    static_cast<ReportState>(any(0, 3)));
        }
    }
    auto const all = list_standings(connection(), tenant_, measures, today);
    ASSERT_EQ(all.size(), measures.size());
    for (auto const& one : measures) {
        std::vector<FigureStanding> alone;
        for (auto const& figure : list_figures(connection(), tenant_, {one.id}))
            alone.push_back(standing_of(figure, one, list_reports(connection(), tenant_, figure.id), today));
        auto const expected = standing_of(one, std::move(alone), today);
        auto const& found = all.at(one.id);
        ASSERT_EQ(found.reckoned, expected.reckoned);
        ASSERT_EQ(found.progress, expected.progress);
        ASSERT_EQ(found.known, expected.known);
        ASSERT_EQ(found.all, expected.all);
    }
}

TEST_P(FigureStore, goals_have_come_as_far_as_what_serves_them)
{
    auto const today = 2009y / 6 / 16;
    Goal guiding;
    guiding.id = goal(std::nullopt, 1);
    Goal below;
    below.id = goal(guiding.id, 2);
    below.parent = guiding.id;
    below.weight = 2;
    std::vector<Measure> const measures{measure(), measure(), measure()};
    report(figure(measures[0]), 2009y / 6 / 15, 11, ReportState::confirmed); // a quarter of the way
    report(figure(measures[1]), 2009y / 6 / 15, 14, ReportState::confirmed); // all of it
    auto const serves = [&](Measure const& one, GoalId id, std::int64_t weight) {
        connection().execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)"
            " VALUES (?, ?, ?, 1, ?)",
            tenant_, one.id, id, weight);
    };
    serves(measures[0], below.id, 3);
    serves(measures[1], below.id, 1);
    serves(measures[1], guiding.id, 2);
    serves(measures[2], guiding.id, 9);
    auto const dropped = measure();
    serves(dropped, below.id, 1000);
    connection().execute("UPDATE measures SET state = 'dropped' WHERE id = ?", dropped.id);
    auto const standings = list_standings(connection(), tenant_, measures, today);
    auto const progress
        = progress_of_goals(connection(), tenant_, std::vector<Goal>{guiding, below}, standings);
    EXPECT_EQ(
        progress.at(below.id),
        (RolledUp{.progress = Progress{437'500}, .known = 2, .all = 2})); // (3/4 + 1)/4
    EXPECT_EQ(progress.at(guiding.id), (RolledUp{.progress = Progress{718'750}, .known = 2, .all = 3}));
}

TEST_P(FigureStore, measures_of_municipalities_are_those_of_the_goals_asked_for_and_bounded)
{
    auto const goal = [&](std::string const& title) {
        return connection().load<GoalId>(
            "INSERT INTO goals (tenant_id, kind, number, title, text, reasons, influence, influence_reason,"
            " weight, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, 'guiding', '', ?, '', '', 'unscreened', '', 1, FALSE, '', '', '', ?, ?) RETURNING "
            "id",
            tenant_, title, title, now_);
    };
    auto const serves = [&](Measure const& one, GoalId id) {
        connection().execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)"
            " VALUES (?, ?, ?, 0, 1)",
            tenant_, one.id, id);
        return one.id;
    };
    auto const shown = goal("Sprache");
    auto const ended = goal("Wohnen");
    serves(measure(), shown); // of the Kreis
    auto const first = serves(measure(town_), shown);
    auto const second = serves(measure(town_), shown);
    serves(measure(town_), ended);
    auto const ids = [&](std::vector<GoalId> const& goals, int limit) {
        std::vector<MeasureId> found;
        for (auto const& one : list_municipal_measures(connection(), tenant_, goals, limit))
            found.push_back(one.id);
        return found;
    };
    EXPECT_THAT(ids({shown}, 10), ElementsAre(first, second));
    EXPECT_THAT(ids({shown}, 1), ElementsAre(first));
    EXPECT_THAT(ids({}, 10), IsEmpty());
}

} // namespace
} // namespace kommin::goals
