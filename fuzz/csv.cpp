// CSV. Promises: what was written reads back the same, whatever the cells are; no written cell is a formula
// to a spreadsheet; a table that was read can be written and read again.

#include "platform/csv/csv.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"

#include <array>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

using Cells = std::vector<std::string>;

constexpr csv::Limits limits{.bytes = std::size_t{1} << 20U, .columns = 12, .cell = 600, .rows = 200};

std::string written(std::vector<Cells> const& rows, char separator)
{
    std::string text;
    for (auto const& row : rows)
        csv::write_row(text, row, separator);
    return text;
}

void check_reads_back(std::vector<Cells> const& rows, char separator)
{
    auto const text = written(rows, separator);
    auto const read = csv::read(text);
    auto const* const table = std::get_if<csv::Table>(&read);
    require(table != nullptr, "what was written can be read");
    require(table->header == rows.front(), "the header reads back");
    require(table->rows.size() + 1 == rows.size(), "every row reads back");
    for (std::size_t i = 1; i < rows.size(); ++i)
        require(table->rows[i - 1].cells == rows[i], "every cell reads back");
}

// Looks at the text as a spreadsheet does, which knows nothing of our apostrophe.
void check_no_formulas(Cells const& row, char separator)
{
    for (auto const& cell : row) {
        std::string text;
        csv::write_row(text, std::array{cell}, separator);
        char const first = text[text.front() == '"' ? 1 : 0];
        require(
            cell.empty() || std::string_view("=+-@\t\r\n").find(first) == std::string_view::npos,
            "no cell begins like a formula");
    }
}

void check_any_cells(std::string_view input)
{
    if (!is_valid_utf8(input))
        return;
    // NUL cannot stand in a cell, so it separates them here.
    Choices choices(input);
    auto const columns = 1 + choices.draw(4);
    std::vector<Cells> rows;
    for (auto const cell : split(input, '\0')) {
        if (rows.empty() || rows.back().size() == columns)
            rows.emplace_back();
        rows.back().emplace_back(cell);
    }
    rows.back().resize(columns);
    for (char const separator : {';', ',', '\t'}) {
        check_reads_back(rows, separator);
        for (auto const& row : rows)
            check_no_formulas(row, separator);
    }
}

}

void run(std::string_view input)
{
    check_any_cells(input);
    auto const read = csv::read(input, limits);
    auto const* const table = std::get_if<csv::Table>(&read);
    if (table == nullptr) {
        require(std::get<csv::SyntaxError>(read).line >= 1, "an error has a line");
        return;
    }
    require(!table->header.empty() && table->header.size() <= limits.columns, "a table has columns");
    std::vector<Cells> rows{table->header};
    std::size_t line = 0;
    for (auto const& row : table->rows) {
        require(row.line > line, "rows stand below each other");
        line = row.line;
        require(row.cells.size() == table->header.size(), "a row is as wide as the header");
        for (auto const& cell : row.cells) {
            require(is_valid_utf8(cell) && cell.size() <= limits.cell, "a cell is UTF-8 and has a limit");
        }
        rows.push_back(row.cells);
    }
    check_reads_back(rows, table->separator);
}

} // namespace kommin::fuzz
