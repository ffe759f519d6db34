#include "platform/http/response.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::http {

namespace {

// A handler that set one of these could desynchronise the connection.
bool is_framing_field(std::string_view name)
{
    static constexpr std::string_view fields[]
        = {"content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer", "te",
           "date",           "proxy-connection"};
    return std::any_of(std::begin(fields), std::end(fields), [&](std::string_view field) {
        return equals_ignoring_ascii_case(field, name);
    });
}

void check_field(std::string_view name, std::string_view value)
{
    if (!detail::is_token(name))
        throw std::invalid_argument{"response header: the name is not a token"};
    if (is_framing_field(name))
        throw std::invalid_argument{"response header " + std::string{name} + " is set by the server"};
    if (std::any_of(value.begin(), value.end(), [](char c) { return detail::is_control(c) && c != '\t'; })) {
        throw std::invalid_argument{
            "response header " + std::string{name} + ": control character in the value"};
    }
}

}

Response Response::html(Status status, std::string body)
{
    return Response{status}.body(std::move(body), "text/html; charset=utf-8");
}

Response Response::text(Status status, std::string body)
{
    return Response{status}.body(std::move(body), "text/plain; charset=utf-8");
}

Response Response::json(Status status, std::string body)
{
    // Whoever is led to it saves a file instead of seeing it as a page (OWASP ASVS 14.4.2); scripts do not
    // care.
    return Response{status}.body(std::move(body), "application/json").attachment("data.json");
}

Response Response::redirect(Status status, std::string_view location)
{
    if (location.empty() || !std::all_of(location.begin(), location.end(), detail::is_visible_ascii))
        throw std::invalid_argument{"redirect: the location must be percent-encoded"};
    return Response{status}.header("Location", location);
}

Response Response::ready(Ready page)
{
    Response response{page->status};
    response.body_ = std::move(page);
    return response;
}

Response& Response::header(std::string_view name, std::string_view value) &
{
    check_field(name, value);
    remove_header(name);
    headers_.push_back({std::string{name}, std::string{value}});
    return *this;
}

Response& Response::add_header(std::string_view name, std::string_view value) &
{
    check_field(name, value);
    headers_.push_back({std::string{name}, std::string{value}});
    return *this;
}

Response& Response::cookie(SetCookie const& cookie) &
{
    return add_header("Set-Cookie", cookie.to_header());
}

Response& Response::cache_for(std::chrono::seconds time, Visibility visibility) &
{
    return header(
        "Cache-Control",
        (visibility == Visibility::public_ ? "public, max-age=" : "private, max-age=")
            + std::to_string(time.count()));
}

Response& Response::no_store() &
{
    keep_out_of_page_cache();
    may_be_compressed_ = false;
    return header("Cache-Control", "no-store");
}

Response& Response::momentary() &
{
    no_store();
    may_be_compressed_ = true;
    return *this;
}

Response& Response::body(std::string body, std::string_view content_type) &
{
    body_ = std::move(body);
    return header("Content-Type", content_type);
}

Response& Response::shared_body(SharedBody body, std::string_view content_type) &
{
    body_ = std::move(body);
    return header("Content-Type", content_type);
}

Response& Response::file(File file) &
{
    header("Content-Type", file.content_type);
    if (!file.download_name.empty())
        attachment(file.download_name);
    body_ = std::move(file);
    return *this;
}

Response& Response::stream(Producer producer, std::string_view content_type) &
{
    body_ = std::move(producer);
    return header("Content-Type", content_type);
}

Response& Response::attachment(std::string_view filename) &
{
    std::string ascii;
    for (char const c : filename) {
        bool const plain = c >= ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '%' && c != '/';
        ascii += plain ? c : '_';
    }
    return header(
        "Content-Disposition",
        "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + percent_encode(filename));
}

Response& Response::keep_in_page_cache(std::chrono::seconds valid_for, std::string canonical_query) &
{
    page_cache_ = valid_for;
    canonical_query_ = std::move(canonical_query);
    return *this;
}

std::string_view Response::header(std::string_view name) const
{
    for (auto const& field : headers_) {
        if (equals_ignoring_ascii_case(field.name, name))
            return field.value;
    }
    return {};
}

void Response::remove_header(std::string_view name)
{
    std::erase_if(
        headers_, [&](Header const& field) { return equals_ignoring_ascii_case(field.name, name); });
}

std::string const& Response::body_text() const
{
    static std::string const none;
    if (auto const* text = std::get_if<std::string>(&body_))
        return *text;
    if (auto const* shared = std::get_if<SharedBody>(&body_); shared != nullptr && *shared)
        return **shared;
    if (auto const* page = std::get_if<Ready>(&body_))
        return (*page)->body;
    return none;
}

} // namespace kommin::http
