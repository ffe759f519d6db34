#include "platform/search/concepts.hpp"

#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"
#include "platform/search/fold.hpp"

#include <set>
#include <utility>

namespace kommin::search {

std::variant<Concepts, std::string> Concepts::parse(std::string_view csv)
{
    auto const at = [](std::size_t line) { return "line " + std::to_string(line) + ": "; };
    auto const read = csv::read(csv);
    if (auto const* const error = std::get_if<csv::SyntaxError>(&read))
        return at(error->line) + error->what;
    auto const& table = std::get<csv::Table>(read);
    std::vector<std::string> languages;
    for (auto const& tag : table.header)
        languages.emplace_back(trim(tag));
    if (languages.size() < 2 || languages[0] != "concept")
        return at(1) + "the first line must be concept;de;en;…";
    std::set<std::string_view> const distinct(languages.begin(), languages.end());
    if (distinct.size() != languages.size() || distinct.contains(""))
        return at(1) + "a language is missing or named twice";
    Concepts result;
    result.languages_.assign(languages.begin() + 1, languages.end());
    std::set<std::string> ids;
    for (auto const& row : table.rows) {
        Concept entry{std::string(trim(row.cells[0])), {}};
        if (!is_slug(entry.id))
            return at(row.line) + "the name of a concept is made of small letters, digits and hyphens";
        if (!ids.insert(entry.id).second)
            return at(row.line) + "the concept \"" + entry.id + "\" was there before";
        for (std::size_t column = 1; column < row.cells.size(); ++column) {
            for (auto const part : split(row.cells[column], '|')) {
                auto const term = trim(part);
                if (term.empty())
                    continue;
                if (words_of(term).empty())
                    return at(row.line) + "\"" + std::string(term) + "\" has no letters";
                entry.terms.push_back({languages[column], std::string(term)});
            }
        }
        if (entry.terms.empty())
            return at(row.line) + "the concept \"" + entry.id + "\" has no terms";
        result.concepts_.push_back(std::move(entry));
    }
    return result;
}

Concepts Concepts::of(std::vector<std::string> languages, std::vector<Concept> concepts)
{
    Concepts result;
    result.languages_ = std::move(languages);
    result.concepts_ = std::move(concepts);
    return result;
}

std::optional<Concepts::TermFault> Concepts::fault_of(std::string_view term)
{
    constexpr std::size_t fewest_letters = 3; // beside a star
    std::size_t words = 0;
    for (auto const span : words_of(term)) {
        auto const folded = fold(term.substr(span.begin, span.end - span.begin));
        bool const has_star = (span.end < term.size() && term[span.end] == '*')
            || (span.begin > 0 && term[span.begin - 1] == '*');
        if (has_star && letters_in(folded) < fewest_letters)
            return TermFault::short_star;
        words += folded.empty() ? 0 : 1;
    }
    return words == 0 ? std::optional(TermFault::no_letters) : std::nullopt;
}

} // namespace kommin::search
