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
// What was typed on or for the page of a recommendation and is not stored.
struct TypedOfRecommendation {
    std::string comment = {};
    std::vector<std::string> of_step = {}; // that cannot be taken any more
};
// The page of a recommendation as it is now; nothing of what was typed is lost on it.
http::Response show_recommendation_again(
    web::Call const& call, TakenUpRecords const& records, SeenRecommendation const& seen,
    std::vector<Problem> problems = {}, TypedOfRecommendation typed = {});

} // namespace kommin::meetings
