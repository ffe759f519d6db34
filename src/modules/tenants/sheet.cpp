#include "modules/tenants/sheet.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

namespace kommin::tenants {

std::optional<std::string> read_folder_file(
    std::filesystem::path const& folder, std::string const& name, Presence presence, FolderProblems& problems)
{
    auto bytes = files::read_file(folder / name, largest_folder_file);
    if (bytes)
        return std::move(*bytes);
    if (bytes.problem().kind != ProblemKind::not_found)
        problems.push_back({name, 0, bytes.problem()});
    else if (presence == Presence::required)
        problems.push_back({name, 0, Problem::invalid({}, "founding.problem.file"_msg)});
    return std::nullopt;
}

Sheet::Sheet(
    std::filesystem::path const& folder, std::string name, Presence presence,
    std::initializer_list<std::string_view> required, std::initializer_list<std::string_view> optional,
    FolderProblems& problems)
    : name_(std::move(name))
    , problems_(problems)
{
    auto const bytes = read_folder_file(folder, name_, presence, problems_);
    if (!bytes)
        return;
    auto parsed = csv::read(*bytes, {.bytes = largest_folder_file});
    if (auto const* error = std::get_if<csv::SyntaxError>(&parsed)) {
        problems_.push_back({name_, error->line, csv::problem_of(*error)});
        return;
    }
    table_ = std::move(std::get<csv::Table>(parsed));
    check_header(required, optional);
}

void Sheet::check_header(
    std::initializer_list<std::string_view> required, std::initializer_list<std::string_view> optional)
{
    auto const before = problems_.size();
    auto const refuse = [&](std::string_view column, MessageKey message) {
        std::string name(column);
        problems_.push_back({name_, 1, Problem::invalid(name, message, {{"value", name}})});
    };
    auto const is_in = [](auto const& list, std::string_view column) {
        return std::ranges::find(list, column) != list.end();
    };
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
        auto const column = trim(table_.header[i]);
        if (!is_in(required, column) && !is_in(optional, column))
            refuse(column, "founding.problem.column"_msg);
        else if (!columns_.emplace(column, i).second)
            refuse(column, "import.problem.duplicate"_msg);
    }
    for (auto const column : required) {
        if (!columns_.contains(column))
            refuse(column, "import.problem.column"_msg);
    }
    if (problems_.size() != before) // every row would repeat it
        table_.rows.clear();
}

std::string Sheet::text(csv::Row const& row, std::string_view column) const
{
    auto const found = columns_.find(column);
    return found == columns_.end() ? std::string{} : std::string(trim(row.cells[found->second]));
}

void SheetRow::refuse(std::string_view column, MessageKey message, MessageArguments arguments) const
{
    sheet_.problems().push_back(
        {sheet_.name(), row_.line, Problem::invalid(std::string(column), message, std::move(arguments))});
}

std::string SheetRow::required(std::string_view column) const
{
    auto text = this->text(column);
    if (text.empty())
        refuse(column, "import.problem.required"_msg);
    return text;
}

std::string SheetRow::digits(std::string_view column, std::size_t count, std::string_view start) const
{
    auto text = this->text(column);
    bool const fits = text.size() == count && text.starts_with(start)
        && text.find_first_not_of("0123456789") == std::string::npos;
    if (text.empty() || fits)
        return text;
    refuse(
        column, "founding.problem.key"_msg,
        {{"value", text}, {"count", std::to_string(count)}, {"start", std::string(start)}});
    return {};
}

std::optional<double> SheetRow::decimal(std::string_view column) const
{
    auto text = this->text(column);
    if (text.empty())
        return std::nullopt;
    std::ranges::replace(text, ',', '.');
    double number = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (error == std::errc{} && rest == end)
        return number;
    refuse(column, "import.problem.number"_msg);
    return std::nullopt;
}

std::optional<std::int64_t> SheetRow::number(std::string_view column) const
{
    auto const text = this->text(column);
    if (text.empty())
        return std::nullopt;
    auto const number = parse_number(text);
    if (!number || *number < 0) {
        refuse(column, "import.problem.number"_msg);
        return std::nullopt;
    }
    return number;
}

std::optional<PartialDate> SheetRow::date(std::string_view column) const
{
    auto const text = this->text(column);
    if (text.empty())
        return std::nullopt;
    auto const date = PartialDate::parse(text);
    if (!date)
        refuse(column, "import.problem.date"_msg, {{"value", text}});
    return date;
}

bool SheetRow::yes(std::string_view column) const
{
    auto const text = this->text(column);
    if (text != "yes" && text != "no" && !text.empty())
        refuse(column, "founding.problem.yes_no"_msg, {{"value", text}});
    return text == "yes";
}

} // namespace kommin::tenants
