#include "platform/http/types.hpp"

#include "platform/base/text.hpp"

#include <array>

namespace kommin::http {

namespace {

constexpr std::array<std::string_view, 7> method_names{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};

}

std::string_view to_text(Method method)
{
    return method_names[static_cast<std::size_t>(method)];
}

std::optional<Method> parse_method(std::string_view text)
{
    for (std::size_t i = 0; i < method_names.size(); ++i) {
        if (method_names[i] == text)
            return static_cast<Method>(i);
    }
    return std::nullopt;
}

std::string_view reason(Status status)
{
    switch (status) {
    case Status::ok:
        return "OK";
    case Status::created:
        return "Created";
    case Status::accepted:
        return "Accepted";
    case Status::no_content:
        return "No Content";
    case Status::partial_content:
        return "Partial Content";
    case Status::moved_permanently:
        return "Moved Permanently";
    case Status::found:
        return "Found";
    case Status::see_other:
        return "See Other";
    case Status::not_modified:
        return "Not Modified";
    case Status::temporary_redirect:
        return "Temporary Redirect";
    case Status::permanent_redirect:
        return "Permanent Redirect";
    case Status::bad_request:
        return "Bad Request";
    case Status::unauthorized:
        return "Unauthorized";
    case Status::forbidden:
        return "Forbidden";
    case Status::not_found:
        return "Not Found";
    case Status::method_not_allowed:
        return "Method Not Allowed";
    case Status::not_acceptable:
        return "Not Acceptable";
    case Status::request_timeout:
        return "Request Timeout";
    case Status::conflict:
        return "Conflict";
    case Status::gone:
        return "Gone";
    case Status::length_required:
        return "Length Required";
    case Status::precondition_failed:
        return "Precondition Failed";
    case Status::payload_too_large:
        return "Content Too Large";
    case Status::uri_too_long:
        return "URI Too Long";
    case Status::unsupported_media_type:
        return "Unsupported Media Type";
    case Status::range_not_satisfiable:
        return "Range Not Satisfiable";
    case Status::expectation_failed:
        return "Expectation Failed";
    case Status::misdirected_request:
        return "Misdirected Request";
    case Status::unprocessable:
        return "Unprocessable Content";
    case Status::precondition_required:
        return "Precondition Required";
    case Status::too_many_requests:
        return "Too Many Requests";
    case Status::header_too_large:
        return "Request Header Fields Too Large";
    case Status::internal_error:
        return "Internal Server Error";
    case Status::not_implemented:
        return "Not Implemented";
    case Status::bad_gateway:
        return "Bad Gateway";
    case Status::unavailable:
        return "Service Unavailable";
    case Status::gateway_timeout:
        return "Gateway Timeout";
    case Status::version_not_supported:
        return "HTTP Version Not Supported";
    }
    return "Status";
}

std::string_view find_header(std::span<HeaderView const> headers, std::string_view name)
{
    for (auto const& header : headers) {
        if (equals_ignoring_ascii_case(header.name, name))
            return header.value;
    }
    return {};
}

std::string_view to_text(Encoding encoding)
{
    switch (encoding) {
    case Encoding::identity:
        return "identity";
    case Encoding::gzip:
        return "gzip";
    case Encoding::br:
        return "br";
    }
    return "identity";
}

} // namespace kommin::http
