#include "platform/pdf/answer.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::pdf {

namespace {

using Word = std::pair<std::string_view, MessageKey>;
constexpr std::array words{
    Word{"format", "pdf.problem.format"_msg}, Word{"locked", "pdf.problem.locked"_msg},
    Word{"too_many_pages", "pdf.problem.too_many_pages"_msg}, Word{"broken", "pdf.problem.broken"_msg}};

Result<Document> read_problem(std::string_view word)
{
    auto const found = std::ranges::find(words, word, &Word::first);
    if (found == words.end())
        return Problem::invalid({}, "pdf.problem.broken"_msg);
    auto problem = Problem::invalid({}, found->second);
    if (word == "too_many_pages") {
        problem.kind = ProblemKind::too_large;
        problem.arguments = {{"limit", std::to_string(most_pages)}};
    }
    return problem;
}

}

std::string print_answer(Result<Document> const& answer)
{
    if (!answer) {
        auto const found = std::ranges::find(words, answer.problem().message, &Word::second);
        return "no " + std::string(found == words.end() ? "broken" : found->first) + '\n';
    }
    return "ok " + std::to_string(answer->pages) + '\n' + answer->bytes;
}

std::optional<Result<Document>> read_answer(std::string_view text)
{
    auto const end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    auto const bytes = text.substr(end + 1);
    auto const head = split(text.substr(0, end), ' ');
    if (head.size() != 2)
        return std::nullopt;
    if (head[0] == "no" && bytes.empty())
        return read_problem(head[1]);
    auto const pages = parse_number(head[1]).value_or(0);
    if (head[0] != "ok" || pages < 1 || pages > most_pages || !is_pdf(bytes))
        return std::nullopt;
    return Document{static_cast<int>(pages), std::string(bytes)};
}

} // namespace kommin::pdf
