#pragma once
// What packages have to do with advice and with applications, for the page of a package.

#include "modules/adoption/concepts/package_pages.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::adoption {

// What forms and addresses call a target: "b17" of advice, "a4" of an application. Without code and id;
// nothing for anything else.
std::optional<AdoptionLink> read_link(std::string_view value);
std::string value_of_link(AdoptionLink const& link);
// The one that "?verweis=b17" names: whoever comes from its page.
std::string link_asked_for(web::Call const& call);

struct PackageLinks {
    std::vector<LinkedTarget> linked;
    std::vector<LinkChoice> choices; // what is not linked yet, for whoever may link it
    std::int64_t advice = 0; // how many of both are of the log of advice
};
// What this person may see of it. `asked`: a target that is among the choices, however old it is.
PackageLinks find_package_links(
    web::Call const& call, db::Connection& db, std::string_view code, std::string_view asked);

} // namespace kommin::adoption
