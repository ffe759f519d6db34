#pragma once
// What the handlers of recommendations read before they show or do something.

#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// Of the address, for whoever has this permission for its field.
std::optional<SeenRecommendation> recommendation_in_path(web::Call const& call, Permission permission);
// That this person sees, the newest first; as many as a choice can hold.
std::vector<Meeting> meetings_to_choose(db::Connection& db, TenantId tenant, Panels const& panels);
// The page of a recommendation as it is now; with what was typed as a comment.
http::Response show_recommendation_again(
    web::Call const& call, SeenRecommendation const& seen, std::vector<Problem> problems = {},
    std::string comment = {});

} // namespace kommin::meetings
