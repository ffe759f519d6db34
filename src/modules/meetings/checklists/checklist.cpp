#include "modules/meetings/checklists/checklist.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::ptrdiff_t most_problems_told = 10;
constexpr std::size_t longest_title = 300; // code points
constexpr std::size_t longest_who = 200;
constexpr std::size_t most_digits = 6; // more are too far away, whatever they say

// Programs for texts make a dash of what somebody types as a minus.
constexpr std::array<std::string_view, 4> minus_signs{"-", "−", "–", "‐"};

struct Signed {
    int factor;
    std::string_view digits;
};
std::optional<Signed> read_sign(std::string_view word)
{
    if (word.starts_with('+'))
        return Signed{1, word.substr(1)};
    for (auto const sign : minus_signs) {
        if (word.starts_with(sign))
            return Signed{-1, word.substr(sign.size())};
    }
    return std::nullopt;
}

bool are_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A line of its text, or why it is none.
struct ReadLine {
    ChecklistLine line;
    MessageKey problem = {};
};
ReadLine read_line(std::string_view text)
{
    auto const end = text.find_first_of(" \t");
    auto const number = read_sign(text.substr(0, end));
    if (!number || !are_digits(number->digits))
        return {{}, "checklist.problem.days"_msg};
    auto const days = number->digits.size() <= most_digits ? parse_number<int>(number->digits) : std::nullopt;
    if (!days || *days > furthest_line)
        return {{}, "checklist.problem.too_far"_msg};
    ChecklistLine line{.days = number->factor * *days, .title = {}, .who = {}};
    auto words = end == std::string_view::npos ? std::string_view{} : text.substr(end);
    if (auto const bar = words.rfind('|'); bar != std::string_view::npos) {
        line.who = records::one_line(words.substr(bar + 1));
        words = words.substr(0, bar);
    }
    line.title = records::one_line(words);
    if (line.title.empty())
        return {{}, "checklist.problem.words"_msg};
    if (count_code_points(line.title) > longest_title || count_code_points(line.who) > longest_who)
        return {{}, "checklist.problem.long"_msg};
    return {std::move(line), {}};
}

}

TypedLines read_lines(std::string_view typed, std::string_view field)
{
    TypedLines read;
    std::int64_t number = 0;
    for (auto const part : split(typed, '\n')) {
        ++number;
        auto const text = trim(part);
        if (text.empty())
            continue;
        // Whoever pastes a list of another kind is not told of each of its lines.
        if (std::ssize(read.problems) >= most_problems_told || std::ssize(read.lines) > most_checklist_lines)
            break;
        auto one = read_line(text);
        if (one.problem == MessageKey{})
            read.lines.push_back(std::move(one.line));
        else
            read.problems.push_back(Problem::invalid(
                std::string(field), one.problem,
                {{"line", std::to_string(number)}, {"days", std::to_string(furthest_line)}}));
    }
    if (std::ssize(read.lines) > most_checklist_lines)
        read.problems.push_back(Problem::invalid(
            std::string(field), "checklist.problem.many"_msg,
            {{"count", std::to_string(most_checklist_lines)}}));
    return read;
}

std::string spelled_lines(std::vector<ChecklistLine> const& lines)
{
    std::string text;
    for (auto const& line : lines) {
        text += (text.empty() ? "" : "\n") + std::string(line.days < 0 ? "" : "+") + std::to_string(line.days)
            + ' ' + line.title;
        // A title with a bar needs one behind it even for nobody.
        if (!line.who.empty() || line.title.find('|') != std::string::npos)
            text += line.who.empty() ? " |" : " | " + line.who;
    }
    return text;
}

bool fits(ChecklistTemplate const& one, PanelKind kind)
{
    return one.panel_kind == for_every_kind || one.panel_kind == to_text(kind);
}

} // namespace kommin::meetings
