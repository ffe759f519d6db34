#pragma once
// What other modules may know of panels. Their names are no secret to people at work; who sits there is.

#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/worded_panels.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/visit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

struct NamedPanel {
    PanelId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    std::optional<PanelId> parent;
    PanelKind kind = PanelKind::other;
    std::string name;
    bool has_ended = false; // today
};
// All of the district, in the order in which they were entered.
std::vector<NamedPanel> list_named_panels(db::Connection& db, TenantId tenant, Date today);
// Its page at the desk, for whoever may see it there.
html::Url panel_desk_url(PanelId id);
// Its name on a public page, in the language of that where somebody has translated it. Refers to `name`.
content::Shown told_panel_name(web::Visit const& visit, PanelId id, std::string_view name);

} // namespace kommin::meetings
