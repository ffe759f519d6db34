#include "modules/meetings/panels/panel.hpp"

#include "platform/base/number.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

namespace kommin::meetings {

namespace {

// In the order of the names.
constexpr std::array<MessageKey, panel_kind_names.size()> panel_kind_labels{
    "panel.kind.conference"_msg,    "panel.kind.field_of_action"_msg,
    "panel.kind.working_group"_msg, "panel.kind.steering_group"_msg,
    "panel.kind.council"_msg,       "panel.kind.committee"_msg,
    "panel.kind.assembly"_msg,      "panel.kind.other"_msg};
constexpr std::array<MessageKey, seat_role_names.size()> seat_role_labels{
    "panel.role.chair"_msg,      "panel.role.deputy_chair"_msg, "panel.role.moderator"_msg,
    "panel.role.management"_msg, "panel.role.member"_msg,       "panel.role.adviser"_msg};
constexpr std::array<MessageKey, vote_names.size()> vote_labels{
    "panel.vote.unknown"_msg, "panel.vote.full"_msg, "panel.vote.advisory"_msg};

}

MessageKey label_of(PanelKind kind)
{
    return panel_kind_labels.at(static_cast<std::size_t>(kind));
}

MessageKey label_of(SeatRole role)
{
    return seat_role_labels.at(static_cast<std::size_t>(role));
}

MessageKey label_of(Vote vote)
{
    return vote_labels.at(static_cast<std::size_t>(vote));
}

std::string const& Seat::sender() const
{
    return organisation_name ? *organisation_name : sent_by;
}

bool is_over(PartialDate day, Date today)
{
    // Of equal length, so that a year is compared with a year.
    auto const last = day.to_iso();
    return last < PartialDate(today).to_iso().substr(0, last.size());
}

bool is_there_on(std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, Date day)
{
    return (!from || from->first_possible_day() <= day) && (!to || !is_over(*to, day));
}

std::optional<PanelId> panel_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(PanelId{*number}) : std::nullopt;
}

bool Panel::has_ended(Date today) const
{
    return valid_to && is_over(*valid_to, today);
}

bool Seat::has_ended(Date today) const
{
    return valid_to && is_over(*valid_to, today);
}

bool is_of_a_conference(std::span<Panel const> panels, PanelId id)
{
    auto const* panel = find_panel(panels, id);
    // A ring cannot be stored, but must not stop anybody either.
    for (std::size_t steps = 0; panel != nullptr && steps <= panels.size(); ++steps) {
        if (panel->kind == PanelKind::conference)
            return true;
        panel = find_panel(panels, panel->parent);
    }
    return false;
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
