#pragma once
// As what a recommendation was taken up: records of modules above, which this one knows by what they hand in
// (docs/adr/0095). They say themselves from which recommendations they come; nothing of it is stored here.

#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/visit.hpp"
#include "platform/work/work.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// In the form of a step: which were chosen, several values.
inline constexpr std::string_view taking_field = "records";

// One that can be chosen.
struct TakingRecord {
    std::string value; // of its field: "goal:17"
    std::string title;
    TakenUpAs as = TakenUpAs::goal;
};
struct TakingRecords {
    std::vector<TakingRecord> first;
    bool is_cut = false; // there are more
};
// One that names the recommendation among its origins.
struct TakenUpRecord {
    std::string title;
    html::Url url;
    TakenUpAs as = TakenUpAs::goal;
    std::string state = {}; // in words: "läuft, im Plan"; may be empty
};
struct TakenUpShown {
    std::vector<TakenUpRecord> seen; // by the person of the call
    std::size_t unseen = 0; // how many more there are
};

struct TakenUpRecords {
    // What the person of the call may edit, and hence choose, as long as it is not over; bounded. Goals
    // first, and of goals and measures those of this field of action.
    std::function<TakingRecords(web::Call const& call, PanelId field)> choices;
    // Enters the recommendation among the origins of those that were chosen, and says whether one had not
    // named it before. Problems: taking_field where one is no choice of this actor.
    std::function<Result<bool>(Work& work, RecommendationId id, std::vector<std::string> const& chosen)>
        take_up;
    // What names it by now.
    std::function<TakenUpShown(web::Call const& call, RecommendationId id)> shown;
};

// What a module above this one writes into the page on which everybody reads a recommendation: what came of
// it, as far as everybody reads that, too; nothing where there is nothing. Holds as long as the visit.
using BelowRecommendation = std::function<web::Body(web::Visit const& visit, RecommendationId id)>;

} // namespace kommin::meetings
