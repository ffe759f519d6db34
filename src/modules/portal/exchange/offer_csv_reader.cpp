// CSV into offers: one row per offer, columns named by a mapping profile or as the fields.

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/csv/csv.hpp"
#include "platform/csv/named_columns.hpp"

namespace kommin::portal {

namespace {

using Columns = std::map<std::string, std::size_t, std::less<>>;

// Which column fills which field; what nobody asks for is told.
Columns columns_of(csv::Table const& table, MappingProfile const& profile, ReadOffers& result)
{
    csv::NamedColumns names(table.header);
    Columns columns;
    auto const problem = [&](std::string const& field, MessageKey message, std::string const& value) {
        result.problems.push_back({"1", Problem::invalid(field, message, {{"value", value}})});
    };
    auto const use = [&](std::string const& field, std::string const& column) {
        auto const found = names.use(column);
        if (!is_flat_field(field))
            problem(field, "import.problem.unknown"_msg, field);
        else if (!found)
            problem(field, "import.problem.column"_msg, column);
        else if (names.is_double(column))
            problem(field, "import.problem.duplicate"_msg, column);
        else
            columns.emplace(field, *found);
    };
    for (auto const& [field, column] : profile)
        use(field, column);
    for (auto const& name : names.unused()) {
        if (profile.empty() && is_flat_field(name))
            use(name, name);
    }
    for (auto const& name : names.unused())
        result.warnings.push_back(
            {"1", Problem::invalid(name, "import.warning.column"_msg, {{"value", name}})});
    return columns;
}

}

ReadOffers read_csv(std::string_view bytes, ImportContext const& context, MappingProfile const& profile)
{
    ReadOffers result;
    auto const parsed = csv::read(bytes, {.bytes = largest_import});
    if (auto const* error = std::get_if<csv::SyntaxError>(&parsed)) {
        result.problems.push_back({std::to_string(error->line), csv::problem_of(*error)});
        return result;
    }
    auto const& table = std::get<csv::Table>(parsed);
    auto const columns = columns_of(table, profile, result);
    if (!result.problems.empty())
        return result;
    for (auto const& row : table.rows) {
        auto const text_of = [&](std::string_view field) {
            auto const column = columns.find(field);
            return column == columns.end() || column->second >= row.cells.size()
                ? std::string_view{}
                : std::string_view(row.cells[column->second]);
        };
        auto flat = read_flat_offer(text_of, context);
        auto name = std::to_string(row.line);
        for (auto& problem : flat.problems)
            result.problems.push_back({name, std::move(problem)});
        take_offer(result, std::move(flat.offer), std::move(name), context, std::move(flat.asking_address));
    }
    return result;
}

} // namespace kommin::portal
