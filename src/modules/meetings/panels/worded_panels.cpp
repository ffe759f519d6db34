#include "modules/meetings/panels/worded_panels.hpp"

#include "modules/meetings/panels/panel_editing.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

void set_words(records::Fields& fields, PanelWords const& words)
{
    fields.set(panel_field::kind, std::string(to_text(words.kind)));
    fields.set(panel_field::name, words.name);
    fields.set(panel_field::short_name, words.short_name);
    fields.set(panel_field::mandate, words.mandate);
    fields.set(panel_field::parent, words.parent ? std::to_string(words.parent->value) : std::string{});
}

}

std::vector<Panel> list_panels_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner)
{
    auto panels = list_panels(db, tenant);
    std::erase_if(panels, [&](Panel const& panel) { return panel.body != owner; });
    return panels;
}

Result<PanelId> add_worded_panel(
    Work& work, std::string_view owner, PanelWords const& words, std::string_view source,
    std::string_view key)
{
    auto fields = form_of(Panel{});
    fields.set(panel_field::body, std::string(owner));
    fields.set(panel_field::source, std::string(source));
    set_words(fields, words);
    return add_panel(work, fields, key);
}

Result<void> reword_panel(Work& work, PanelId id, PanelWords const& words, PanelReworded changed)
{
    auto const panel = load_panel(work.db(), work.tenant(), id);
    if (!panel)
        return Problem::not_found("panel.problem.unknown"_msg);
    auto fields = form_of(*panel);
    set_words(fields, words);
    return save_panel(work, {id, panel->version}, fields, changed);
}

} // namespace kommin::meetings
