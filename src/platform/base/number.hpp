#pragma once
// Numbers in text that somebody else has written.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace kommin {

// The number that the whole text is, in decimal digits, with "-" before it for signed types; nothing for
// anything else: no blanks, no "+", no rest, nothing that does not fit.
template<std::integral Number = std::int64_t>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text)
{
    Number number = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end)
        return std::nullopt;
    return number;
}

} // namespace kommin
