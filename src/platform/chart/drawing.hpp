#pragma once
// Drawing: a chart as shapes in whole units, with what it says in words. What a shape is stands here; how it
// looks says whoever draws it: a style sheet, later a page of paper (docs/adr/0096).

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace kommin::chart {

enum class Role : std::uint8_t {
    axis,
    target,
    expected,
    actual,
    point,
    // Parts of a bar, from good to bad and to what nobody knows.
    good,
    complete,
    doubtful,
    bad,
    unknown,
    // On a line of time: what is planned, where nobody knows its end or its beginning, days, today.
    planned,
    vague,
    due,
    done,
    deadline,
    now,
};

struct Spot {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(Spot, Spot) = default;
};
struct Line {
    Role role;
    Spot from, to;
};
struct Path { // of straight lines
    Role role;
    std::vector<Spot> spots;
};
struct Dot {
    Role role;
    Spot centre;
    std::int64_t radius;
};
struct Box {
    Role role;
    Spot corner; // above, at the beginning
    std::int64_t width, height;
};
enum class Anchor : std::uint8_t { start, middle, end };
struct Words {
    Spot spot; // of the line on which the letters stand
    std::string text;
    Anchor anchor = Anchor::start;
    bool is_aside = false; // beside what matters: numbers of an axis
    bool is_on_bar = false; // on a dark part of a bar
};
using Shape = std::variant<Line, Path, Dot, Box, Words>;

struct Drawing {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string title; // what it shows
    std::string description; // the same as it says, for whoever does not see it
    std::vector<Shape> shapes; // the first one lies below all others
};

} // namespace kommin::chart
