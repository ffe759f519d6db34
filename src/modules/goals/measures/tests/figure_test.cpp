#include "modules/goals/measures/figure_editing.hpp"

#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "platform/records/typed.hpp"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;
using records::Fields;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

Decimal decimal(std::string_view text)
{
    return *Decimal::parse(text);
}

PartialDate partial_day(std::string_view iso)
{
    return *PartialDate::parse(iso);
}

// A measure of the years 2009 and 2010 without a deadline of its own.
Measure measure_of_2009()
{
    Measure measure;
    measure.id = MeasureId{7};
    measure.starts = partial_day("2009");
    measure.ends = partial_day("2010");
    return measure;
}

// As the report of 2008 has them.
Figure trainings_figure()
{
    Figure figure;
    figure.id = FigureId{1};
    figure.measure = MeasureId{7};
    figure.name = "Fortbildungen für Kitas und Grundschulen";
    figure.unit = "Fortbildungen";
    figure.baseline = decimal("10");
    figure.baseline_day = partial_day("2008");
    figure.target = decimal("14");
    return figure;
}

Figure rucksack_figure()
{
    Figure figure;
    figure.name = "Neue Einrichtungen im Programm Rucksack";
    figure.unit = "Kindertageseinrichtungen";
    figure.target_kind = TargetKind::increase;
    figure.baseline = decimal("12");
    figure.baseline_unit = "Gruppen";
    figure.baseline_day = partial_day("2008");
    figure.target = decimal("20");
    figure.deadline = partial_day("2010");
    return figure;
}

std::vector<std::string> refused_fields(Fields const& fields, Measure const& measure = measure_of_2009())
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_figure(fields, measure))
        names.push_back(problem.field);
    return names;
}

std::vector<std::string> refused_fields(
    Figure const& figure, std::string_view field, std::string typed,
    Measure const& measure = measure_of_2009())
{
    auto fields = form_of(figure);
    fields.set(field, std::move(typed));
    return refused_fields(fields, measure);
}

Report report_of(std::int64_t id, Date day, std::string_view reported, ReportState state, int minute = 0)
{
    Report report;
    report.id = ReportId{id};
    report.figure = FigureId{1};
    report.day = day;
    report.value = decimal(reported);
    report.state = state;
    report.reported_at = Instant{} + std::chrono::minutes{minute};
    return report;
}

TEST(WayOfAFigure, begins_with_the_last_day_of_a_year_and_ends_with_the_planned_years)
{
    auto const found = way_of(trainings_figure(), measure_of_2009());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->way.from, 2008y / 12 / 31);
    EXPECT_EQ(found->way.until, 2010y / 12 / 31);
    EXPECT_FALSE(found->is_start_assumed);
    EXPECT_TRUE(found->is_end_assumed) << "nobody has set a day";
}

TEST(WayOfAFigure, its_own_deadline_comes_before_that_of_its_measure)
{
    auto measure = measure_of_2009();
    measure.deadline = partial_day("2010-06");
    auto figure = trainings_figure();
    EXPECT_EQ(way_of(figure, measure)->way.until, 2010y / 6 / 30);
    EXPECT_FALSE(way_of(figure, measure)->is_end_assumed);
    figure.deadline = partial_day("2009-09-30");
    EXPECT_EQ(way_of(figure, measure)->way.until, 2009y / 9 / 30);
}

TEST(WayOfAFigure, without_a_day_of_the_baseline_begins_with_the_planned_years)
{
    auto figure = trainings_figure();
    figure.baseline_day.reset();
    auto measure = measure_of_2009();
    EXPECT_EQ(way_of(figure, measure)->way.from, 2009y / 1 / 1);
    EXPECT_TRUE(way_of(figure, measure)->is_start_assumed);
    measure.starts.reset();
    EXPECT_FALSE(way_of(figure, measure));
}

TEST(WayOfAFigure, is_none_without_a_baseline_but_of_an_increase)
{
    auto figure = trainings_figure();
    figure.baseline.reset();
    EXPECT_FALSE(way_of(figure, measure_of_2009()));
    auto added = rucksack_figure();
    added.baseline.reset();
    ASSERT_TRUE(way_of(added, measure_of_2009()));
    EXPECT_EQ(way_of(added, measure_of_2009())->way.baseline, Decimal{});
}

TEST(WayOfAFigure, groups_are_never_added_to_day_care_centres)
{
    auto const found = way_of(rucksack_figure(), measure_of_2009());
    EXPECT_EQ(found->way.baseline, Decimal{});
    EXPECT_EQ(found->way.target, decimal("20"));
    for (auto day = 2008y / 12 / 1; day <= 2011y / 1 / 31; day = day + std::chrono::days{1})
        ASSERT_LE(*expected_on(found->way, day), decimal("20")) << to_iso(day);
}

