#include "platform/http/cookie.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::http {

namespace {

bool is_cookie_octet(char c)
{
    return detail::is_visible_ascii(c) && c != '"' && c != ',' && c != ';' && c != '\\';
}

bool is_attribute_value(std::string_view text)
{
    return std::all_of(
        text.begin(), text.end(), [](char c) { return detail::is_visible_ascii(c) && c != ';'; });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix)
{
    return equals_ignoring_ascii_case(text.substr(0, prefix.size()), prefix);
}

}

SetCookie SetCookie::expired(std::string name)
{
    SetCookie cookie;
    cookie.name = std::move(name);
    cookie.max_age = std::chrono::seconds{0};
    return cookie;
}

std::string SetCookie::to_header() const
{
    auto const refuse
        = [&](char const* why) { throw std::invalid_argument{"cookie \"" + name + "\": " + why}; };
    if (!detail::is_token(name))
        refuse("the name is not a token");
    if (!std::all_of(value.begin(), value.end(), is_cookie_octet))
        refuse("the value has a character that cookies cannot carry");
    if (!path.starts_with('/') || !is_attribute_value(path) || !is_attribute_value(domain))
        refuse("path or domain is malformed");
    if (starts_with_ignoring_case(name, "__Host-") && (!secure || !domain.empty() || path != "/"))
        refuse("__Host- needs Secure, Path=/ and no domain");
    if (starts_with_ignoring_case(name, "__Secure-") && !secure)
        refuse("__Secure- needs Secure");
    if (same_site == SameSite::none && !secure)
        refuse("SameSite=None needs Secure");

    std::string header = name + "=" + value + "; Path=" + path;
    if (!domain.empty())
        header += "; Domain=" + domain;
    if (max_age)
        header += "; Max-Age=" + std::to_string(max_age->count());
    if (secure)
        header += "; Secure";
    if (http_only)
        header += "; HttpOnly";
    switch (same_site) {
    case SameSite::strict:
        return header + "; SameSite=Strict";
    case SameSite::lax:
        return header + "; SameSite=Lax";
    case SameSite::none:
        return header + "; SameSite=None";
    }
    return header;
}

std::string_view find_cookie(std::string_view cookie_header, std::string_view name)
{
    while (!cookie_header.empty()) {
        auto value = detail::trim_blanks(detail::take_until(cookie_header, ';'));
        auto const key = detail::trim_blanks(detail::take_until(value, '='));
        if (key != name)
            continue;
        value = detail::trim_blanks(value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

} // namespace kommin::http
