#include "platform/base/testing.hpp"
#include "platform/csv/csv.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kommin::csv {
namespace {

using Cells = std::vector<std::string>;

Table table_of(std::string_view bytes)
{
    auto result = read(bytes);
    if (auto const* const error = std::get_if<SyntaxError>(&result)) {
        ADD_FAILURE() << "line " << error->line << ": " << error->what;
        return {};
    }
    return std::get<Table>(std::move(result));
}

std::string error_of(std::string_view bytes, Limits const& limits = {})
{
    auto const result = read(bytes, limits);
    if (auto const* const error = std::get_if<SyntaxError>(&result))
        return std::to_string(error->line) + ": " + error->what;
    return "accepted";
}

TEST(Csv, reads_quotes_doubled_quotes_and_line_ends_inside_cells)
{
    auto const table
        = table_of("name;text\r\n\"Kreis; Unna\";\"er sagte \"\"ja\"\"\"\r\n\"zwei\r\nZeilen\";\"\"\r\nx;y");
    EXPECT_EQ(table.header, (Cells{"name", "text"}));
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].cells, (Cells{"Kreis; Unna", "er sagte \"ja\""}));
    EXPECT_EQ(table.rows[1].cells, (Cells{"zwei\r\nZeilen", ""}));
    EXPECT_EQ(table.rows[2].cells, (Cells{"x", "y"}));
    EXPECT_EQ(table.rows[0].line, 2U);
    EXPECT_EQ(table.rows[1].line, 3U);
    EXPECT_EQ(table.rows[2].line, 5U);
}

TEST(Csv, takes_the_separator_from_the_header_line)
{
    EXPECT_EQ(table_of("a;b,c;d\n1;2;3\n").separator, ';');
    EXPECT_EQ(table_of("a,b;c,d\n1,2,3\n").separator, ',');
    EXPECT_EQ(table_of("a\tb,c\td\n1\t2\t3\n").separator, '\t');
    EXPECT_EQ(table_of("\"a,b,c,d\";e\n1;2\n").separator, ';');
    EXPECT_EQ(table_of("\"a\"\",\";b\n1;2\n").separator, ';');
    EXPECT_EQ(table_of("allein\n1\n").header, Cells{"allein"});
    EXPECT_EQ(table_of("sep=,\r\na,b;c;d\r\n1,2\r\n").header, (Cells{"a", "b;c;d"}));
    EXPECT_EQ(table_of("\n\r\na,b\n1,2\n").separator, ',');
}

TEST(Csv, knows_the_encodings_of_offices)
{
    auto const utf8 = table_of("Ort\nFröndenberg\n");
    EXPECT_EQ(utf8.encoding, "UTF-8");
    auto const marked = table_of("\xEF\xBB\xBFOrt;Preis\nLünen;5 €\n");
    EXPECT_EQ(marked.header, (Cells{"Ort", "Preis"}));
    EXPECT_EQ(marked.encoding, "UTF-8");
    auto const windows = table_of("Stra\xDF"
                                  "e;Preis\r\nK\xF6nigsborn;5 \x80 \x96 \x84gut\x93\r\n");
    EXPECT_EQ(windows.encoding, "Windows-1252");
    EXPECT_EQ(windows.header, (Cells{"Straße", "Preis"}));
    EXPECT_EQ(windows.rows.at(0).cells, (Cells{"Königsborn", "5 € – „gut“"}));
}

