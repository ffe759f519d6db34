#pragma once
// CSV: RFC 4180, read strictly, with the facts of German offices: Excel writes ';' and Windows-1252 or a byte
// order mark, older tools LF, clipboards TAB.
//
// The encoding is UTF-8 if the bytes are valid UTF-8 (after a byte order mark they must be), else
// Windows-1252. The separator is the one of ; TAB , that stands most often in the header line; Excel's own
// first line "sep=;" is obeyed. Lines without any character are skipped. A cell that begins with a formula
// guard (see write_row) is read without it. Excel leaves out the separators of empty cells at the end of
// rows, but for the first sixteen: on demand such a row is filled up.

#include "platform/base/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::csv {

struct Row {
    std::size_t line = 0; // in the file, from 1, where the row begins
    std::vector<std::string> cells; // as many as the header has, UTF-8
};

struct Table {
    std::vector<std::string> header;
    std::vector<Row> rows;
    char separator = ';';
    std::string encoding; // "UTF-8" or "Windows-1252"
};

enum class Fault : std::uint8_t {
    too_large, // more bytes, rows, columns or longer cells than the limits allow
    encoding, // NUL, UTF-16, or neither UTF-8 nor Windows-1252
    quotes, // a quote inside an unquoted cell, text after a closing quote, or one that is never closed
    line_end, // a carriage return that no line feed follows
    columns, // another number of cells than the header has
    empty, // no header line
};

struct SyntaxError {
    std::size_t line = 0;
    std::string what; // English, for logs
    Fault fault = Fault::quotes; // for the text shown to the office
};
// For whoever chose the file: why it cannot be read, in the reader's language.
Problem problem_of(SyntaxError const& error);

struct Limits {
    std::size_t bytes = std::size_t{64} << 20U;
    std::size_t columns = 512;
    std::size_t cell = std::size_t{1} << 20U; // bytes
    std::size_t rows = 2'000'000;
    bool fills_short_rows = false; // else a row with fewer cells than the header is a fault
};

// Reads row by row and keeps one row in memory; `bytes` must outlive the reader.
class Reader {
public:
    explicit Reader(std::string_view bytes, Limits const& limits = {});

    // Empty if the file has no valid header line: then error() says why.
    [[nodiscard]] std::vector<std::string> const& header() const noexcept { return header_; }
    [[nodiscard]] char separator() const noexcept { return separator_; }
    [[nodiscard]] std::string_view encoding() const noexcept;

    // The next row; nothing at the end and after an error.
    std::optional<Row> next();
    // The same into a row whose memory is used again: false at the end and after an error.
    bool next(Row& row);
    // Why reading stopped, if it did not reach the end.
    [[nodiscard]] std::optional<SyntaxError> const& error() const noexcept { return error_; }

private:
    enum class CellEnd : std::uint8_t { separator, line, text, fault };

    bool detect_encoding();
    void detect_separator();
    bool skip_blank_lines();
    bool read_record(std::vector<std::string>& cells);
    CellEnd read_cell(std::string& cell);
    CellEnd read_quoted(std::string& cell);
    CellEnd end_cell();
    void append(std::string& cell, std::string_view bytes) const;
    bool fail(std::size_t line, Fault fault, std::string what);

    std::string_view text_;
    Limits limits_;
    std::size_t position_ = 0;
    std::size_t line_ = 1;
    std::size_t rows_ = 0;
    bool windows_1252_ = false;
    char separator_ = ';';
    std::vector<std::string> header_;
    std::optional<SyntaxError> error_;
};

// The whole file at once.
std::variant<Table, SyntaxError> read(std::string_view bytes, Limits const& limits = {});

// Put this before the first row of a file that Excel is to open by double click.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Appends one line ending in CRLF. A cell that begins with = + - @ TAB CR or LF gets an apostrophe in front,
// because a spreadsheet would take it for a formula (OWASP "CSV injection"); so does a cell that already
// begins with apostrophes and one of these, so that reading gives back exactly what was written.
void write_row(std::string& out, std::span<std::string const> cells, char separator = ';');

} // namespace kommin::csv
