#include "modules/meetings/recommendations/open_answers.hpp"

#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/recommendation_list.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

namespace kommin::meetings {

std::optional<PanelId> conference_of(db::Connection& db, TenantId tenant, Meeting const& meeting)
{
    if (meeting.state != MeetingState::planned)
        return std::nullopt;
    auto const panel = load_panel(db, tenant, meeting.panel);
    if (panel && panel->kind == PanelKind::conference)
        return panel->id;
    auto const above = panel && panel->kind == PanelKind::steering_group && panel->parent
        ? load_panel(db, tenant, *panel->parent)
        : std::nullopt;
    return above && above->kind == PanelKind::conference ? std::optional(above->id) : std::nullopt;
}

std::optional<std::int64_t> count_open_answers(
    db::Connection& db, TenantId tenant, Meeting const& meeting, Date today)
{
    auto const conference = conference_of(db, tenant, meeting);
    if (!conference)
        return std::nullopt;
    RecommendationQuery query{.panels = panels_below(list_panels(db, tenant), *conference)};
    query.owing = today;
    return count_recommendations(db, tenant, query, RecommendationList::most_counted);
}

} // namespace kommin::meetings
