#pragma once
// What other modules may know of recommendations.

#include "modules/meetings/recommendations/recommendation.hpp"
#include "modules/meetings/recommendations/taken_up.hpp" // what a module above hands in
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedRecommendation {
    RecommendationId id;
    PanelId panel; // its field of action
    std::string title; // "2007/1 Sprachförderung"
    RecommendationState state = RecommendationState::adopted;
    std::optional<PartialDate> adopted_on;
    std::optional<Date> due = {}; // its answer
};
// Those that were adopted and that this actor may see, those adopted last first, without a day at the
// end; at most `limit`.
std::vector<NamedRecommendation> list_adopted_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedRecommendation> list_named_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<RecommendationId> const& ids);
// Whose answer is late, those due first come first, at most `limit`; and how many there are, counting no
// further than `most`. `owner`: those of this one alone. Nothing for whoever sees no recommendation at all.
struct LateAnswers {
    std::vector<NamedRecommendation> first;
    std::int64_t count = 0;
};
std::optional<LateAnswers> list_late_answers(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, std::optional<Scope> owner,
    int limit, std::int64_t most);
// Its page at the desk, for whoever may see it there.
html::Url recommendation_desk_url(RecommendationId id);

} // namespace kommin::meetings
