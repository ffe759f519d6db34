#pragma once
// Editing panels: what they are and what they are there for. A change counts at once; one that meets no
// longer ends on a day and is not deleted (docs/adr/0034, 0053).

#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::array<std::string_view, 2> harmless_panel_fields{
    panel_field::kind, panel_field::parent};
inline constexpr records::EditedKind edited_panels{
    .kind = panel_subject,
    .table = panel_table,
    .owner = "COALESCE(body_id, 0)", // as Panel::owner()
    .was_public = "FALSE",
    .actions = "meetings.panel",
    .harmless_fields = harmless_panel_fields,
    .has_drafts = false};

// How the panels of a district hang together, whoever may see them.
struct PanelPlace {
    PanelId id;
    std::optional<PanelId> parent;
    PanelKind kind;
};
// What somebody sees of the panels of a district: those of the owners for whom they have the permission.
struct Panels {
    std::vector<Panel> all; // by id
    std::vector<tenants::Body> bodies; // of the district, for their names
    std::vector<PanelPlace> structure = {}; // for rules only: nothing of it is shown

    [[nodiscard]] Panel const* find(std::optional<PanelId> id) const;
    [[nodiscard]] std::vector<PanelId> ids() const;
    // "Kreis Unna", "Bergkamen".
    [[nodiscard]] std::string_view owner_name(Panel const& panel) const;
    // Those directly below it.
    [[nodiscard]] std::vector<Panel const*> parts_of(PanelId id) const;
};
Panels list_seen_panels(db::Connection& db, TenantId tenant, Actor const& actor, Permission permission);

records::Fields form_of(Panel const& panel);
// As they are stored: on one line where the form has one, days as "01.08.2013", "08.2013" or "2013".
records::Fields spelled_panel(records::Fields const& typed);
// Everything that stands in the way of saving. `edited`: nothing for a new one. `panels`: those that whoever
// saves it may edit.
std::vector<Problem> problems_of_panel(
    records::Fields const& fields, Panels const& panels, std::optional<PanelId> edited);

// Which panel, as this person last saw it.
struct SeenPanel {
    PanelId id;
    std::int64_t version;
};
// Problems: not_found without the right to edit it; what problems_of_panel() finds; a conflict where somebody
// has changed it meanwhile ("record.problem.changed_meanwhile").
// `changed`: what the parts above do in the work that saves it.
using PanelFollower = void (*)(Work& work, Panel const& before, Panel const& after);
Result<void> save_panel(
    Work& work, SeenPanel const& seen, records::Fields const& typed, PanelFollower changed = nullptr);
// A panel of the municipality that the fields name, or of the Kreis. `form_key`: of the form that was sent; a
// second time with the same entries it makes no second one. Problems: not_found without the right to edit
// any panel; "body" where it is not that of this owner's; what problems_of_panel() finds.
Result<PanelId> add_panel(Work& work, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::meetings
