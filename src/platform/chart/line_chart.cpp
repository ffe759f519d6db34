#include "platform/chart/line_chart.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace kommin::chart {

namespace {

constexpr std::int64_t line_chart_width = 640;
constexpr std::int64_t line_chart_height = 230;
constexpr std::int64_t field_left = 60;
constexpr std::int64_t field_right = 600;
constexpr std::int64_t field_top = 40;
constexpr std::int64_t field_bottom = 190;
constexpr std::int64_t days_at = 214;
constexpr std::int64_t point_radius = 5;

std::int64_t days_between(Date from, Date until)
{
    return (std::chrono::sys_days{until} - std::chrono::sys_days{from}).count();
}

class LineField {
public:
    explicit LineField(LineChart const& chart)
        : from_(chart.actual.front().day)
        , until_(from_)
        , least_(chart.target)
        , most_(chart.target)
    {
        for (auto const* values : {&chart.actual, &chart.expected}) {
            for (auto const& one : *values) {
                from_ = std::min(from_, one.day);
                until_ = std::max(until_, one.day);
                least_ = std::min(least_, one.value);
                most_ = std::max(most_, one.value);
            }
        }
        if (least_ == most_)
            most_ = most_ + Decimal::whole(1);
    }
    [[nodiscard]] Spot spot(DayValue const& one) const
    {
        auto const days = std::max<std::int64_t>(days_between(from_, until_), 1);
        return {
            field_left + scale(field_right - field_left, days_between(from_, one.day), days), y(one.value)};
    }
    [[nodiscard]] std::int64_t y(Decimal value) const
    {
        return field_bottom
            - scale(field_bottom - field_top, (value - least_).scaled, (most_ - least_).scaled);
    }
    [[nodiscard]] std::vector<Spot> spots(std::vector<DayValue> const& values) const
    {
        std::vector<Spot> spots;
        spots.reserve(values.size());
        for (auto const& one : values)
            spots.push_back(spot(one));
        return spots;
    }
    [[nodiscard]] Date from() const { return from_; }
    [[nodiscard]] Date until() const { return until_; }
    [[nodiscard]] Decimal least() const { return least_; }
    [[nodiscard]] Decimal most() const { return most_; }

private:
    Date from_, until_;
    Decimal least_, most_;
};

}

Drawing draw(LineChart const& chart)
{
    LineField const field(chart);
    Drawing drawing{
        .width = line_chart_width,
        .height = line_chart_height,
        .title = chart.title,
        .description = chart.description,
        .shapes = {}};
    auto& shapes = drawing.shapes;
    constexpr std::int64_t beside_axis = 8;
    constexpr std::int64_t below_middle = 4;
    for (auto const value : {field.least(), field.most()}) {
        auto const y = field.y(value);
        shapes.emplace_back(Line{Role::axis, {field_left, y}, {field_right, y}});
        shapes.emplace_back(Words{
            .spot = {field_left - beside_axis, y + below_middle},
            .text = chart.value_words(value),
            .anchor = Anchor::end,
            .is_aside = true});
    }
    auto const target = field.y(chart.target);
    constexpr std::int64_t above_line = 7;
    shapes.emplace_back(Line{Role::target, {field_left, target}, {field_right, target}});
    shapes.emplace_back(
        Words{.spot = {field_left + below_middle, target - above_line}, .text = chart.target_words});
    shapes.emplace_back(Path{Role::expected, field.spots(chart.expected)});
    auto points = field.spots(chart.actual);
    shapes.emplace_back(Path{Role::actual, points});
    for (auto const point : points)
        shapes.emplace_back(Dot{Role::point, point, point_radius});
    shapes.emplace_back(
        Words{.spot = {field_left, days_at}, .text = chart.day_words(field.from()), .is_aside = true});
    shapes.emplace_back(Words{
        .spot = {field_right, days_at},
        .text = chart.day_words(field.until()),
        .anchor = Anchor::end,
        .is_aside = true});
    return drawing;
}

} // namespace kommin::chart
