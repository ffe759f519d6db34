#include "modules/goals/measures/figure_chart.hpp"

#include "modules/goals/measures/figure_words.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Writer;
using i18n::Texts;

namespace {

// The drawing: 640 by 230, its field from (60, 40) to (600, 190).
constexpr std::int64_t chart_left = 60;
constexpr std::int64_t chart_right = 600;
constexpr std::int64_t chart_top = 40;
constexpr std::int64_t chart_bottom = 190;

struct ChartPoint {
    Date day;
    Decimal value;
};

// One confirmed value for each day, in their order; the baseline of the way is the first.
std::vector<ChartPoint> actual_points(PlannedWay const& way, std::vector<Report> const& reports)
{
    std::map<Date, Decimal> by_day{{way.from, way.baseline}};
    for (auto const& report : reports) {
        if (auto const* holds = confirmed_of(reports, report.day); holds != nullptr && report.day >= way.from)
            by_day[report.day] = holds->value;
    }
    std::vector<ChartPoint> points;
    for (auto const& [day, value] : by_day)
        points.push_back({day, value});
    return points;
}

std::vector<ChartPoint> expected_points(PlannedWay const& way)
{
    std::vector<ChartPoint> points{{way.from, way.baseline}};
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

class ChartField {
public:
    ChartField(PlannedWay const& way, std::vector<ChartPoint> const& actual)
        : from_(way.from)
        , until_(std::max(*way.until, actual.back().day))
        , least_(std::min(way.baseline, way.target))
        , most_(std::max(way.baseline, way.target))
    {
        for (auto const& point : actual) {
            least_ = std::min(least_, point.value);
            most_ = std::max(most_, point.value);
        }
        if (least_ == most_)
            most_ = most_ + Decimal::whole(1);
    }
    [[nodiscard]] std::int64_t x(Date day) const
    {
        return chart_left
            + scale(
                   chart_right - chart_left, days(from_, day),
                   std::max<std::int64_t>(days(from_, until_), 1));
    }
    [[nodiscard]] std::int64_t y(Decimal value) const
    {
        return chart_bottom
            - scale(chart_bottom - chart_top, (value - least_).scaled, (most_ - least_).scaled);
    }
    [[nodiscard]] std::string path(std::vector<ChartPoint> const& points) const
    {
        std::string path;
        for (auto const& point : points) {
            path += path.empty() ? 'M' : 'L';
            path += std::to_string(x(point.day)) + ' ' + std::to_string(y(point.value));
        }
        return path;
    }
    [[nodiscard]] Decimal least() const { return least_; }
    [[nodiscard]] Decimal most() const { return most_; }
    [[nodiscard]] Date until() const { return until_; }

private:
    static std::int64_t days(Date from, Date until)
    {
        return (std::chrono::sys_days{until} - std::chrono::sys_days{from}).count();
    }
    Date from_, until_;
    Decimal least_, most_;
};

std::string chart_description(
    Texts const& texts, FigureStanding const& standing, std::vector<ChartPoint> const& actual)
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
    auto const actual = actual_points(way, reports);
    ChartField const field(way, actual);
    auto const day = [&](Date date) { return texts.date(date, i18n::DateStyle::short_numeric); };
    auto const title = std::string(id) + "-titel";
    auto const description = std::string(id) + "-text";
    auto const target_y = field.y(way.target);
    w(
        R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><svg class="chart" viewBox="0 0 640 230" role="img" aria-labelledby="{} {}"><title id="{}">{}</title><desc id="{}">{}</desc>{}<line class="tg" x1="60" x2="600" y1="{}" y2="{}"/><text x="64" y="{}">{}</text><path class="ex" d="{}"/><path class="is" d="{}"/>{}<text class="m" x="60" y="214">{}</text><text class="m" x="600" y="214" text-anchor="end">{}</text></svg></div>)",
        texts("figure.chart"_msg), title, description, title,
        texts("figure.chart.title"_msg, {{"name", standing.figure.name}}), description,
        chart_description(texts, standing, actual),
        [&](Writer& axis) {
            for (auto const value : {field.least(), field.most()})
                axis(
                    R"(<line class="ax" x1="60" x2="600" y1="{}" y2="{}"/><text class="m" x="52" y="{}" text-anchor="end">{}</text>)",
                    field.y(value), field.y(value), field.y(value) + 4, shown_value(texts, value));
        },
        target_y, target_y, target_y - 7,
        texts("figure.chart.target"_msg, {{"value", shown_target(texts, standing.figure)}}),
        field.path(expected_points(way)), field.path(actual),
        each(
            actual,
            [&](Writer& inner, ChartPoint const& point) {
                inner(
                    R"(<circle class="pt" cx="{}" cy="{}" r="5"/>)", field.x(point.day),
                    field.y(point.value));
            }),
        day(way.from), day(field.until()));
}

} // namespace kommin::goals
