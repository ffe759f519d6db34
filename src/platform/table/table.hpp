#pragma once
// Table: typed cells, row by row, to a file for spreadsheets: CSV or XLSX. Memory stays constant, the rows go
// to a temporary file.
//
//     auto writer = table::make_writer(table::Format::xlsx, "Angebote", {{"Angebot", 40}, {"Bestätigt",
//     12}}); writer->add_row(std::array<table::Cell, 2>{"Nähtreff", Date{2026y / 11 / 26}}); auto file =
//     writer->finish();
//
// What somebody typed stays text: it never becomes a formula, a link or a number. In CSV the guard of
// csv::write_row keeps it so; dates are ISO 8601 there and dates in XLSX. The same rows give the same bytes.

#include "platform/base/date.hpp"
#include "platform/files/temporary_file.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::table {

enum class Format : std::uint8_t { csv, xlsx };

// Nothing, text, a number or a day.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Date>;

struct Column {
    std::string label;
    int width = 16; // in letters
};

// A sheet of XLSX has room for so many below its head; CSV has no end.
inline constexpr std::int64_t most_rows_of_a_sheet = 1'048'575;

class Writer {
public:
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;
    virtual ~Writer() = default;

    // False if the table is full; nothing is added then. Throws std::logic_error for another number of cells
    // than there are columns. Text beyond what a cell of a spreadsheet can hold (32,767 letters) is cut off.
    bool add_row(std::span<Cell const> cells);
    // Throws files::Unavailable, as may add_row(). The writer is used up.
    virtual files::TemporaryFile finish() = 0;

protected:
    Writer(std::size_t columns, std::int64_t most_rows)
        : columns_(columns)
        , most_rows_(most_rows)
    { }
    [[nodiscard]] std::int64_t rows() const { return rows_; }

private:
    virtual void put_row(std::span<Cell const> cells) = 0;

    std::size_t columns_;
    std::int64_t most_rows_;
    std::int64_t rows_ = 0;
};

// `name`: of the sheet in XLSX; cut to what a sheet may be called.
std::unique_ptr<Writer> make_writer(Format format, std::string_view name, std::vector<Column> const& columns);

std::string_view content_type(Format format);
std::string_view extension(Format format); // "csv"

} // namespace kommin::table
