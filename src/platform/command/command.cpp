#include "platform/command/command.hpp"

#include <charconv>

namespace kommin::command {

std::string Invocation::text(std::string_view name) const
{
    auto const found = values_.find(name);
    return found == values_.end() || found->second.empty() ? std::string{} : found->second.front();
}

std::int64_t Invocation::number(std::string_view name) const
{
    auto const digits = text(name);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::vector<std::string> Invocation::list(std::string_view name) const
{
    auto const found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

} // namespace kommin::command