TEST(WayOfAFigure, what_is_expected_lies_between_baseline_and_target_and_never_goes_back)
{
    std::mt19937_64 random(2010);
    auto const any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    for (int round = 0; round < 2'000; ++round) {
        Figure figure = trainings_figure();
        figure.target_kind = any(0, 1) == 0 ? TargetKind::absolute : TargetKind::increase;
        figure.baseline = Decimal{any(0, 1'000'000)};
        figure.target = Decimal{figure.baseline->scaled + any(1, 1'000'000)};
        Measure measure = measure_of_2009();
        measure.deadline = PartialDate(Date{2009y / 1 / 1} + std::chrono::days{any(0, 1'500)});
        auto const way = way_of(figure, measure)->way;
        auto before = way.baseline;
        for (auto day = 2008y / 6 / 1; day < 2013y / 6 / 1; day = day + std::chrono::days{any(1, 60)}) {
            auto const expected = *expected_on(way, day);
            ASSERT_GE(expected, before) << round;
            ASSERT_LE(expected, way.target) << round;
            before = expected;
        }
        ASSERT_EQ(before, way.target) << round;
    }
}

TEST(WordsOfAFigure, never_say_a_number_without_its_unit)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    EXPECT_EQ(shown_target(texts, trainings_figure()), "14 Fortbildungen");
    EXPECT_EQ(shown_baseline(texts, trainings_figure()), "10 Fortbildungen (2008)");
    EXPECT_EQ(shown_target(texts, rucksack_figure()), "20 Kindertageseinrichtungen mehr");
    EXPECT_EQ(shown_baseline(texts, rucksack_figure()), "12 Gruppen (2008)");
}

TEST(WordsOfAFigure, what_is_expected_has_one_decimal_more_than_what_was_planned)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    auto const shown = [&](std::string_view baseline, std::string_view target) {
        auto figure = trainings_figure();
        figure.baseline = decimal(baseline);
        figure.target = decimal(target);
        return shown_expectation(texts, way_of(figure, measure_of_2009()), 2009y / 6 / 15);
    };
    EXPECT_EQ(shown("10", "14"), "10,9"); // 10.9096
    EXPECT_EQ(shown("0,5", "0,6"), "0,52"); // 0.5227: not the same as at the beginning
    EXPECT_EQ(shown("0,5", "0,625"), "0,5284");
    EXPECT_EQ(shown("0,5", "0,6255"), "0,5285"); // there is no fifth one
    auto unknown = trainings_figure();
    unknown.baseline.reset();
    EXPECT_EQ(shown_expectation(texts, way_of(unknown, measure_of_2009()), 2009y / 6 / 15), "");
}

TEST(ReportsOfAFigure, the_confirmed_one_of_the_latest_day_holds_and_of_one_day_the_last)
{
    using enum ReportState;
    std::vector<Report> const reports{
        report_of(1, 2009y / 3 / 31, "10", confirmed),    report_of(5, 2009y / 6 / 15, "11", confirmed, 9),
        report_of(3, 2009y / 6 / 15, "12", confirmed, 3), report_of(4, 2009y / 6 / 16, "13", reported),
        report_of(6, 2009y / 6 / 17, "14", withdrawn),    report_of(7, 2009y / 6 / 18, "15", questioned),
        report_of(8, 2009y / 9 / 30, "16", confirmed),
    };
    EXPECT_EQ(latest_confirmed(reports, 2009y / 6 / 20)->id, ReportId{5});
    EXPECT_EQ(latest_confirmed(reports, 2009y / 9 / 30)->id, ReportId{8});
    EXPECT_EQ(latest_confirmed(reports, 2009y / 4 / 1)->id, ReportId{1});
    EXPECT_EQ(latest_confirmed(reports, 2009y / 1 / 1), nullptr);
    EXPECT_EQ(confirmed_of(reports, 2009y / 6 / 15)->id, ReportId{5});
    EXPECT_EQ(confirmed_of(reports, 2009y / 6 / 16), nullptr);
}

TEST(ReportsOfAFigure, a_question_is_open_until_somebody_reports_again)
{
    using enum ReportState;
    std::vector<Report> reports{
        report_of(1, 2009y / 6 / 15, "11", questioned, 1), report_of(2, 2009y / 6 / 15, "12", withdrawn, 2)};
    EXPECT_TRUE(is_unanswered(reports, reports[0]));
    reports.push_back(report_of(3, 2009y / 3 / 31, "10", reported, 2));
    EXPECT_FALSE(is_unanswered(reports, reports[0]));
    EXPECT_FALSE(is_unanswered(reports, reports[2])) << "nobody has asked about it";
}

TEST(ReportsOfAFigure, what_was_reported_before_a_question_is_no_answer)
{
    using enum ReportState;
    std::vector<Report> reports{
        report_of(1, 2009y / 3 / 31, "11", questioned, 1), report_of(2, 2009y / 6 / 15, "12", reported, 2)};
    reports[0].decided_at = Instant{} + 3min;
    EXPECT_TRUE(is_unanswered(reports, reports[0])) << "reported, reported, asked about the first";
    reports.push_back(report_of(3, 2009y / 3 / 31, "10", reported, 4));
    EXPECT_FALSE(is_unanswered(reports, reports[0]));
}

TEST(FigureForm, what_is_stored_is_spelled_and_read_back)
{
    for (auto figure : {trainings_figure(), rucksack_figure()}) {
        figure.rule = ExpectationRule::stepwise;
        figure.steps = {{2009y / 6 / 30, decimal("11,5")}, {2010y / 3 / 31, decimal("13")}};
        EXPECT_EQ(spelled_figure(form_of(figure)), form_of(figure));
        EXPECT_THAT(refused_fields(form_of(figure)), IsEmpty());
    }
    auto fields = form_of(trainings_figure());
    fields.set(figure_field::baseline, "1.250");
    fields.set(figure_field::target, "1300.5");
    fields.set(figure_field::baseline_day, "2008-12-31");
    fields.set(figure_field::baseline_unit, " Fortbildungen ");
    EXPECT_EQ(spelled_figure(fields).value(figure_field::baseline), "1250");
    EXPECT_EQ(spelled_figure(fields).value(figure_field::target), "1300,5");
    EXPECT_EQ(spelled_figure(fields).value(figure_field::baseline_day), "31.12.2008");
    EXPECT_EQ(spelled_figure(fields).value(figure_field::baseline_unit), "") << "it is the same";
}

TEST(FigureForm, takes_no_number_that_is_none)
{
    for (auto const* typed :
         {"NaN", "inf", "-1", "1e9", "1.000.000.000", "1000000000", "zehn", "10 Stück", "1,23456", "1,2,3"}) {
        EXPECT_FALSE(read_value(typed)) << typed;
        EXPECT_THAT(refused_fields(trainings_figure(), figure_field::target, typed), ElementsAre("target"))
            << typed;
        EXPECT_THAT(
            refused_fields(trainings_figure(), figure_field::baseline, typed), ElementsAre("baseline"))
            << typed;
    }
    EXPECT_EQ(read_value(" 999.999.999,9999 "), decimal("999999999,9999"));
    EXPECT_EQ(read_value("0"), Decimal{});
}

TEST(FigureForm, asks_for_what_a_number_is_nothing_without)
{
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::unit, "  "), ElementsAre("unit"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::name, ""), ElementsAre("name"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::target, ""), ElementsAre("target"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::weight, "0"), ElementsAre("weight"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::weight, "1001"), ElementsAre("weight"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::rule, "immer"), ElementsAre("rule"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::baseline, ""), IsEmpty())
        << "nobody need know it";
}

