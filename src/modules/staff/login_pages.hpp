#pragma once
// The pages on the way in.

#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string_view>
#include <vector>

namespace kommin::staff {

http::Response login_page(
    web::Call const& call, std::string_view email, std::string_view wanted_page,
    std::vector<Problem> const& problems);
http::Response code_page(
    web::Call const& call, std::string_view wanted_page, std::vector<Problem> const& problems);
http::Response forgotten_page(web::Call const& call);
// The same, whether there is such an account or not.
http::Response link_sent_page(web::Call const& call);
http::Response set_password_page(web::Call const& call, std::vector<Problem> const& problems);
http::Response password_is_set_page(web::Call const& call);
http::Response link_is_void_page(web::Call const& call);

} // namespace kommin::staff
