#include "modules/goals/measures/measure_reach.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::array<std::string_view, 5> words_for_about{
    "rund", "etwa", "ca", "circa", "ungefahr"}; // folded
constexpr std::size_t most_digits = 12; // more people and places than there are

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// "195" or "1.250"; nothing for what only looks like a number: "2.", "007", "1.25".
std::optional<std::int64_t> read_count(std::string_view word)
{
    auto const groups = split(word, '.');
    std::string digits;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        bool const is_right_size
            = groups.size() == 1 || (i == 0 ? groups[i].size() <= 3 : groups[i].size() == 3);
        if (groups[i].empty() || !is_right_size || !std::ranges::all_of(groups[i], is_digit))
            return std::nullopt;
        digits += groups[i];
    }
    if (digits.size() > most_digits || (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    return parse_number(digits);
}

// The first word, and the line without it.
std::pair<std::string_view, std::string_view> first_word(std::string_view line)
{
    auto const end = line.find(' ');
    if (end == std::string_view::npos)
        return {line, {}};
    return {line.substr(0, end), line.substr(end + 1)};
}

// What is counted: no unit of measurement and no second number, which would be read as another one.
bool can_be_counted(std::string_view what)
{
    return !what.empty() && what.front() != '%' && !is_digit(what.front());
}

Reach read_line(std::string const& line)
{
    auto [word, rest] = first_word(line);
    bool const is_approximate
        = std::ranges::find(words_for_about, search::folded_text(word)) != words_for_about.end();
    if (is_approximate)
        std::tie(word, rest) = first_word(rest);
    auto const count = read_count(word);
    if (!count || !can_be_counted(rest))
        return {.count = {}, .is_approximate = false, .what = line};
    return {.count = count, .is_approximate = is_approximate, .what = std::string(rest)};
}

std::string with_groups(std::int64_t count)
{
    auto digits = std::to_string(count);
    for (auto at = std::ssize(digits) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits;
}

}

std::vector<Reach> read_reach(std::string_view lines)
{
    std::vector<Reach> reach;
    for (auto const typed : split(lines, '\n')) {
        if (auto const line = records::one_line(typed); !line.empty())
            reach.push_back(read_line(line));
    }
    return reach;
}

std::string spelled(Reach const& reach)
{
    if (!reach.count)
        return reach.what;
    return (reach.is_approximate ? "rund " : "") + with_groups(*reach.count) + ' ' + reach.what;
}

std::string spelled_reach(std::vector<Reach> const& reach)
{
    std::string lines;
    for (auto const& one : reach)
        lines += (lines.empty() ? "" : "\n") + spelled(one);
    return lines;
}

} // namespace kommin::goals
