#pragma once
// The words of HTTP that every handler needs: methods, statuses, header lists, content encodings.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

// "GET", "DELETE" …
std::string_view to_text(Method method);
// Methods are case-sensitive (RFC 9110 § 9.1); an unknown one is nothing.
std::optional<Method> parse_method(std::string_view text);
// GET, HEAD and OPTIONS promise to change nothing: no CSRF token, may be repeated.
constexpr bool is_safe(Method method)
{
    return method == Method::get || method == Method::head || method == Method::options;
}

// How long the server is kept by a request. Whatever is not ordinary waits in a lane of its own.
enum class Effort : std::uint8_t {
    ordinary,
    laborious, // half a second on purpose: passwords are hashed
    lengthy, // many seconds at times: another process makes a picture
};

enum class Status : std::uint16_t {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    partial_content = 206,
    moved_permanently = 301,
    found = 302,
    see_other = 303,
    not_modified = 304,
    temporary_redirect = 307,
    permanent_redirect = 308,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    request_timeout = 408,
    conflict = 409,
    gone = 410,
    length_required = 411,
    precondition_failed = 412,
    payload_too_large = 413,
    uri_too_long = 414,
    unsupported_media_type = 415,
    range_not_satisfiable = 416,
    expectation_failed = 417,
    misdirected_request = 421,
    unprocessable = 422,
    precondition_required = 428,
    too_many_requests = 429,
    header_too_large = 431,
    internal_error = 500,
    not_implemented = 501,
    bad_gateway = 502,
    unavailable = 503,
    gateway_timeout = 504,
    version_not_supported = 505,
};

constexpr unsigned code(Status status)
{
    return static_cast<unsigned>(status);
}
// The reason phrase: "Not Found". Unlisted codes get "Status".
std::string_view reason(Status status);

struct Header {
    std::string name;
    std::string value;
};
using Headers = std::vector<Header>;

// A header field as it lies in the connection's buffer.
struct HeaderView {
    std::string_view name;
    std::string_view value;
};

// The value of the first field of that name (ASCII case ignored), "" if there is none.
std::string_view find_header(std::span<HeaderView const> headers, std::string_view name);

enum class Encoding : std::uint8_t { identity, gzip, br };
// The token of Content-Encoding: "identity", "gzip", "br".
std::string_view to_text(Encoding encoding);

} // namespace kommin::http
