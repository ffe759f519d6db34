#include "modules/meetings/panels/translated_panels.hpp"

#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::array texts_of_panels{
    records::TranslatedText{
        .name = panel_field::name, .label = "panel.field.name"_msg, .longest = 300, .is_one_line = true},
    records::TranslatedText{
        .name = panel_field::mandate, .label = "panel.field.mandate"_msg, .longest = 10'000}};

// What is there for everybody is read as a whole; of others the name, where it stands with a meeting, its
// minutes, a recommendation or as a part of a session.
std::optional<records::TranslatedSource> find_panel_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date today)
{
    auto panel = load_panel(db, tenant, PanelId{id});
    if (!panel)
        return std::nullopt;
    bool const is_shown = panel->is_public && !panel->has_ended(today);
    if (!is_shown && !is_named_in_public(db, tenant, panel->id, today))
        return std::nullopt;
    auto const owner = panel->owner();
    return records::TranslatedSource{
        .title = panel->name,
        .owner = owner,
        .texts = {panel->name, is_shown ? std::move(panel->mandate) : std::string{}}};
}

}

constinit records::TranslatedKind const translated_panels{
    .kind = panel_subject,
    .history = panel_translation_subject,
    .label = "translate.kind.panel"_msg,
    .texts = texts_of_panels,
    .published_as = published_as,
    .find = &find_panel_texts,
    .list_ids = &list_panels_named_in_public};

} // namespace kommin::meetings
