#include "modules/goals/measures/figure_chart.hpp"

#include "modules/goals/measures/figure_words.hpp"
#include "platform/chart/line_chart.hpp"
#include "platform/chart/svg.hpp"

#include <map>
#include <string>

namespace kommin::goals {

using html::Writer;
using i18n::Texts;

namespace {

// One confirmed value for each day, in their order; the baseline of the way is the first.
std::vector<chart::DayValue> actual_points(PlannedWay const& way, std::vector<Report> const& reports)
{
    std::map<Date, Decimal> by_day{{way.from, way.baseline}};
    for (auto const& report : reports) {
        if (auto const* holds = confirmed_of(reports, report.day); holds != nullptr && report.day >= way.from)
            by_day[report.day] = holds->value;
    }
    std::vector<chart::DayValue> points;
    for (auto const& [day, value] : by_day)
        points.push_back({day, value});
    return points;
}

std::vector<chart::DayValue> expected_points(PlannedWay const& way)
{
    std::vector<chart::DayValue> points{{way.from, way.baseline}};
    if (way.rule == ExpectationRule::stepwise) {
        for (auto const& step : way.steps) {
            points.push_back({step.on, points.back().value});
            points.push_back({step.on, step.value});
        }
        points.push_back({*way.until, points.back().value});
    }
    points.push_back({*way.until, way.target});
    return points;
}

std::string chart_description(
    Texts const& texts, FigureStanding const& standing, std::vector<chart::DayValue> const& actual)
{
    std::vector<std::string> values;
    values.reserve(actual.size());
    for (auto const& point : actual)
        values.push_back(texts(
            "figure.way.step"_msg,
            {{"value", shown_value(texts, point.value)},
             {"day", texts.date(point.day, i18n::DateStyle::short_numeric)}}));
    return texts(
        "figure.chart.description"_msg,
        {{"unit", standing.figure.unit},
         {"values", texts.list(values)},
         {"rule", rule_of(texts, standing.figure, standing.way)}});
}

}

void write_figure_chart(
    Writer& w, Texts const& texts, std::string_view id, FigureStanding const& standing,
    std::vector<Report> const& reports)
{
    if (!standing.way || !standing.way->way.until || *standing.way->way.until <= standing.way->way.from)
        return;
    auto const& way = standing.way->way;
    chart::LineChart line{
        .title = texts("figure.chart.title"_msg, {{"name", standing.figure.name}}),
        .description = {},
        .actual = actual_points(way, reports),
        .expected = expected_points(way),
        .target = way.target,
        .target_words = texts("figure.chart.target"_msg, {{"value", shown_target(texts, standing.figure)}}),
        .value_words = [&](Decimal value) { return shown_value(texts, value); },
        .day_words = [&](Date day) { return numeric_day(texts, day); }};
    line.description = chart_description(texts, standing, line.actual);
    chart::write_svg(w, texts("figure.chart"_msg), id, draw(line));
}

} // namespace kommin::goals
