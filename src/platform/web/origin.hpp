#pragma once
// Whether a form was sent from our own pages, as far as the browser says.

#include "platform/http/request.hpp"

#include <string_view>

namespace kommin::web {

// True if the browser says that a page of another origin sent this request (Sec-Fetch-Site, else Origin).
// False if it says nothing: old browsers do not, and neither does whoever has no browser and needs no
// disguise. `base_url`: the address of the site where a proxy changes the host name; may be empty.
bool is_sent_from_elsewhere(http::Request const& request, std::string_view base_url);

// True only if the browser says that one of our own pages sent this request.
bool is_sent_from_here(http::Request const& request, std::string_view base_url);

} // namespace kommin::web
