#include "platform/images/answer.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::images {

namespace {

using Word = std::pair<std::string_view, MessageKey>;
constexpr std::array words{
    Word{"format", "images.problem.format"_msg}, Word{"animated", "images.problem.animated"_msg},
    Word{"too_many_points", "images.problem.too_many_points"_msg},
    Word{"broken", "images.problem.broken"_msg}};

void print(std::string& head, std::string& bytes, Rendition const& rendition)
{
    for (auto const number :
         {static_cast<std::size_t>(rendition.width), static_cast<std::size_t>(rendition.height),
          rendition.webp.size()})
        head += ' ' + std::to_string(number);
    bytes += rendition.webp;
}

Result<Renditions> read_problem(std::string_view word)
{
    auto const found = std::ranges::find(words, word, &Word::first);
    if (found == words.end())
        return Problem::invalid({}, "images.problem.broken"_msg);
    auto problem = Problem::invalid({}, found->second);
    if (word == "too_many_points") {
        problem.kind = ProblemKind::too_large;
        problem.arguments = {{"limit", std::to_string(Limits{}.points / 1'000'000)}};
    }
    return problem;
}

bool is_webp(Rendition const& rendition)
{
    return format_of(rendition.webp) == Format::webp && rendition.width > 0 && rendition.height > 0
        && rendition.width <= Renditions::largest_width && rendition.height <= Renditions::largest_height;
}

// Takes three numbers off the head and as many bytes as the third says.
std::optional<Rendition> take(std::vector<std::string_view>& head, std::string_view& bytes)
{
    if (head.size() < 3)
        return std::nullopt;
    auto const width = parse_number(head[0]).value_or(0);
    auto const height = parse_number(head[1]).value_or(0);
    auto const size = parse_number(head[2]).value_or(-1);
    if (width > Renditions::largest_width || height > Renditions::largest_height || size < 0
        || static_cast<std::size_t>(size) > bytes.size())
        return std::nullopt;
    Rendition rendition{
        static_cast<int>(width), static_cast<int>(height),
        std::string(bytes.substr(0, static_cast<std::size_t>(size)))};
    bytes.remove_prefix(static_cast<std::size_t>(size));
    head.erase(head.begin(), head.begin() + 3);
    return is_webp(rendition) ? std::optional(std::move(rendition)) : std::nullopt;
}

}

std::string print_answer(Result<Renditions> const& answer)
{
    if (!answer) {
        auto const found = std::ranges::find(words, answer.problem().message, &Word::second);
        return "no " + std::string(found == words.end() ? "broken" : found->first) + '\n';
    }
    std::string head = "ok";
    std::string bytes;
    print(head, bytes, answer->large);
    if (answer->small)
        print(head, bytes, *answer->small);
    return head + '\n' + bytes;
}

std::optional<Result<Renditions>> read_answer(std::string_view text)
{
    auto const end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    auto bytes = text.substr(end + 1);
    auto head = split(text.substr(0, end), ' ');
    if (head.size() == 2 && head[0] == "no" && bytes.empty())
        return read_problem(head[1]);
    if (head.empty() || head[0] != "ok")
        return std::nullopt;
    head.erase(head.begin());
    auto large = take(head, bytes);
    if (!large)
        return std::nullopt;
    Renditions renditions{.large = *std::move(large), .small = {}};
    if (!head.empty()) {
        renditions.small = take(head, bytes);
        if (!renditions.small)
            return std::nullopt;
    }
    if (!head.empty() || !bytes.empty())
        return std::nullopt;
    return renditions;
}

} // namespace kommin::images
