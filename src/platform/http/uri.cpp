#include "platform/http/uri.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

#include <algorithm>

namespace kommin::http {

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '+' && plus_is_space) {
            decoded += ' ';
        } else if (c == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            int const high = detail::hex_value(text[i + 1]);
            int const low = detail::hex_value(text[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += c;
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (char const c : text) {
        if (detail::is_digit(c) || detail::is_letter(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            encoded += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

namespace {

bool is_dot_segment(std::string_view segment)
{
    return segment == "." || segment == "..";
}

// Decided without decoding: the usual path has neither "%" nor a dot at the start of a segment.
bool is_plain_path(std::string_view path)
{
    return path.find('%') == std::string_view::npos && path.find("/.") == std::string_view::npos;
}

bool check_path(std::string_view path)
{
    if (is_plain_path(path))
        return true;
    auto rest = path.substr(1);
    while (true) {
        bool const last = rest.find('/') == std::string_view::npos;
        auto const segment = percent_decode(detail::take_until(rest, '/'));
        if (!segment || is_dot_segment(*segment) || !is_valid_utf8(*segment))
            return false;
        if (std::any_of(segment->begin(), segment->end(), [](char c) {
                return c == '/' || c == '\\' || detail::is_control(c);
            })) {
            return false;
        }
        if (last)
            return true;
    }
}

bool check_query(std::string_view query)
{
    if (query.find('%') == std::string_view::npos)
        return true;
    auto const decoded = percent_decode(query);
    return decoded && is_valid_utf8(*decoded) && decoded->find('\0') == std::string::npos;
}

}

bool check_target(std::string_view target)
{
    if (target.empty() || target.front() != '/')
        return false;
    for (char const c : target) {
        if (!detail::is_visible_ascii(c) || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>')
            return false;
    }
    auto const question = target.find('?');
    return check_path(target.substr(0, question))
        && (question == std::string_view::npos || check_query(target.substr(question + 1)));
}

} // namespace kommin::http
