#include "modules/meetings/panels/panel.hpp"

#include <algorithm>

namespace kommin::meetings {

MessageKey label_of(PanelKind kind)
{
    switch (kind) {
    case PanelKind::conference:
        return "panel.kind.conference"_msg;
    case PanelKind::field_of_action:
        return "panel.kind.field_of_action"_msg;
    case PanelKind::working_group:
        return "panel.kind.working_group"_msg;
    case PanelKind::steering_group:
        return "panel.kind.steering_group"_msg;
    case PanelKind::council:
        return "panel.kind.council"_msg;
    case PanelKind::committee:
        return "panel.kind.committee"_msg;
    case PanelKind::assembly:
        return "panel.kind.assembly"_msg;
    case PanelKind::other:
        break;
    }
    return "panel.kind.other"_msg;
}

MessageKey label_of(SeatRole role)
{
    switch (role) {
    case SeatRole::chair:
        return "panel.role.chair"_msg;
    case SeatRole::deputy_chair:
        return "panel.role.deputy_chair"_msg;
    case SeatRole::moderator:
        return "panel.role.moderator"_msg;
    case SeatRole::management:
        return "panel.role.management"_msg;
    case SeatRole::adviser:
        return "panel.role.adviser"_msg;
    case SeatRole::member:
        break;
    }
    return "panel.role.member"_msg;
}

MessageKey label_of(Vote vote)
{
    switch (vote) {
    case Vote::full:
        return "panel.vote.full"_msg;
    case Vote::advisory:
        return "panel.vote.advisory"_msg;
    case Vote::unknown:
        break;
    }
    return "panel.vote.unknown"_msg;
}

bool is_over(PartialDate day, Date today)
{
    // Of equal length, so that a year is compared with a year.
    auto const last = day.to_iso();
    return last < PartialDate(today).to_iso().substr(0, last.size());
}

bool Panel::has_ended(Date today) const
{
    return valid_to && is_over(*valid_to, today);
}

bool Seat::has_ended(Date today) const
{
    return valid_to && is_over(*valid_to, today);
}

std::vector<PanelId> panels_below(std::span<Panel const> panels, PanelId top)
{
    std::vector<PanelId> below{top};
    // A ring cannot be stored, but must not stop anybody either: each is taken once.
    for (std::size_t next = 0; next < below.size(); ++next) {
        for (auto const& panel : panels) {
            if (panel.parent == below[next] && std::ranges::find(below, panel.id) == below.end())
                below.push_back(panel.id);
        }
    }
    std::vector<PanelId> ordered;
    for (auto const& panel : panels) {
        if (std::ranges::find(below, panel.id) != below.end())
            ordered.push_back(panel.id);
    }
    return ordered;
}

Panel const* find_panel(std::span<Panel const> panels, std::optional<PanelId> id)
{
    auto const found = id ? std::ranges::find(panels, *id, &Panel::id) : panels.end();
    return found == panels.end() ? nullptr : &*found;
}

} // namespace kommin::meetings
