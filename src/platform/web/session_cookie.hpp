#pragma once
// The cookies of people who are logged in. Over TLS they have the prefix __Host-, which no other host and no
// page without TLS can set; without TLS there is no logging in, but on this machine itself (trying things
// out, tests).

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <string>
#include <string_view>

namespace kommin::web {

// Whether somebody may log in over this connection. A portal that is reached by https:// is reached through a
// proxy: one that does not say so, but calls us by the address of this machine, must not pass for a visitor
// who sits here.
bool is_safe_for_login(http::Request const& request, std::string_view base_url);

// The token of the session; "" if there is none or the connection is not safe.
std::string_view session_token(http::Request const& request);
// The token that an earlier login left on this browser, likewise.
std::string_view device_token(http::Request const& request);

// Until the browser closes. Throws std::logic_error if the connection is not safe.
void set_session(http::Response& response, http::Request const& request, std::string const& token);
// For a year.
void set_device(http::Response& response, http::Request const& request, std::string const& token);
void forget_session(http::Response& response, http::Request const& request);

} // namespace kommin::web
