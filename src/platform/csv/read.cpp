#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"
#include "platform/csv/formula_guard.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::csv {

namespace {

// Code points of the bytes 0x80 to 0x9F in Windows-1252; 0: not assigned. The rest equals Latin-1.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

std::size_t line_of(std::string_view text, std::size_t offset)
{
    auto const before = text.substr(0, offset);
    return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

void append_code_point(std::string& out, unsigned code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

}

Reader::Reader(std::string_view bytes, Limits const& limits)
    : text_(bytes)
    , limits_(limits)
{
    if (text_.size() > limits_.bytes) {
        fail(1, Fault::too_large, "more than " + std::to_string(limits_.bytes) + " bytes");
        return;
    }
    if (!detect_encoding())
        return;
    detect_separator();
    if (!skip_blank_lines()) {
        fail(line_, Fault::empty, "no header line");
        return;
    }
    if (!read_record(header_))
        header_.clear();
}

std::string_view Reader::encoding() const noexcept
{
    return windows_1252_ ? "Windows-1252" : "UTF-8";
}

bool Reader::detect_encoding()
{
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
        return fail(1, Fault::encoding, "UTF-16 instead of UTF-8");
    if (auto const nul = text_.find('\0'); nul != std::string_view::npos)
        return fail(line_of(text_, nul), Fault::encoding, "NUL byte");
    bool const marked = text_.starts_with(byte_order_mark);
    if (marked)
        text_.remove_prefix(byte_order_mark.size());
    if (is_valid_utf8(text_))
        return true;
    if (marked)
        return fail(1, Fault::encoding, "invalid UTF-8 after a byte order mark");
    for (std::size_t i = 0; i < text_.size(); ++i) {
        auto const byte = byte_at(text_, i);
        if (byte >= 0x80 && byte < 0xA0 && windows_1252[byte - 0x80] == 0)
            return fail(line_of(text_, i), Fault::encoding, "neither UTF-8 nor Windows-1252");
    }
    windows_1252_ = true;
    return true;
}

void Reader::detect_separator()
{
    constexpr std::string_view candidates = ";\t,";
    if (text_.starts_with("sep=") && text_.size() > 5 && candidates.find(text_[4]) != std::string_view::npos
        && (text_[5] == '\n' || text_.substr(5).starts_with("\r\n"))) {
        separator_ = text_[4];
        position_ = text_.find('\n') + 1;
        ++line_;
        return;
    }
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    bool begun = false;
    for (char const c : text_) {
        if (c == '"')
            quoted = !quoted; // a doubled quote toggles twice
        else if (!quoted && c == '\n' && begun)
            break;
        else if (auto const i = candidates.find(c); !quoted && i != std::string_view::npos)
            ++counts.at(i);
        begun = begun || (c != '\n' && c != '\r');
    }
    auto const most = std::max_element(counts.begin(), counts.end());
    separator_ = candidates[static_cast<std::size_t>(most - counts.begin())];
}

bool Reader::skip_blank_lines()
{
    while (position_ < text_.size()) {
        auto const rest = text_.substr(position_);
        std::size_t const blank = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
        if (blank == 0)
            return true;
        position_ += blank;
        ++line_;
    }
    return false;
}

std::optional<Row> Reader::next()
{
    Row row;
    if (!next(row))
        return std::nullopt;
    return row;
}

bool Reader::next(Row& row)
{
    if (error_ || !skip_blank_lines())
        return false;
    if (++rows_ > limits_.rows)
        return fail(line_, Fault::too_large, "more than " + std::to_string(limits_.rows) + " rows");
    row.line = line_;
    if (!read_record(row.cells))
        return false;
    if (limits_.fills_short_rows && row.cells.size() < header_.size())
        row.cells.resize(header_.size());
    if (row.cells.size() != header_.size())
        return fail(
            row.line, Fault::columns,
            std::to_string(row.cells.size()) + " cells instead of " + std::to_string(header_.size()));
    return true;
}

bool Reader::read_record(std::vector<std::string>& cells)
{
    std::size_t count = 0;
    for (;;) {
        if (count == limits_.columns)
            return fail(line_, Fault::too_large, "more than " + std::to_string(limits_.columns) + " columns");
        if (count == cells.size())
            cells.emplace_back();
        auto& cell = cells[count++];
        cell.clear();
        auto const line = line_;
        auto const end = read_cell(cell);
        if (end == CellEnd::fault)
            return false;
        if (cell.size() > limits_.cell)
            return fail(
                line, Fault::too_large, "a cell of more than " + std::to_string(limits_.cell) + " bytes");
        if (has_formula_guard(cell))
            cell.erase(0, 1);
        if (end != CellEnd::separator)
            break;
    }
    cells.resize(count);
    return true;
}

Reader::CellEnd Reader::read_cell(std::string& cell)
{
    if (position_ < text_.size() && text_[position_] == '"')
        return read_quoted(cell);
    std::array<char, 4> const stops{separator_, '\r', '\n', '"'};
    auto const end = std::min(text_.find_first_of({stops.data(), stops.size()}, position_), text_.size());
    append(cell, text_.substr(position_, end - position_));
    position_ = end;
    if (end < text_.size() && text_[end] == '"') {
        fail(line_, Fault::quotes, "a quote inside an unquoted cell");
        return CellEnd::fault;
    }
    return end_cell();
}

Reader::CellEnd Reader::read_quoted(std::string& cell)
{
    auto const opened = line_;
    ++position_;
    for (;;) {
        auto const end = text_.find('"', position_);
        if (end == std::string_view::npos) {
            fail(opened, Fault::quotes, "a quote that is never closed");
            return CellEnd::fault;
        }
        auto const part = text_.substr(position_, end - position_);
        line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        append(cell, part);
        position_ = end + 1;
        if (position_ == text_.size() || text_[position_] != '"')
            break;
        cell += '"';
        ++position_;
    }
    if (position_ < text_.size() && text_[position_] != separator_ && text_[position_] != '\r'
        && text_[position_] != '\n') {
        fail(line_, Fault::quotes, "text after a closing quote");
        return CellEnd::fault;
    }
    return end_cell();
}

Reader::CellEnd Reader::end_cell()
{
    if (position_ == text_.size())
        return CellEnd::text;
    if (text_[position_] == separator_) {
        ++position_;
        return CellEnd::separator;
    }
    if (text_[position_] == '\r') {
        ++position_;
        if (position_ == text_.size() || text_[position_] != '\n') {
            fail(line_, Fault::line_end, "a carriage return without line feed");
            return CellEnd::fault;
        }
    }
    ++position_;
    ++line_;
    return CellEnd::line;
}

void Reader::append(std::string& cell, std::string_view bytes) const
{
    if (!windows_1252_) {
        cell += bytes;
        return;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const byte = byte_at(bytes, i);
        append_code_point(cell, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
    }
}

bool Reader::fail(std::size_t line, Fault fault, std::string what)
{
    error_ = SyntaxError{line, std::move(what), fault};
    return false;
}

Problem problem_of(SyntaxError const& error)
{
    switch (error.fault) {
    case Fault::too_large:
        return Problem::invalid({}, "file.csv.too_large"_msg);
    case Fault::encoding:
        return Problem::invalid({}, "file.csv.encoding"_msg);
    case Fault::line_end:
        return Problem::invalid({}, "file.csv.line_end"_msg);
    case Fault::columns:
        return Problem::invalid({}, "file.csv.columns"_msg);
    case Fault::empty:
        return Problem::invalid({}, "file.csv.empty"_msg);
    case Fault::quotes:
        break;
    }
    return Problem::invalid({}, "file.csv.quotes"_msg);
}

std::variant<Table, SyntaxError> read(std::string_view bytes, Limits const& limits)
{
    Reader reader(bytes, limits);
    Table table;
    table.header = reader.header();
    table.separator = reader.separator();
    table.encoding = reader.encoding();
    while (auto row = reader.next())
        table.rows.push_back(std::move(*row));
    if (reader.error())
        return *reader.error();
    return table;
}

} // namespace kommin::csv
