#pragma once
// What other modules may know of agendas: what is to be decided.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <string>
#include <vector>

namespace kommin::meetings {

// On the agenda of a meeting that is still to come.
struct PlannedDecision {
    ItemId id;
    std::string title;
    MeetingId meeting;
    std::string meeting_title;
    PanelId panel;
    PartialDate day; // of the meeting
};
// Items for a decision of which nobody has said what came of them, on planned meetings of these panels that
// are not over, as far as this actor may see them; the earliest first, at most `limit`.
std::vector<PlannedDecision> list_planned_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PanelId> const& panels, Date today,
    int limit);
// The page of an item at the desk, with its papers, for whoever may see it there.
html::Url item_desk_url(ItemId id);

} // namespace kommin::meetings
