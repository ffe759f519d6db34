#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

std::vector<NamedRecommendation> named(std::vector<Recommendation> const& found)
{
    std::vector<NamedRecommendation> all;
    for (auto const& one : found)
        all.push_back(
            {.id = one.id,
             .panel = one.panel,
             .title = full_title_of(one),
             .state = one.state,
             .adopted_on = one.adopted_on});
    return all;
}

}

std::vector<NamedRecommendation> list_adopted_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    auto const seen = list_seen_panels(db, tenant, actor, see_recommendations);
    RecommendationQuery query{.panels = seen.ids()};
    query.states
        = {RecommendationState::adopted,  RecommendationState::submitted, RecommendationState::taken_up,
           RecommendationState::deferred, RecommendationState::declined,  RecommendationState::answered};
    auto found = list_recommendations(db, tenant, query, limit);
    // Of those adopted on the same day the one entered last comes first.
    std::ranges::stable_sort(found, [](Recommendation const& left, Recommendation const& right) {
        return left.adopted_on > right.adopted_on;
    });
    return named(found);
}

std::vector<NamedRecommendation> list_named_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<RecommendationId> const& ids)
{
    if (ids.empty())
        return {};
    auto const seen = list_seen_panels(db, tenant, actor, see_recommendations);
    RecommendationQuery query{.panels = seen.ids()};
    query.ids = ids;
    return named(list_recommendations(db, tenant, query, static_cast<int>(ids.size())));
}

html::Url recommendation_desk_url(RecommendationId id)
{
    return recommendation_url(id);
}

} // namespace kommin::meetings
