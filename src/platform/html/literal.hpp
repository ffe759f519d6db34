#pragma once
// Literal: a piece of HTML with holes `{}`, read and checked by the compiler.
//
// The constructor runs at compile time only. Where it finds a mistake it calls one of the functions in
// `errors`, which are not constexpr: the compiler then refuses the line and prints the function's name.
// What is left for run time are the places where the text is cut, so that writing is copying.

#include "platform/html/literal_scanner.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace kommin::html {

class Attributes;
class JsonLd;
class Safe;
class Url;
class Writer;

namespace detail {

template<class T>
concept Text = std::convertible_to<T const&, std::string_view>;

// Flags are no text: `{}` with a bool would print 1. Fractions need a language: i18n prints them.
template<class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, wchar_t>
    && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template<class T>
constexpr Offered offered_by()
{
    if constexpr (std::same_as<T, Url>)
        return Offered::url;
    else if constexpr (std::same_as<T, Safe>)
        return Offered::safe;
    else if constexpr (std::same_as<T, JsonLd>)
        return Offered::json_ld;
    else if constexpr (std::same_as<T, Attributes>)
        return Offered::attributes;
    else if constexpr (Text<T> || Integer<T>)
        return Offered::printable;
    else if constexpr (std::is_invocable_v<T const&, Writer&>)
        return Offered::nested;
    else
        return Offered::unprintable;
}

} // namespace detail

// The literal of one call, for arguments of these types. Refers to the text of the string literal.
template<class... Args>
class Literal {
public:
    static constexpr std::size_t hole_count = sizeof...(Args);

    // NOLINTNEXTLINE(google-explicit-constructor): written as a plain string literal at each call
    consteval Literal(char const* text)
        : text_(text)
    {
        detail::LiteralScanner scanner(text, holes_.data(), hole_count);
        scanner.scan();
        length_ = static_cast<std::uint32_t>(scanner.length());
        has_doubled_braces_ = scanner.has_doubled_braces();
        constexpr std::array<detail::Offered, hole_count + 1> offered{
            detail::offered_by<Args>()..., detail::Offered::unprintable};
        for (std::size_t i = 0; i < hole_count; ++i)
            detail::check_argument(holes_[i].position, offered[i]);
    }

    // The text between hole `index - 1` and hole `index`.
    [[nodiscard]] constexpr std::string_view piece(std::size_t index) const
    {
        std::size_t const begin = index == 0 ? 0 : holes_[index - 1].end;
        std::size_t const end = index == hole_count ? length_ : holes_[index].begin;
        return {text_ + begin, end - begin};
    }
    [[nodiscard]] constexpr detail::Position position(std::size_t hole) const
    {
        return holes_[hole].position;
    }
    [[nodiscard]] constexpr bool has_doubled_braces() const { return has_doubled_braces_; }

private:
    char const* text_;
    std::uint32_t length_ = 0;
    bool has_doubled_braces_ = false;
    std::array<detail::Hole, hole_count + 1> holes_{}; // one more than needed: no array of size zero
};

} // namespace kommin::html
