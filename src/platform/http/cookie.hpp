#pragma once
// Cookies: reading the Cookie header, writing Set-Cookie (RFC 6265bis).

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::http {

enum class SameSite : std::uint8_t { strict, lax, none };

struct SetCookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::string domain; // "": this host only, the only form that __Host- cookies allow
    std::optional<std::chrono::seconds> max_age; // nothing: until the browser closes; 0: delete
    bool http_only = true;
    bool secure = true;
    SameSite same_site = SameSite::lax;

    // A cookie that makes the browser forget the one of that name.
    static SetCookie expired(std::string name);
    // The header value. Throws std::invalid_argument for what a browser would drop or misread: a name that is
    // not a token, a value with other than cookie octets, a __Host- cookie that is not secure, has a domain
    // or another path than "/", a __Secure- cookie or SameSite=None without Secure.
    [[nodiscard]] std::string to_header() const;
};

// The value of the first cookie of that name in a Cookie header, quotes removed; "" if there is none.
std::string_view find_cookie(std::string_view cookie_header, std::string_view name);

} // namespace kommin::http