TEST(Csv, skips_blank_lines_but_not_empty_cells)
{
    auto const table = table_of("a;b\n\n;\n\r\n\"\";\"\"\n1;2\n\n\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].cells, (Cells{"", ""}));
    EXPECT_EQ(table.rows[0].line, 3U);
    EXPECT_EQ(table.rows[2].line, 6U);
}

TEST(Csv, says_on_which_line_what_is_wrong)
{
    EXPECT_EQ(error_of("a;b\n1;2\n1;x\"y\n"), "3: a quote inside an unquoted cell");
    EXPECT_EQ(error_of("a;b\n1;\"2\n\n3"), "2: a quote that is never closed");
    EXPECT_EQ(error_of("a;b\n\"1\nx\"y;2\n"), "3: text after a closing quote");
    EXPECT_EQ(error_of("a;b\n1;2\n1;2;3\n"), "3: 3 cells instead of 2");
    EXPECT_EQ(error_of("a;b\n1\n"), "2: 1 cells instead of 2");
    EXPECT_EQ(error_of("a;b\r1;2\r"), "1: a carriage return without line feed");
    EXPECT_EQ(error_of(""), "1: no header line");
    EXPECT_EQ(error_of("\n\n"), "3: no header line");
    EXPECT_EQ(error_of(std::string_view("a\nb\n\0", 5)), "3: NUL byte");
    EXPECT_EQ(
        error_of("\xEF\xBB\xBF"
                 "a\n\xFF\n"),
        "1: invalid UTF-8 after a byte order mark");
    EXPECT_EQ(error_of("a\nb\xFC\nc\x81\n"), "3: neither UTF-8 nor Windows-1252");
    EXPECT_EQ(
        error_of("\xFF\xFE"
                 "a"),
        "1: UTF-16 instead of UTF-8");
}

TEST(Csv, stays_within_its_limits)
{
    EXPECT_EQ(error_of("a;b\n1;2\n", {.bytes = 5}), "1: more than 5 bytes");
    EXPECT_EQ(error_of("a;b;c\n", {.columns = 2}), "1: more than 2 columns");
    EXPECT_EQ(error_of("a\n1\n22\n", {.cell = 1}), "3: a cell of more than 1 bytes");
    EXPECT_EQ(error_of("a\n1\n2\n3\n", {.rows = 2}), "4: more than 2 rows");
    EXPECT_EQ(error_of("a\n1\n2\n", {.rows = 2}), "accepted");
}

TEST(Csv, fills_short_rows_where_somebody_asks_for_it)
{
    auto const read_row = [](std::string_view bytes) {
        auto const result = read(bytes, {.fills_short_rows = true});
        auto const* const table = std::get_if<Table>(&result);
        return table == nullptr ? Cells{"fault"} : table->rows.back().cells;
    };
    EXPECT_EQ(read_row("a;b;c\n1;2;3\n1\n"), (Cells{"1", "", ""})) << "nothing of the row before";
    EXPECT_EQ(read_row("a;b;c\n1;2\n"), (Cells{"1", "2", ""}));
    EXPECT_EQ(error_of("a;b\n1;2;3\n", {.fills_short_rows = true}), "2: 3 cells instead of 2");
    Reader reader("a;b\n1;2\n3\n", {.fills_short_rows = true});
    Row row;
    EXPECT_TRUE(reader.next(row));
    EXPECT_TRUE(reader.next(row)) << "into the memory of the one before";
    EXPECT_EQ(row.cells, (Cells{"3", ""}));
}

TEST(Csv, the_fault_tells_the_kind_of_error)
{
    auto const fault_of = [](std::string_view bytes) { return std::get<SyntaxError>(read(bytes)).fault; };
    EXPECT_EQ(fault_of("a;b\n1\n"), Fault::columns);
    EXPECT_EQ(fault_of("a\n\"\n"), Fault::quotes);
    EXPECT_EQ(fault_of(""), Fault::empty);
    EXPECT_EQ(fault_of("\xFF\xFE"), Fault::encoding);
}

TEST(Csv, a_reader_stops_for_good_at_the_first_error)
{
    Reader reader("a;b\n1;2\n1\n1;2\n");
    EXPECT_EQ(reader.header(), (Cells{"a", "b"}));
    EXPECT_TRUE(reader.next().has_value());
    EXPECT_FALSE(reader.next().has_value());
    ASSERT_TRUE(reader.error().has_value());
    EXPECT_EQ(reader.error()->line, 3U);
    EXPECT_FALSE(reader.next().has_value());
}

TEST(Csv, reads_any_number_of_rows_one_at_a_time)
{
    auto const rows = static_cast<std::size_t>(testing::rounds(500'000));
    std::string bytes = "id;titel;ort\r\n";
    for (std::size_t i = 0; i < rows; ++i)
        bytes += std::to_string(i) + ";\"Sprachkurs \"\"A1\"\"\";Unna\r\n";
    Reader reader(bytes);
    Row row;
    std::size_t count = 0;
    while (reader.next(row)) {
        ++count;
        ASSERT_EQ(row.cells[1], "Sprachkurs \"A1\"");
    }
    EXPECT_FALSE(reader.error().has_value());
    EXPECT_EQ(count, rows);
    EXPECT_EQ(row.line, rows + 1);
}

TEST(CsvWriter, keeps_a_spreadsheet_from_taking_a_cell_for_a_formula)
{
    std::string out;
    write_row(out, Cells{"=1+1", "+49 2303", "-5", "@SUM(A1)", "\tx", "\rx", "'=a", "'Unna", "a=b", ""});
    EXPECT_EQ(out, "'=1+1;'+49 2303;'-5;'@SUM(A1);\"'\tx\";\"'\rx\";''=a;'Unna;a=b;\r\n");
}

TEST(CsvWriter, quotes_what_needs_quotes)
{
    std::string out;
    write_row(out, Cells{"a;b", "a,b", "\"", "x\ny", " blank", "ü"});
    EXPECT_EQ(out, "\"a;b\";\"a,b\";\"\"\"\";\"x\ny\";\" blank\";ü\r\n");
    out.clear();
    write_row(out, Cells{"a;b", "a,b"}, ',');
    EXPECT_EQ(out, "\"a;b\",\"a,b\"\r\n");
    out.clear();
    write_row(out, Cells{""});
    EXPECT_EQ(out, "\"\"\r\n");
}

TEST(CsvWriter, what_was_written_is_read_back_exactly)
{
    static constexpr std::string_view pieces[]{"a", ";", ",", "\t", "\"", "\r", "\n", "\r\n", "'",
                                               "=", "+", "-", "@",  " ",  "ü",  "€",  "sep=", "\xC2\x80"};
    std::mt19937_64 random(42);
    for (int round = 0; round < 3000; ++round) {
        char const separator = ";,\t"[random() % 3];
        auto const columns = 1 + random() % 5;
        auto const random_row = [&] {
            Cells cells(columns);
            for (auto& cell : cells) {
                for (auto length = random() % 6; length > 0; --length)
                    cell += pieces[random() % std::size(pieces)];
            }
            return cells;
        };
        // The header decides on the separator, so it consists of plain names, as in our exports.
        Cells header;
        for (std::size_t i = 0; i < columns; ++i)
            header.push_back("spalte" + std::to_string(i));
        std::string bytes(round % 2 == 0 ? byte_order_mark : std::string_view());
        write_row(bytes, header, separator);
        std::vector<Cells> rows;
        for (auto count = random() % 6; count > 0; --count) {
            rows.push_back(random_row());
            write_row(bytes, rows.back(), separator);
        }
        auto const table = table_of(bytes);
        ASSERT_EQ(table.header, header) << bytes;
        ASSERT_EQ(table.rows.size(), rows.size()) << bytes;
        for (std::size_t i = 0; i < rows.size(); ++i)
            ASSERT_EQ(table.rows[i].cells, rows[i]) << bytes;
    }
}

TEST(CsvWriter, a_header_is_read_back_exactly_even_if_it_looks_like_a_mark)
{
    for (auto const& header :
         {Cells{"sep=", ""}, Cells{"sep=", "", "x"}, Cells{"sep=,"}, Cells{"\xEF\xBB\xBFOrt", "a"}}) {
        for (char const separator : {';', ',', '\t'}) {
            std::string bytes;
            write_row(bytes, header, separator);
            write_row(bytes, header, separator);
            auto const table = table_of(bytes);
            EXPECT_EQ(table.header, header) << bytes;
            ASSERT_EQ(table.rows.size(), 1U) << bytes;
            EXPECT_EQ(table.rows[0].cells, header) << bytes;
        }
    }
}

}
} // namespace kommin::csv
