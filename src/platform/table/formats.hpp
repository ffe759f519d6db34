#pragma once
// Private to table: the two writers.

#include "platform/table/table.hpp"

namespace kommin::table {

std::unique_ptr<Writer> make_csv_writer(std::vector<Column> const& columns);
std::unique_ptr<Writer> make_xlsx_writer(std::string_view name, std::vector<Column> const& columns);

} // namespace kommin::table
