#include "platform/web/session_cookie.hpp"

#include <chrono>
#include <stdexcept>

namespace kommin::web {

namespace {

struct Names {
    std::string_view session;
    std::string_view device;
};
constexpr Names over_tls{"__Host-kommin", "__Host-kommin-browser"};
constexpr Names on_this_machine{"kommin-local", "kommin-local-browser"};

Names names_for(http::Request const& request)
{
    return request.is_secure() ? over_tls : on_this_machine;
}

bool is_loopback(std::string_view host)
{
    return host == "localhost" || host.starts_with("localhost:") || host == "127.0.0.1"
        || host.starts_with("127.0.0.1:") || host == "[::1]" || host.starts_with("[::1]:");
}

bool may_carry_cookies(http::Request const& request)
{
    return request.is_secure() || is_loopback(request.host());
}

void set(http::Response& response, http::Request const& request, http::SetCookie cookie)
{
    if (!may_carry_cookies(request))
        throw std::logic_error("a session without TLS");
    cookie.secure = request.is_secure();
    response.cookie(cookie);
}

}

bool is_safe_for_login(http::Request const& request, std::string_view base_url)
{
    return request.is_secure() || (is_loopback(request.host()) && !base_url.starts_with("https://"));
}

std::string_view session_token(http::Request const& request)
{
    return may_carry_cookies(request) ? request.cookie(names_for(request).session) : std::string_view{};
}

std::string_view device_token(http::Request const& request)
{
    return may_carry_cookies(request) ? request.cookie(names_for(request).device) : std::string_view{};
}

void set_session(http::Response& response, http::Request const& request, std::string const& token)
{
    http::SetCookie cookie;
    cookie.name = names_for(request).session;
    cookie.value = token;
    set(response, request, std::move(cookie));
}

void set_device(http::Response& response, http::Request const& request, std::string const& token)
{
    http::SetCookie cookie;
    cookie.name = names_for(request).device;
    cookie.value = token;
    cookie.max_age = std::chrono::days{365};
    set(response, request, std::move(cookie));
}

void forget_session(http::Response& response, http::Request const& request)
{
    auto cookie = http::SetCookie::expired(std::string(names_for(request).session));
    cookie.secure = request.is_secure();
    response.cookie(cookie);
}

} // namespace kommin::web
