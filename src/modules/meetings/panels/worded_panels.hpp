#pragma once
// Panels in words that somebody else has written: a module that carries a concept from one district to
// another writes and changes them as whoever sits at the form does, with the same rules and rights.

#include "modules/meetings/panels/panel.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

struct PanelWords {
    PanelKind kind = PanelKind::other;
    std::string name = {};
    std::string short_name = {};
    std::string mandate = {}; // each line a paragraph
    std::optional<PanelId> parent = {};
};

// Those of one owner, by id.
std::vector<Panel> list_panels_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner);
// `owner`: a slug, "" for the Kreis. `key`: the same words with the same key make one. Problems as of the
// form, by the names of its fields.
Result<PanelId> add_worded_panel(
    Work& work, std::string_view owner, PanelWords const& words, std::string_view source,
    std::string_view key);
// As it stands now, in other words. `changed`: what the parts above do in the work that saves it. Problems as
// of the form; not_found without the right to edit it.
using PanelReworded = void (*)(Work& work, Panel const& before, Panel const& after);
Result<void> reword_panel(Work& work, PanelId id, PanelWords const& words, PanelReworded changed);

} // namespace kommin::meetings