TEST(FigureForm, another_unit_of_the_baseline_goes_with_an_increase_alone)
{
    EXPECT_THAT(
        refused_fields(trainings_figure(), figure_field::baseline_unit, "Gruppen"),
        ElementsAre("baseline_unit"));
    EXPECT_THAT(
        refused_fields(rucksack_figure(), figure_field::target_kind, "absolute"),
        ElementsAre("baseline_unit"));
    EXPECT_THAT(refused_fields(rucksack_figure(), figure_field::target, "0"), ElementsAre("target"));
    EXPECT_THAT(refused_fields(rucksack_figure(), figure_field::target, "5"), IsEmpty())
        << "5 more are no less than 12 groups";
    EXPECT_THAT(refused_fields(rucksack_figure(), figure_field::aim, "at_most"), ElementsAre("aim"));
}

TEST(FigureForm, the_target_lies_on_the_side_of_its_aim)
{
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::target, "9"), ElementsAre("target"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::target, "10"), IsEmpty())
        << "to keep what there is";
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::aim, "at_most"), ElementsAre("target"));
    auto fewer = trainings_figure();
    fewer.aim = Aim::at_most;
    EXPECT_THAT(refused_fields(fewer, figure_field::target, "9"), IsEmpty());
}

TEST(FigureForm, ends_after_it_has_begun)
{
    EXPECT_THAT(
        refused_fields(trainings_figure(), figure_field::deadline, "31.12.2008"), ElementsAre("deadline"));
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::deadline, "1.1.2009"), IsEmpty());
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::deadline, "2008"), ElementsAre("deadline"));
    EXPECT_THAT(
        refused_fields(trainings_figure(), figure_field::baseline_day, "2011"), ElementsAre("deadline"))
        << "its measure ends before that";
    auto endless = measure_of_2009();
    endless.ends.reset();
    EXPECT_THAT(refused_fields(trainings_figure(), figure_field::baseline_day, "2011", endless), IsEmpty());
}

