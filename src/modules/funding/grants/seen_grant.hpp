#pragma once
// What the handlers of this part have in common.

#include "modules/funding/grants/grant_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>

namespace kommin::funding {

// The grant that the address names, for whoever has that permission for its owner.
std::optional<Grant> grant_in_path(web::Call const& call, db::Connection& db, Permission permission);
// The version that the form was made from; 0 where it says none.
std::int64_t version_of_form(http::Form const& form);
http::Response go_to(html::Url const& url);

} // namespace kommin::funding
