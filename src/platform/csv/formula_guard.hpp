#pragma once
// Private to csv: the apostrophe that keeps a spreadsheet from taking a cell for a formula.

#include <string_view>

namespace kommin::csv {

inline constexpr std::string_view formula_starts = "=+-@\t\r\n";

// Whether a cell, after any apostrophes it begins with, looks like a formula.
inline bool looks_like_formula(std::string_view cell)
{
    auto const start = cell.find_first_not_of('\'');
    return start != std::string_view::npos && formula_starts.find(cell[start]) != std::string_view::npos;
}

inline bool has_formula_guard(std::string_view cell)
{
    return cell.starts_with('\'') && looks_like_formula(cell);
}

} // namespace kommin::csv
