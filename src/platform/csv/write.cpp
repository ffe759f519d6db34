#include "platform/csv/csv.hpp"
#include "platform/csv/formula_guard.hpp"

namespace kommin::csv {

namespace {

// All three usual separators: a reader of a file with one column can only guess which one was meant.
// An empty cell that is a whole row would be a blank line; at the beginning of a file "sep=" with what
// follows would be Excel's own first line, and a byte order mark no part of the text; blanks at the ends
// would fall to careless readers.
bool needs_quotes(std::string_view cell, char separator, bool alone)
{
    if (cell.empty())
        return alone;
    if (cell.starts_with("sep=") || cell.starts_with(byte_order_mark))
        return true;
    return cell.find_first_of("\"\r\n;,\t") != std::string_view::npos
        || cell.find(separator) != std::string_view::npos || cell.front() == ' ' || cell.back() == ' ';
}

}

void write_row(std::string& out, std::span<std::string const> cells, char separator)
{
    bool first = true;
    for (std::string const& cell : cells) {
        if (!first)
            out += separator;
        first = false;
        bool const quoted = needs_quotes(cell, separator, cells.size() == 1);
        if (quoted)
            out += '"';
        if (looks_like_formula(cell))
            out += '\'';
        for (char const c : cell) {
            out += c;
            if (c == '"')
                out += '"';
        }
        if (quoted)
            out += '"';
    }
    out += "\r\n";
}

} // namespace kommin::csv
