#include "platform/base/testing.hpp"
#include "platform/table/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

namespace kommin::table {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

std::string bytes_of(files::TemporaryFile file)
{
    std::string bytes;
    while (file.read_piece(bytes)) { }
    return bytes;
}

// What stands in an XLSX, as another program reads it: cells "A1 type value", one a line, and the marks of
// the sheet.
std::string read_with_python(std::string const& bytes)
{
    auto const path
        = std::filesystem::temp_directory_path() / ("kommin-table-test-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary) << bytes;
    auto const command = std::string("python3 '")
        + testing::source_folder().string() // the path may have blanks
        + "/src/platform/table/tests/read_xlsx.py' " + path.string();
    std::string text;
    auto* const pipe = ::popen(command.c_str(), "r");
    for (std::array<char, 4096> piece{}; auto const count = std::fread(piece.data(), 1, piece.size(), pipe);)
        text.append(piece.data(), count);
    EXPECT_EQ(::pclose(pipe), 0) << text;
    std::filesystem::remove(path);
    return text;
}

std::string sample(Format format)
{
    auto writer = make_writer(format, "Angebote [2026]", {{"Angebot", 40}, {"Plätze", 8}, {"Bestätigt", 12}});
    EXPECT_TRUE(writer->add_row(std::array<Cell, 3>{
        "=HYPERLINK(\"https://boese.example\")", std::int64_t{12}, Date{2026y / 11 / 26}}));
    EXPECT_TRUE(writer->add_row(std::array<Cell, 3>{"دورة لغة & <b>ثقافة</b>", 2.5, std::monostate{}}));
    EXPECT_TRUE(writer->add_row(std::array<Cell, 3>{"00123", std::int64_t{1} << 60U, Date{1899y / 12 / 31}}));
    return bytes_of(writer->finish());
}

TEST(Table, csv_has_a_head_guards_formulas_and_writes_iso_days)
{
    EXPECT_EQ(
        sample(Format::csv),
        "\xEF\xBB\xBF"
        "Angebot;Plätze;Bestätigt\r\n"
        "\"'=HYPERLINK(\"\"https://boese.example\"\")\";12;2026-11-26\r\n"
        "دورة لغة & <b>ثقافة</b>;2.5;\r\n"
        "00123;1152921504606846976;1899-12-31\r\n");
}

TEST(Table, xlsx_keeps_text_numbers_and_days_apart)
{
    auto const read = read_with_python(sample(Format::xlsx));
    EXPECT_THAT(
        read,
        AllOf(
            HasSubstr("sheet Angebote  2026 \n"), HasSubstr("A1 text Angebot\n"),
            HasSubstr("B1 text Plätze\n"), HasSubstr("A2 text =HYPERLINK(\"https://boese.example\")\n"),
            HasSubstr("B2 number 12\n"), HasSubstr("C2 day 2026-11-26\n"),
            HasSubstr("A3 text دورة لغة & <b>ثقافة</b>\n")));
    EXPECT_THAT(
        read,
        AllOf(
            HasSubstr("B3 number 2.5\n"), HasSubstr("A4 text 00123\n"),
            HasSubstr("B4 text 1152921504606846976\n"), HasSubstr("C4 text 1899-12-31\n"),
            HasSubstr("formulas 0\n"), HasSubstr("frozen rows 1\n"), HasSubstr("filter A1:C4\n"),
            Not(HasSubstr("C3"))));
    EXPECT_THAT(read, AllOf(HasSubstr("width 1 40."), HasSubstr("width 2 8.")));
}

TEST(Table, the_same_rows_give_the_same_bytes)
{
    auto const first = sample(Format::xlsx);
    EXPECT_EQ(first.substr(0, 2), "PK");
    EXPECT_EQ(first, sample(Format::xlsx));
}

TEST(Table, what_xml_cannot_hold_does_not_spoil_the_file)
{
    auto writer = make_writer(Format::xlsx, "", {{"", 8}});
    for (auto const& text :
         {std::string("a\x01z"), std::string("b\0z", 3), std::string("c\xEF\xBF\xBFz"),
          std::string("d\xEF\xBF\xBE\xEF\xBF\xBEz"), "e" + std::string(40'000, 'x')})
        EXPECT_TRUE(writer->add_row(std::array<Cell, 1>{text}));
    auto const read = read_with_python(bytes_of(writer->finish()));
    EXPECT_THAT(
        read,
        AllOf(
            HasSubstr("A3 text bz\n"), HasSubstr("A4 text cz\n"), HasSubstr("A5 text dz\n"),
            HasSubstr("A6 text e" + std::string(32'766, 'x') + "\n")));
}

TEST(Table, a_sheet_is_full_at_its_limit_and_csv_goes_on)
{
    for (auto const format : {Format::csv, Format::xlsx}) {
        auto writer = make_writer(format, "Zahlen", {{"n", 8}});
        std::array<Cell, 1> cells{std::int64_t{7}};
        for (std::int64_t row = 0; row < most_rows_of_a_sheet; ++row)
            ASSERT_TRUE(writer->add_row(cells));
        EXPECT_EQ(writer->add_row(cells), format == Format::csv);
        EXPECT_GT(bytes_of(writer->finish()).size(), 1'000'000U);
    }
}

TEST(Table, nothing_stays_behind)
{
    auto const count = [] {
        auto files = 0;
        for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
            files += entry.path().filename().string().starts_with("kommin-table-X") ? 1 : 0;
        return files;
    };
    auto const before = count();
    sample(Format::xlsx);
    make_writer(Format::xlsx, "halb", {{"n", 8}})->add_row(std::array<Cell, 1>{"nie fertig"});
    EXPECT_EQ(count(), before);
    auto writer = make_writer(Format::csv, "", {{"n", 8}});
    EXPECT_THROW(writer->add_row({}), std::logic_error);
}

}
} // namespace kommin::table
