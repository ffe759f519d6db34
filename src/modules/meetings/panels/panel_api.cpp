#include "modules/meetings/panels/api.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/translated_texts.hpp"

namespace kommin::meetings {

std::vector<NamedPanel> list_named_panels(db::Connection& db, TenantId tenant, Date today)
{
    std::vector<NamedPanel> named;
    for (auto const& panel : list_panels(db, tenant))
        named.push_back(
            {.id = panel.id,
             .body = panel.body,
             .parent = panel.parent,
             .kind = panel.kind,
             .name = panel.name,
             .has_ended = panel.has_ended(today)});
    return named;
}

html::Url panel_desk_url(PanelId id)
{
    return panel_url(id);
}

content::Shown told_panel_name(web::Visit const& visit, PanelId id, std::string_view name)
{
    return told(visit, panel_name_text(id, name));
}

} // namespace kommin::meetings
