#include "platform/csv/named_columns.hpp"

#include "platform/base/text.hpp"

#include <utility>

namespace kommin::csv {

NamedColumns::NamedColumns(std::vector<std::string> const& header, Spelling spelling)
    : spelling_(std::move(spelling))
{
    for (std::size_t i = 0; i < header.size(); ++i) {
        auto name = spelled(header[i]);
        if (!name.empty() && !columns_.try_emplace(name, Column{i, std::string(trim(header[i]))}).second)
            doubles_.insert(std::move(name));
    }
}

std::optional<std::size_t> NamedColumns::use(std::string_view name)
{
    auto const found = columns_.find(spelled(name));
    if (found == columns_.end())
        return std::nullopt;
    found->second.is_used = true;
    return found->second.place;
}

bool NamedColumns::is_double(std::string_view name) const
{
    return doubles_.contains(spelled(name));
}

std::vector<std::string> NamedColumns::unused() const
{
    std::vector<std::string> names;
    for (auto const& [name, column] : columns_) {
        if (!column.is_used)
            names.push_back(column.written);
    }
    return names;
}

std::string NamedColumns::spelled(std::string_view name) const
{
    return spelling_ ? spelling_(trim(name)) : std::string(trim(name));
}

} // namespace kommin::csv
