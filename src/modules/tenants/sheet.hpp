#pragma once
// Private to tenants: a CSV file of a founding folder, cell by cell, with what is wrong in it.

#include "modules/tenants/folder.hpp"
#include "platform/base/date.hpp"
#include "platform/csv/csv.hpp"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::tenants {

enum class Presence : std::uint8_t { required, optional };

// The bytes of a file; nothing and, where it must be there, a problem if it is not.
std::optional<std::string> read_folder_file(
    std::filesystem::path const& folder, std::string const& name, Presence presence,
    FolderProblems& problems);

class Sheet {
public:
    // Tells what is wrong with the file and its header: a column that nobody knows or that is missing.
    Sheet(
        std::filesystem::path const& folder, std::string name, Presence presence,
        std::initializer_list<std::string_view> required, std::initializer_list<std::string_view> optional,
        FolderProblems& problems);

    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] std::vector<csv::Row> const& rows() const { return table_.rows; }
    [[nodiscard]] FolderProblems& problems() const { return problems_; }
    // Without blanks around it; "" where there is no such column.
    [[nodiscard]] std::string text(csv::Row const& row, std::string_view column) const;

private:
    void check_header(
        std::initializer_list<std::string_view> required, std::initializer_list<std::string_view> optional);

    std::string name_;
    FolderProblems& problems_;
    csv::Table table_;
    std::map<std::string, std::size_t, std::less<>> columns_;
};

// One row while it is read. What does not fit is told and left empty.
class SheetRow {
public:
    SheetRow(Sheet const& sheet, csv::Row const& row)
        : sheet_(sheet)
        , row_(row)
    { }

    void refuse(std::string_view column, MessageKey message, MessageArguments arguments = {}) const;
    [[nodiscard]] std::string text(std::string_view column) const { return sheet_.text(row_, column); }
    [[nodiscard]] std::string required(std::string_view column) const;
    // A text of digits alone, which may be empty.
    [[nodiscard]] std::string digits(
        std::string_view column, std::size_t count, std::string_view start) const;
    // With a point or, as spreadsheets write in German, a comma.
    [[nodiscard]] std::optional<double> decimal(std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view column) const;
    [[nodiscard]] std::optional<PartialDate> date(std::string_view column) const;
    // "yes" or "no"; empty is no.
    [[nodiscard]] bool yes(std::string_view column) const;

private:
    Sheet const& sheet_;
    csv::Row const& row_;
};

} // namespace kommin::tenants
