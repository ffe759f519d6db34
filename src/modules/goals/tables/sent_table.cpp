#include "modules/goals/tables/sent_table.hpp"

#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"
#include "platform/csv/named_columns.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace kommin::goals {

namespace {

// Spreadsheets write lines of separators below the last one that says something.
constexpr std::size_t most_lines_read = 20'000;
constexpr std::size_t most_columns_read = 256;

// XLSX and ODS are archives, and so begin.
bool is_archive(std::string_view bytes)
{
    return bytes.starts_with("PK\x03\x04");
}

std::vector<Problem> problems_of(csv::SyntaxError const& error)
{
    auto problem = csv::problem_of(error);
    problem.field = table_field::file;
    return {
        std::move(problem),
        Problem::invalid(
            std::string(table_field::file), "table.problem.line"_msg,
            {{"line", std::to_string(error.line)}})};
}

struct Place {
    std::string_view field;
    std::size_t column;
};

class TableReader {
public:
    explicit TableReader(csv::Table const& file)
        : file_(file)
        , names_(file.header, [](std::string_view name) { return search::folded_text(name); })
    { }

    SentTable read(std::span<TableColumn const> columns, std::span<MessageKey const> reckoned)
    {
        for (auto const& column : columns)
            find(column);
        for (auto const label : reckoned) {
            for (auto const* texts : table_languages()) {
                if (names_.use((*texts)(label))) {
                    table_.reckoned.emplace_back((*texts)(label));
                    break;
                }
            }
        }
        table_.unknown = names_.unused();
        if (table_.problems.empty())
            take_rows();
        return std::move(table_);
    }

private:
    void refuse(MessageKey message, MessageArguments arguments = {})
    {
        table_.problems.push_back(
            Problem::invalid(std::string(table_field::file), message, std::move(arguments)));
    }
    void find(TableColumn const& column)
    {
        std::optional<std::size_t> place;
        for (auto const* texts : table_languages()) {
            auto const label = (*texts)(column.label);
            auto const found = names_.use(label);
            if (!found || place == found)
                continue; // some are called the same in both
            if (place || names_.is_double(label))
                refuse("table.problem.column_twice"_msg, {{"value", std::string(label)}});
            place = found;
        }
        if (place) {
            places_.push_back({column.field, *place});
            table_.fields.insert(column.field);
        }
    }
    void take_rows()
    {
        for (auto const& row : file_.rows) {
            SentRow sent{.line = row.line, .cells = {}};
            bool says_something = false;
            for (auto const& [field, column] : places_) {
                std::string cell(trim(row.cells.at(column)));
                std::erase(cell, '\r');
                says_something = says_something || !cell.empty();
                sent.cells.emplace(field, std::move(cell));
            }
            if (says_something)
                table_.rows.push_back(std::move(sent));
        }
        if (table_.rows.size() > most_table_rows) {
            table_.rows.clear();
            refuse("table.problem.too_many"_msg, {{"most", std::to_string(most_table_rows)}});
        }
    }

    csv::Table const& file_;
    csv::NamedColumns names_;
    std::vector<Place> places_;
    SentTable table_;
};

}

std::string_view SentRow::cell(std::string_view field) const
{
    auto const found = cells.find(field);
    return found == cells.end() ? std::string_view{} : std::string_view(found->second);
}

std::span<i18n::Texts const* const> table_languages()
{
    static std::array const all{
        &i18n::Texts::of(i18n::Language::german()), &i18n::Texts::of(i18n::Language::find("en").value())};
    return all;
}

SentTable read_sent_table(
    std::string_view bytes, std::span<TableColumn const> columns, std::span<MessageKey const> reckoned)
{
    SentTable refused;
    auto const refuse = [&](MessageKey message, MessageArguments arguments = {}) {
        refused.problems.push_back(
            Problem::invalid(std::string(table_field::file), message, std::move(arguments)));
        return refused;
    };
    if (bytes.size() > largest_table)
        return refuse("table.problem.too_large"_msg, {{"most", std::to_string(largest_table >> 10U)}});
    if (is_archive(bytes))
        return refuse("table.problem.archive"_msg);
    auto const read = csv::read(
        bytes,
        {.bytes = largest_table,
         .columns = most_columns_read,
         .cell = largest_table,
         .rows = most_lines_read,
         .fills_short_rows = true}); // the key at the end of a new row is empty
    if (auto const* error = std::get_if<csv::SyntaxError>(&read)) {
        refused.problems = problems_of(*error);
        return refused;
    }
    auto table = TableReader(std::get<csv::Table>(read)).read(columns, reckoned);
    if (!table.problems.empty())
        return table;
    if (table.fields.empty() || (!table.has("title") && !table.has(table_field::key)))
        return refuse("table.problem.no_title"_msg);
    if (table.rows.empty())
        return refuse("table.problem.no_rows"_msg);
    return table;
}

} // namespace kommin::goals
