#pragma once
// Parts of a session and the panels of which they are (docs/adr/0084): which may be chosen, what lies below
// what, by which field of action people are counted.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kommin::meetings {

// Fields of action and groups below the panel that meets, each field with its groups behind it: those that
// go on and that somebody sees, and those of which a part is already.
std::vector<Panel> list_panels_for_parts(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting,
    std::span<ProgrammePart const> parts, Date today);

// A part with those that lie below it: groups of its field, and workshops of both.
struct PartWithGroups {
    ProgrammePart const* part = nullptr;
    std::vector<ProgrammePart const*> below;
};
// In the order of the list, of which they point into.
std::vector<PartWithGroups> with_groups(std::span<ProgrammePart const> parts);

bool has_panels(std::span<ProgrammePart const> parts);
// By which field the people of a part are counted: its panel, or the field above that at any depth. A group
// of no field stands for itself. Nothing: it is of no panel.
std::optional<PanelId> field_of(std::span<Panel const> panels, ProgrammePart const& part);
// The panels of parts, and their fields: each once, a field before its groups.
std::vector<Panel> panels_of_parts(std::span<Panel const> panels, std::span<ProgrammePart const> parts);

// A panel was saved: parts that are called as it is are renamed with it. Not of sessions that are over; nor
// once it has ended, so that they keep the name which it had then.
void rename_parts(Work& work, Panel const& before, Panel const& after);

} // namespace kommin::meetings
