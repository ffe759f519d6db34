#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <atomic>

namespace kommin::web {

namespace {

std::atomic<std::uint64_t> readings{0};
std::atomic<std::uint64_t> exported_lines{0};

std::string_view last_word(std::string_view action)
{
    return action.substr(action.find_last_of("._") + 1);
}

}

ReadingCounts count_readings() noexcept
{
    return {readings.load(std::memory_order_relaxed), exported_lines.load(std::memory_order_relaxed)};
}

void count_reading(std::string_view action, std::size_t subjects, audit::Facts const& about) noexcept
{
    readings.fetch_add(subjects, std::memory_order_relaxed);
    if (is_export(action))
        exported_lines.fetch_add(
            static_cast<std::uint64_t>(lines_of_reading(about)), std::memory_order_relaxed);
}

bool is_reading(std::string_view action)
{
    constexpr std::array<std::string_view, 3> words{"read", "found", "exported"};
    return std::ranges::find(words, last_word(action)) != words.end();
}

bool is_export(std::string_view action)
{
    return last_word(action) == "exported";
}

std::int64_t lines_of_reading(audit::Facts const& about)
{
    for (auto const& [name, value] : about) {
        if (name == "count" || name == "shown")
            return std::max<std::int64_t>(value.as_integer().value_or(0), 0);
    }
    return 0;
}

void check_is_reading(std::string_view action)
{
    if (!is_reading(action))
        throw std::logic_error(
            "an action that reads ends with read, found or exported: " + std::string(action));
}

} // namespace kommin::web
