#pragma once
// Enums as stable words: in the database, in files and in URLs. An enum gets a constexpr array of its names
// in order and two one-line functions beside it, which the database layer finds by argument lookup:
//     std::string_view to_text(OfferKind kind) { return name_of(offer_kind_names, kind); }
//     bool from_text(std::string_view text, OfferKind& kind) { return read_name(offer_kind_names, text,
//     kind); }

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kommin {

template<class Enum, std::size_t count>
constexpr std::string_view name_of(std::array<std::string_view, count> const& names, Enum value)
{
    return names.at(static_cast<std::size_t>(value));
}

// Sets `value` and says true if the text is one of the names, to the letter.
template<class Enum, std::size_t count>
constexpr bool read_name(std::array<std::string_view, count> const& names, std::string_view text, Enum& value)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == text) {
            value = static_cast<Enum>(i);
            return true;
        }
    }
    return false;
}

// The enum value of a text, if it is one: enum_from<OfferKind>("mbe").
template<class Enum>
std::optional<Enum> enum_from(std::string_view text)
{
    Enum value{};
    if (from_text(text, value))
        return value;
    return std::nullopt;
}

} // namespace kommin
