#include "modules/meetings/registration/part_panels.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

namespace kommin::meetings {

namespace {

bool is_field_or_group(Panel const& panel)
{
    return panel.kind == PanelKind::field_of_action || panel.kind == PanelKind::working_group;
}

// Each behind the one of which it is a part; otherwise in the order in which they stand.
std::vector<Panel> field_by_field(std::vector<Panel> panels)
{
    std::vector<Panel> ordered;
    std::function<void(Panel const&)> const add = [&](Panel const& panel) {
        if (find_panel(ordered, panel.id) != nullptr)
            return;
        ordered.push_back(panel);
        for (auto const& other : panels) {
            if (other.parent == panel.id)
                add(other);
        }
    };
    for (auto const& panel : panels) {
        if (find_panel(panels, panel.parent) == nullptr)
            add(panel);
    }
    for (auto const& panel : panels)
        add(panel); // of a ring, which cannot be stored
    return ordered;
}

// Below which part another one is shown; null: below none.
ProgrammePart const* part_above(std::span<ProgrammePart const> parts, ProgrammePart const& part)
{
    if (!part.panel)
        return nullptr;
    auto const is_of = [&](std::optional<PanelId> panel) {
        return std::ranges::find_if(parts, [&](ProgrammePart const& other) {
            return other.id != part.id && other.panel && other.panel == panel
                && other.kind != PartKind::workshop;
        });
    };
    auto found = part.kind == PartKind::workshop ? is_of(part.panel) : parts.end();
    if (found == parts.end())
        found = is_of(part.above);
    return found == parts.end() ? nullptr : &*found;
}

ProgrammePart const& topmost(std::span<ProgrammePart const> parts, ProgrammePart const& part)
{
    auto const* top = &part;
    for (std::size_t steps = 0; steps < parts.size(); ++steps) {
        auto const* above = part_above(parts, *top);
        if (above == nullptr)
            break;
        top = above;
    }
    return *top;
}

}

std::vector<Panel> list_panels_for_parts(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting,
    std::span<ProgrammePart const> parts, Date today)
{
    auto panels = list_panels(db, tenant);
    auto const below = panels_below(panels, meeting.panel);
    std::erase_if(panels, [&](Panel const& panel) {
        bool const is_chosen
            = std::ranges::find(parts, std::optional(panel.id), &ProgrammePart::panel) != parts.end();
        bool const can_be_chosen = is_field_or_group(panel) && !panel.has_ended(today)
            && std::ranges::find(below, panel.id) != below.end() && actor.may(see_panels, panel.owner());
        return !is_chosen && !can_be_chosen;
    });
    return field_by_field(std::move(panels));
}

std::vector<PartWithGroups> with_groups(std::span<ProgrammePart const> parts)
{
    std::vector<PartWithGroups> tops;
    for (auto const& part : parts) {
        if (&topmost(parts, part) == &part)
            tops.push_back({&part, {}});
    }
    for (auto const& part : parts) {
        auto const* top = &topmost(parts, part);
        auto const found = std::ranges::find(tops, top, &PartWithGroups::part);
        if (top != &part && found != tops.end())
            found->below.push_back(&part);
    }
    return tops;
}

bool has_panels(std::span<ProgrammePart const> parts)
{
    return std::ranges::any_of(parts, [](ProgrammePart const& part) { return part.panel.has_value(); });
}

std::optional<PanelId> field_of(std::span<Panel const> panels, ProgrammePart const& part)
{
    auto const* panel = find_panel(panels, part.panel);
    for (std::size_t steps = 0; panel != nullptr && steps <= panels.size(); ++steps) {
        if (panel->kind == PanelKind::field_of_action)
            return panel->id;
        panel = find_panel(panels, panel->parent);
    }
    return part.panel;
}

std::vector<Panel> panels_of_parts(std::span<Panel const> panels, std::span<ProgrammePart const> parts)
{
    std::vector<Panel> chosen;
    for (auto const& panel : panels) {
        if (std::ranges::any_of(parts, [&](ProgrammePart const& part) {
                return part.panel == panel.id || field_of(panels, part) == panel.id;
            }))
            chosen.push_back(panel);
    }
    return field_by_field(std::move(chosen));
}

void rename_parts(Work& work, Panel const& /*before*/, Panel const& after)
{
    if (after.has_ended(work.today()))
        return;
    struct Following {
        PartId part;
        MeetingId meeting;
    };
    for (auto const& one : work.db().list<Following>(
             "SELECT t.id, g.meeting_id FROM programme_parts t JOIN programmes g ON g.id = t.programme_id"
             " WHERE t.tenant_id = ? AND t.panel_id = ? AND t.has_panel_name",
             work.tenant(), after.id)) {
        auto const meeting = load_meeting(work.db(), work.tenant(), one.meeting).value();
        if (!meeting.is_past(work.today()))
            work.db().execute(
                "UPDATE programme_parts SET name = ? WHERE tenant_id = ? AND id = ?", after.name,
                work.tenant(), one.part);
    }
}

} // namespace kommin::meetings
