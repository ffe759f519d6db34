#include "platform/chart/time_bars.hpp"

#include "platform/base/decimal.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace kommin::chart {

namespace {

constexpr std::int64_t time_width = 960;
constexpr std::int64_t time_left = 280; // labels stand in front of it
constexpr std::int64_t time_top = 28; // years stand above it
constexpr std::int64_t time_row_height = 26;
constexpr std::int64_t time_bar_height = 14;
constexpr std::int64_t time_bar_inset = 6;
constexpr std::int64_t mark_radius = 5;
constexpr std::int64_t deadline_width = 4;
constexpr std::size_t longest_label = 40; // code points
constexpr int most_year_words = 12;

// Cut between letters, with a sign that it was.
std::string label_that_fits(std::string const& label)
{
    std::size_t letters = 0;
    for (std::size_t at = 0; at < label.size(); ++at) {
        bool const begins_letter = (static_cast<unsigned char>(label[at]) & 0xC0U) != 0x80U;
        if (begins_letter && ++letters > longest_label)
            return label.substr(0, at) + "…";
    }
    return label;
}

class TimeField {
public:
    TimeField(std::chrono::year first, std::chrono::year last)
        : from_(Date{first, std::chrono::January, std::chrono::day{1}})
        , end_(Date{last + std::chrono::years{1}, std::chrono::January, std::chrono::day{1}})
    { }
    [[nodiscard]] std::int64_t x(Date day) const
    {
        auto const days = [&](Date until) {
            return (std::chrono::sys_days{until} - std::chrono::sys_days{from_}).count();
        };
        auto const whole = std::max<std::int64_t>(days(end_), 1);
        return time_left
            + scale(time_width - time_left, std::clamp<std::int64_t>(days(day), 0, whole), whole);
    }
    // Where the day is over.
    [[nodiscard]] std::int64_t end_of(Date day) const { return x(day + std::chrono::days{1}); }
    [[nodiscard]] bool has(Date day) const { return day >= from_ && day < end_; }

private:
    Date from_, end_;
};

void add_box(std::vector<Shape>& shapes, Role role, std::int64_t from, std::int64_t until, std::int64_t top)
{
    if (until > from)
        shapes.emplace_back(Box{role, {from, top + time_bar_inset}, until - from, time_bar_height});
}

void draw_bar(std::vector<Shape>& shapes, TimeField const& field, TimeRow const& row, std::int64_t top)
{
    auto const from = row.from ? field.x(*row.from) : time_left;
    if (row.from && (row.until || row.goes_on))
        add_box(shapes, Role::planned, from, row.until ? field.end_of(*row.until) : time_width, top);
    else if (row.from)
        add_box(shapes, Role::vague, from, time_width, top);
    else if (row.until || row.goes_on)
        add_box(shapes, Role::vague, time_left, row.until ? field.end_of(*row.until) : time_width, top);
}

void draw_marks(std::vector<Shape>& shapes, TimeField const& field, TimeRow const& row, std::int64_t top)
{
    constexpr auto middle = time_bar_inset + time_bar_height / 2;
    for (auto const& mark : row.marks) {
        auto const last = mark.day.last_possible_day();
        if (!field.has(last))
            continue;
        auto const x = field.x(last);
        if (!mark.day.full()) // a line over all days that it can mean
            shapes.emplace_back(
                Line{mark.role, {field.x(mark.day.first_possible_day()), top + middle}, {x, top + middle}});
        if (mark.role == Role::deadline)
            shapes.emplace_back(
                Box{mark.role, {x - deadline_width / 2, top + 2}, deadline_width, time_row_height - 4});
        else
            shapes.emplace_back(Dot{mark.role, {x, top + middle}, mark_radius});
    }
}

}

Drawing draw(TimeBars const& chart)
{
    TimeField const field(chart.first, chart.last);
    auto const height = time_top + time_row_height * std::ssize(chart.rows);
    Drawing drawing{
        .width = time_width,
        .height = height,
        .title = chart.title,
        .description = chart.description,
        .shapes = {}};
    auto& shapes = drawing.shapes;
    auto const years = int{chart.last} - int{chart.first} + 1;
    auto const years_per_word = (years + most_year_words - 1) / most_year_words;
    for (int i = 0; i < years; ++i) {
        auto const year = chart.first + std::chrono::years{i};
        auto const x = field.x(Date{year, std::chrono::January, std::chrono::day{1}});
        shapes.emplace_back(Line{Role::axis, {x, time_top}, {x, height}});
        if (i % years_per_word == 0)
            shapes.emplace_back(
                Words{.spot = {x + 3, time_top - 8}, .text = std::to_string(int{year}), .is_aside = true});
    }
    std::int64_t top = time_top;
    for (auto const& row : chart.rows) {
        shapes.emplace_back(Words{
            .spot = {row.is_heading ? 0 : 12, top + time_row_height - 8},
            .text = label_that_fits(row.label),
            .is_aside = row.is_heading});
        draw_bar(shapes, field, row, top);
        draw_marks(shapes, field, row, top);
        top += time_row_height;
    }
    if (chart.today && field.has(*chart.today)) {
        auto const x = field.x(*chart.today);
        shapes.emplace_back(Line{Role::now, {x, time_top}, {x, height}});
    }
    return drawing;
}

} // namespace kommin::chart
