#pragma once
// Character classes of RFC 9110; private to this folder.

#include <string_view>

namespace kommin::http::detail {

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_visible_ascii(char c)
{
    return c > ' ' && c < '\x7f';
}
constexpr bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}
constexpr bool is_token_character(char c)
{
    return is_digit(c) || is_letter(c)
        || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}
constexpr bool is_token(std::string_view text)
{
    if (text.empty())
        return false;
    for (char const c : text) {
        if (!is_token_character(c))
            return false;
    }
    return true;
}
// 0…15, or -1.
constexpr int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}
// Without SP and HTAB at both ends (OWS).
constexpr std::string_view trim_blanks(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}
// Takes the text up to the separator (or all of it) off the front.
constexpr std::string_view take_until(std::string_view& text, char separator)
{
    auto const at = text.find(separator);
    auto const head = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return head;
}

} // namespace kommin::http::detail