TEST(FigureForm, steps_lead_to_the_target_one_after_the_other)
{
    auto stepwise = trainings_figure();
    stepwise.rule = ExpectationRule::stepwise;
    auto const with
        = [&](std::string steps) { return refused_fields(stepwise, figure_field::steps, std::move(steps)); };
    EXPECT_THAT(with(""), ElementsAre("steps"));
    EXPECT_THAT(with("30.06.2009: 11"), IsEmpty());
    EXPECT_THAT(with("30.06.2009: 11\r\n\r\n31.3.2010 12,5"), IsEmpty());
    EXPECT_THAT(with("30.06.2009: 11\n30.6.2009: 12"), ElementsAre("steps")) << "twice";
    EXPECT_THAT(with("Sommer: 11"), ElementsAre("steps"));
    EXPECT_THAT(with("30.06.2009"), ElementsAre("steps"));
    EXPECT_THAT(with("31.12.2008: 11"), ElementsAre("steps")) << "the day of the baseline";
    EXPECT_THAT(with("31.12.2010: 14"), ElementsAre("steps")) << "the deadline";
    EXPECT_THAT(with("30.06.2009: 12\n31.12.2009: 11"), ElementsAre("steps")) << "backwards";
    EXPECT_THAT(with("30.06.2009: 9"), ElementsAre("steps"));
    EXPECT_THAT(with("30.06.2009: 15"), ElementsAre("steps")) << "beyond the target";
    EXPECT_THAT(
        refused_fields(trainings_figure(), figure_field::steps, "30.06.2009: 11"), ElementsAre("steps"))
        << "evenly knows none";
    auto fields = form_of(stepwise);
    fields.set(figure_field::steps, "31.03.2010: 13\n30.06.2009: 11");
    EXPECT_THAT(refused_fields(fields), IsEmpty());
    EXPECT_EQ(spelled_figure(fields).value(figure_field::steps), "30.06.2009: 11\n31.03.2010: 13");
    auto endless = measure_of_2009();
    endless.ends.reset();
    EXPECT_THAT(
        refused_fields(stepwise, figure_field::steps, "30.06.2009: 11", endless), ElementsAre("steps"))
        << "between what?";
}

Fields report_form(std::string_view reported, std::string_view day)
{
    Fields fields;
    fields.set(report_field::value, std::string(reported));
    fields.set(report_field::day, std::string(day));
    fields.set(report_field::source, "Fortbildungsplan RAA");
    return fields;
}

std::vector<std::string> refused_report(Fields const& fields, std::vector<Report> const& reports = {})
{
    std::vector<std::string> names;
    for (auto const& problem :
         problems_of_report(fields, {trainings_figure(), measure_of_2009()}, reports, 2009y / 6 / 16))
        names.push_back(problem.field);
    return names;
}

TEST(ReportForm, a_value_has_a_day_that_was_and_a_source)
{
    EXPECT_THAT(refused_report(report_form("11", "15.06.2009")), IsEmpty());
    EXPECT_THAT(refused_report(report_form("11", "16.06.2009")), IsEmpty());
    EXPECT_THAT(refused_report(report_form("11", "17.06.2009")), ElementsAre("day"));
    EXPECT_THAT(refused_report(report_form("11", "31.12.2007")), ElementsAre("day"));
    EXPECT_THAT(refused_report(report_form("11", "6.2009")), ElementsAre("day")) << "a month is no day";
    EXPECT_THAT(refused_report(report_form("11", "")), ElementsAre("day"));
    EXPECT_THAT(refused_report(report_form("", "15.06.2009")), ElementsAre("value"));
    EXPECT_THAT(refused_report(report_form("NaN", "15.06.2009")), ElementsAre("value"));
    EXPECT_THAT(refused_report(report_form("-1", "15.06.2009")), ElementsAre("value"));
    auto fields = report_form("11", "15.06.2009");
    fields.set(report_field::source, " ");
    EXPECT_THAT(refused_report(fields), ElementsAre("source"));
}

TEST(ReportForm, of_a_day_that_has_a_value_it_asks_which_one_holds)
{
    using enum ReportState;
    std::vector<Report> const reports{
        report_of(1, 2009y / 6 / 15, "10", confirmed), report_of(2, 2009y / 6 / 14, "10", withdrawn)};
    auto fields = report_form("11", "15.06.2009");
    EXPECT_THAT(
        problems_of_report(fields, {trainings_figure(), measure_of_2009()}, reports, 2009y / 6 / 16),
        ElementsAre(Field(&Problem::message, "report.problem.same_day"_msg)));
    fields.set(report_field::replaces, std::string(replaces_value));
    EXPECT_THAT(refused_report(fields, reports), IsEmpty());
    EXPECT_THAT(refused_report(report_form("11", "14.06.2009"), reports), IsEmpty());
}

} // namespace
} // namespace kommin::goals
