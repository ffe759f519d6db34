#include "modules/meetings/panels/panel.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kommin::meetings {

namespace {

// The last day that it may still have been there: of "2008" the 31st of December.
bool is_over(std::optional<PartialDate> const& end, Date today)
{
    if (!end)
        return false;
    // Of equal length, so that a year is compared with a year.
    auto const last = end->to_iso();
    return last < PartialDate(today).to_iso().substr(0, last.size());
}

}

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

bool Panel::has_ended(Date today) const
{
    return is_over(valid_to, today);
}

bool Seat::has_ended(Date today) const
{
    return is_over(valid_to, today);
}

std::vector<PanelId> panels_below(std::span<Panel const> panels, PanelId top)
{
    std::multimap<PanelId, PanelId> parts;
    for (auto const& panel : panels) {
        if (panel.parent)
            parts.emplace(*panel.parent, panel.id);
    }
    std::vector<PanelId> below{top};
    std::set<PanelId> taken{top};
    // A ring cannot be stored, but must not stop anybody either: each is taken once.
    for (std::size_t next = 0; next < below.size(); ++next) {
        auto const [first, last] = parts.equal_range(below[next]);
        for (auto part = first; part != last; ++part) {
            if (taken.insert(part->second).second)
                below.push_back(part->second);
        }
    }
    std::vector<PanelId> ordered;
    for (auto const& panel : panels) {
        if (taken.contains(panel.id))
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
