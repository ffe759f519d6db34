#include "platform/table/table.hpp"

#include "platform/table/formats.hpp"

#include <stdexcept>

namespace kommin::table {

bool Writer::add_row(std::span<Cell const> cells)
{
    if (cells.size() != columns_)
        throw std::logic_error("table: a row with another number of cells than there are columns");
    if (rows_ == most_rows_)
        return false;
    put_row(cells);
    ++rows_;
    return true;
}

std::unique_ptr<Writer> make_writer(Format format, std::string_view name, std::vector<Column> const& columns)
{
    return format == Format::csv ? make_csv_writer(columns) : make_xlsx_writer(name, columns);
}

std::string_view content_type(Format format)
{
    return format == Format::csv ? "text/csv; charset=utf-8"
                                 : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::string_view extension(Format format)
{
    return format == Format::csv ? "csv" : "xlsx";
}

} // namespace kommin::table
