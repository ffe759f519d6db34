// Recommendations where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_on_today = 20;

web::RecordForm noted_recommendation(web::Call const& call)
{
    // The words of the form refer to what the district has, whoever reads.
    Panels const panels{list_panels(call.db(), call.site.tenant), {}};
    return recommendation_record_form(
        web::staff_texts(call), panels, meetings_to_choose(call.db(), call.site.tenant, panels));
}

std::optional<web::RecentRecord> recent_recommendation(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_recommendation(
        call.db(), call.site.tenant, RecommendationId{id}, call.actor(), see_recommendations);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{
        full_title_of(seen->recommendation), recommendation_url(seen->recommendation.id)};
}

}

void add_recommendations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().rights().allows_somewhere(edit_recommendations))
        return;
    constexpr std::chrono::days ahead{30};
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const tenant = call.site.tenant;
    RecommendationQuery query{
        .panels = list_seen_panels(call.db(), tenant, call.actor(), edit_recommendations).ids()};
    query.order = RecommendationOrder::due;
    query.descending = false;
    auto const add = [&](Recommendation const& one, MessageKey reason) {
        items.push_back(
            {.area = "recommendation.title"_msg,
             .title = full_title_of(one),
             .url = recommendation_url(one.id),
             .reason = std::string(texts(reason)),
             .due = one.due,
             .action = "recommendation.today.action"_msg,
             .is_content = true});
    };
    auto owing = query;
    owing.owing = today;
    owing.due_before = today + ahead + std::chrono::days{1};
    auto const due = list_recommendations(call.db(), tenant, owing, most_on_today);
    for (auto const& one : due)
        add(one,
            one.is_overdue(today) ? "recommendation.today.overdue"_msg : "recommendation.today.soon"_msg);
    // Whatever stands above is not said again.
    auto const is_new = [&](Recommendation const& one) {
        return std::ranges::find(due, one.id, &Recommendation::id) == due.end();
    };
    auto adopted = query;
    adopted.states = {RecommendationState::adopted};
    for (auto const& one : list_recommendations(call.db(), tenant, adopted, most_on_today)) {
        if (is_new(one))
            add(one, "recommendation.today.unsubmitted"_msg);
    }
    auto undated = query; // adopted ones are said above
    undated.states
        = {RecommendationState::submitted, RecommendationState::taken_up, RecommendationState::deferred,
           RecommendationState::declined};
    undated.without_day = true;
    for (auto const& one : list_recommendations(call.db(), tenant, undated, most_on_today))
        add(one, "recommendation.today.without_day"_msg);
    auto again = query;
    again.states = {RecommendationState::answered};
    again.owing = today;
    for (auto const& one : list_recommendations(call.db(), tenant, again, most_on_today)) {
        if (is_new(one))
            add(one, "recommendation.today.again"_msg);
    }
}

std::vector<web::StaffForm> noted_recommendations()
{
    return {
        {.kind = recommendation_subject.word(),
         .open = &noted_recommendation,
         .versions = recommendation_subject}};
}

std::vector<web::StaffRecent> recent_recommendations()
{
    return {{recommendation_subject.word(), "recommendation.title"_msg, &recent_recommendation}};
}

} // namespace kommin::meetings
