#include "platform/base/text.hpp"
#include "platform/files/files.hpp"
#include "platform/table/formats.hpp"

#include <xlsxwriter.h>

#include <cstdlib>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace kommin::table {

namespace {

constexpr std::size_t longest_text = 32'767; // in UTF-16, hence at most that many bytes of ours are safe
constexpr std::size_t longest_name = 31;

// A folder that only this program can open; it goes with the writer.
class PrivateFolder {
public:
    PrivateFolder()
    {
        auto path = (std::filesystem::temp_directory_path() / "kommin-table-XXXXXX").string();
        if (::mkdtemp(path.data()) == nullptr)
            throw files::Unavailable("cannot make the folder " + path);
        path_ = path;
    }
    PrivateFolder(PrivateFolder const&) = delete;
    PrivateFolder& operator=(PrivateFolder const&) = delete;
    ~PrivateFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void check(lxw_error error)
{
    if (error != LXW_NO_ERROR)
        throw files::Unavailable(std::string("cannot write a spreadsheet: ") + lxw_strerror(error));
}

// XML has no place for U+FFFE and U+FFFF, and a C string none for NUL; one of them would spoil the whole
// file.
std::string text_for_xml(std::string_view text)
{
    std::string kept(truncate_utf8(text, longest_text));
    std::erase(kept, '\0');
    for (auto const* noncharacter : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (auto at = kept.find(noncharacter); at != std::string::npos; at = kept.find(noncharacter, at))
            kept.erase(at, 3);
    }
    return kept;
}

// Excel knows no days before this one; it would count a day wrong until March 1900.
constexpr Date first_day{std::chrono::year{1900}, std::chrono::March, std::chrono::day{1}};

class XlsxWriter : public Writer {
public:
    XlsxWriter(std::string_view name, std::vector<Column> const& columns)
        : Writer(columns.size(), most_rows_of_a_sheet)
        , path_((folder_.path() / "table.xlsx").string())
        , temporary_(folder_.path().string())
        , columns_(static_cast<lxw_col_t>(columns.size()))
    {
        // Each row is written to the disk as it comes.
        lxw_workbook_options options{}; // newer releases have members that older ones lack
        options.constant_memory = LXW_TRUE;
        options.tmpdir = temporary_.data();
        book_ = workbook_new_opt(path_.c_str(), &options);
        if (book_ == nullptr)
            throw files::Unavailable("cannot write a spreadsheet");
        lxw_doc_properties properties{};
        properties.created = 946'684'800; // 1 January 2000: the same rows give the same bytes
        check(workbook_set_properties(book_, &properties));
        std::string sheet_name(truncate_utf8(name, longest_name));
        std::ranges::replace_if(
            sheet_name,
            [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, ' ');
        // Without a name the library finds one; newer releases refuse an empty one.
        sheet_ = workbook_add_worksheet(book_, sheet_name.empty() ? nullptr : sheet_name.c_str());
        if (sheet_ == nullptr)
            throw files::Unavailable("cannot write a spreadsheet");
        auto* const head = workbook_add_format(book_);
        format_set_bold(head);
        format_set_bottom(head, LXW_BORDER_THIN);
        day_ = workbook_add_format(book_);
        format_set_num_format(day_, "dd.mm.yyyy");
        lxw_col_t number = 0;
        for (auto const& column : columns) {
            check(worksheet_set_column(sheet_, number, number, column.width, nullptr));
            check(worksheet_write_string(sheet_, 0, number, text_for_xml(column.label).c_str(), head));
            ++number;
        }
        worksheet_freeze_panes(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, 0, 0); // on every printed page
    }
    ~XlsxWriter() override
    {
        if (book_ != nullptr)
            lxw_workbook_free(book_);
    }
    XlsxWriter(XlsxWriter const&) = delete;
    XlsxWriter& operator=(XlsxWriter const&) = delete;

    files::TemporaryFile finish() override
    {
        if (columns_ > 0)
            check(worksheet_autofilter(
                sheet_, 0, 0, static_cast<lxw_row_t>(rows()), static_cast<lxw_col_t>(columns_ - 1)));
        check(workbook_close(std::exchange(book_, nullptr)));
        return files::TemporaryFile(path_);
    }

private:
    void put_row(std::span<Cell const> cells) override
    {
        auto const row = static_cast<lxw_row_t>(rows() + 1);
        lxw_col_t column = 0;
        for (auto const& cell : cells)
            put_cell(row, column++, cell);
    }
    void put_cell(lxw_row_t row, lxw_col_t column, Cell const& cell)
    {
        if (auto const* text = std::get_if<std::string>(&cell)) {
            put_text(row, column, *text);
        } else if (auto const* number = std::get_if<std::int64_t>(&cell)) {
            // A spreadsheet counts in doubles: what these cannot hold stays readable as text.
            constexpr std::int64_t most = std::int64_t{1} << 53U;
            if (*number > most || *number < -most)
                put_text(row, column, std::to_string(*number));
            else
                check(worksheet_write_number(sheet_, row, column, static_cast<double>(*number), nullptr));
        } else if (auto const* real = std::get_if<double>(&cell)) {
            check(worksheet_write_number(sheet_, row, column, *real, nullptr));
        } else if (auto const* day = std::get_if<Date>(&cell)) {
            if (*day < first_day) {
                put_text(row, column, to_iso(*day));
                return;
            }
            lxw_datetime date{};
            date.year = static_cast<int>(day->year());
            date.month = static_cast<int>(static_cast<unsigned>(day->month()));
            date.day = static_cast<int>(static_cast<unsigned>(day->day()));
            check(worksheet_write_datetime(sheet_, row, column, &date, day_));
        }
    }
    // Never worksheet_write(): that would guess. A string cell is shown as it is, whatever it begins with.
    void put_text(lxw_row_t row, lxw_col_t column, std::string_view text)
    {
        if (!text.empty())
            check(worksheet_write_string(sheet_, row, column, text_for_xml(text).c_str(), nullptr));
    }

    PrivateFolder folder_;
    std::string path_;
    std::string temporary_; // the library asks for a char*
    lxw_col_t columns_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* day_ = nullptr;
};

}

std::unique_ptr<Writer> make_xlsx_writer(std::string_view name, std::vector<Column> const& columns)
{
    return std::make_unique<XlsxWriter>(name, columns);
}

} // namespace kommin::table
