// Tables of goals that somebody sends. Promises: any bytes are rows or a problem; every row is of a line
// behind the one before, with cells that are UTF-8 and no more than the table may hold; reading twice gives
// the same; values in one cell, and a goal with its weight, read back as they were written.

#include "fuzz.hpp"
#include "modules/goals/tables/goal_in_cell.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/cell_values.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

using namespace goals; // the words of one module

constexpr std::array columns{
    TableColumn{"title", "goal.field.title"_msg}, TableColumn{"parent", "goal.field.parent"_msg},
    TableColumn{"units", "goal.field.units"_msg}, TableColumn{table_field::key, "table.field.key"_msg}};
constexpr std::array reckoned{"goal.column.percent"_msg, "staff.state"_msg};

void check_values(std::string_view cell)
{
    auto const values = csv::split_values(cell);
    for (auto const& value : values)
        require(!value.empty() && value == trim(value), "a value is no blank");
    require(csv::split_values(csv::join_values(values)) == values, "values read back");
    for (auto const& value : values) {
        auto const goal = read_goal_in_cell(value);
        require(!goal.weight.empty(), "a goal has a weight");
        auto const again = read_goal_in_cell(spelled_goal_in_cell(value, 3));
        require(again.name == value && again.weight == "3", "a goal reads back with its weight");
    }
}

}

void run(std::string_view input)
{
    auto const table = read_sent_table(input, columns, reckoned);
    require(table.problems.empty() != table.rows.empty(), "there are rows or a problem");
    require(table.rows.size() <= most_table_rows, "a table has an end");
    std::size_t line = 1;
    for (auto const& row : table.rows) {
        require(row.line > line, "rows stand below each other");
        line = row.line;
        for (auto const& [field, cell] : row.cells) {
            require(table.has(field), "a cell has a column");
            require(is_valid_utf8(cell) && cell == trim(cell), "a cell is UTF-8 without blanks around it");
            check_values(cell);
        }
        static_cast<void>(read_yes_no(row.cell("title"), "panel.uncertain"_msg));
    }
    auto const again = read_sent_table(input, columns, reckoned);
    require(
        again.rows.size() == table.rows.size() && again.unknown == table.unknown,
        "reading twice gives the same");
    if (is_valid_utf8(input))
        check_values(input);
}

} // namespace kommin::fuzz
