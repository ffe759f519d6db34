#include "platform/http/request.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/wipe.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/spilled_body.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace kommin::http {

Request::Request(Parts parts)
    : parts_(std::move(parts))
    , path_length_(std::min(parts_.target.size(), parts_.target.find('?')))
{
    // check_target has seen to the encoding; a query with too many fields is treated as none at all.
    if (auto query = Form::parse(query_text()))
        query_ = *std::move(query);
}

Request::~Request()
{
    if (!parts_.body.empty())
        crypto::wipe(parts_.body);
}

Request Request::for_test(Method method, std::string target, Headers headers, std::string body)
{
    if (!check_target(target) && !(method == Method::options && target == "*"))
        throw std::invalid_argument{"no such request target: " + target};
    Parts parts;
    parts.method = method;
    parts.target = std::move(target);
    parts.headers = std::move(headers);
    parts.body = std::move(body);
    parts.peer = "127.0.0.1";
    parts.request_id = "test";
    return Request{std::move(parts)};
}

std::string_view Request::query_text() const
{
    auto const whole = target();
    return path_length_ == whole.size() ? std::string_view{} : whole.substr(path_length_ + 1);
}

std::string_view Request::header(std::string_view name) const
{
    for (auto const& field : parts_.headers) {
        if (equals_ignoring_ascii_case(field.name, name))
            return field.value;
    }
    return {};
}

bool Request::has_header(std::string_view name) const
{
    return std::ranges::any_of(
        parts_.headers, [name](Header const& field) { return equals_ignoring_ascii_case(field.name, name); });
}

std::string_view Request::cookie(std::string_view name) const
{
    for (auto const& field : parts_.headers) {
        if (!equals_ignoring_ascii_case(field.name, "cookie"))
            continue;
        if (auto const value = find_cookie(field.value, name); !value.empty())
            return value;
    }
    return {};
}

std::string_view Request::body() const
{
    return parts_.spilled ? parts_.spilled->bytes() : std::string_view{parts_.body};
}

std::string Request::content_type() const
{
    auto const value = header("content-type");
    return ascii_lower(detail::trim_blanks(value.substr(0, value.find(';'))));
}

Result<Form> Request::form() const
{
    auto const type = content_type();
    if (type == "application/x-www-form-urlencoded")
        return Form::parse(body());
    if (type == "multipart/form-data") {
        auto const parts = TRY(multipart());
        return parts.form();
    }
    return Problem::invalid({}, "http.form.type"_msg);
}

Result<Multipart> Request::multipart(MultipartLimits limits) const
{
    return Multipart::parse(header("content-type"), body(), limits);
}

Encoding Request::encoding(Encoding rather) const
{
    AcceptedEncodings accepted;
    for (auto const& field : parts_.headers) {
        if (equals_ignoring_ascii_case(field.name, "accept-encoding"))
            accepted.add(field.value);
    }
    return accepted.best(rather);
}

Request Request::as_anybody() const
{
    Parts parts;
    parts.method = parts_.method;
    parts.target = parts_.target;
    if (!host().empty())
        parts.headers.push_back({"Host", std::string(host())});
    parts.request_id = parts_.request_id;
    parts.secure = parts_.secure;
    parts.deadline = parts_.deadline;
    return Request(std::move(parts));
}

bool Request::is_anonymous_get() const
{
    return (method() == Method::get || method() == Method::head) && !has_header("cookie")
        && !has_header("authorization");
}

} // namespace kommin::http
