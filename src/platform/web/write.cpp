#include "platform/web/write.hpp"

#include <algorithm>
#include <array>

namespace kommin::web {

bool is_reading(std::string_view action)
{
    constexpr std::array<std::string_view, 3> words{"read", "found", "exported"};
    auto const last = action.substr(action.find_last_of("._") + 1);
    return std::ranges::find(words, last) != words.end();
}

void check_is_reading(std::string_view action)
{
    if (!is_reading(action))
        throw std::logic_error(
            "an action that reads ends with read, found or exported: " + std::string(action));
}

} // namespace kommin::web
