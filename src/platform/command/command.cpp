#include "platform/command/command.hpp"

#include "platform/base/number.hpp"

namespace kommin::command {

std::string Arguments::text(std::string_view name) const
{
    auto const found = values_.find(name);
    return found == values_.end() || found->second.empty() ? std::string{} : found->second.front();
}

std::int64_t Arguments::number(std::string_view name) const
{
    return parse_number(text(name)).value_or(0);
}

std::vector<std::string> Arguments::list(std::string_view name) const
{
    auto const found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

} // namespace kommin::command
