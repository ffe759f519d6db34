#include "platform/search/testing.hpp"

#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"

#include <charconv>
#include <stdexcept>
#include <variant>

namespace kommin::search {

namespace {

std::vector<std::string> parts_of(std::string_view cell)
{
    std::vector<std::string> parts;
    for (auto const part : split(cell, '|')) {
        if (!trim(part).empty())
            parts.emplace_back(trim(part));
    }
    return parts;
}

}

std::vector<GoldenQuery> parse_golden_queries(std::string_view csv)
{
    constexpr std::string_view suggestions = "suggest:";
    auto const table = csv::read(csv);
    if (auto const* const error = std::get_if<csv::SyntaxError>(&table))
        throw std::runtime_error("golden queries, line " + std::to_string(error->line) + ": " + error->what);
    std::vector<GoldenQuery> queries;
    for (auto const& row : std::get<csv::Table>(table).rows) {
        auto& golden = queries.emplace_back();
        golden.id = row.cells.at(0);
        golden.language = row.cells.at(1);
        golden.kind = row.cells.at(2);
        golden.query = row.cells.at(3);
        std::string_view expected = row.cells.at(4);
        golden.expects_suggestions = expected.starts_with(suggestions);
        if (golden.expects_suggestions)
            expected.remove_prefix(suggestions.size());
        golden.expected = parts_of(expected);
        auto const& within = row.cells.at(5);
        std::from_chars(within.data(), within.data() + within.size(), golden.within);
        golden.forbidden = parts_of(row.cells.at(6));
    }
    return queries;
}

} // namespace kommin::search
