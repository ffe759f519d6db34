// Panels and seats where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace kommin::meetings {

namespace {

web::RecordForm noted_panel(web::Call const& call)
{
    // The words of the form refer to the panels that it knows: all of the district, whoever reads.
    auto const panels = std::make_shared<Panels const>(
        Panels{list_panels(call.db(), call.site.tenant), tenants::list_bodies(call.db(), call.site.tenant)});
    auto form = panel_record_form(*panels, web::staff_texts(call));
    form.shown = [panels, shown = std::move(form.shown)](
                     records::Fields const& fields, std::string_view name) { return shown(fields, name); };
    return form;
}

std::optional<web::RecentRecord> recent_panel(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const panel = load_panel(call.db(), call.site.tenant, PanelId{id});
    if (!panel || !call.actor().may(see_panels, panel->owner()))
        return std::nullopt;
    return web::RecentRecord{panel->name, panel_url(panel->id)};
}

std::optional<web::RecentRecord> recent_seat(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const edited = find_edited_seat(call.db(), call.site.tenant, SeatId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{edited->seat.function + ", " + edited->panel.name, seat_url(edited->seat.id)};
}

}

std::vector<web::StaffForm> noted_panels()
{
    return {
        {.kind = panel_subject.word(), .open = &noted_panel, .versions = panel_subject},
        {.kind = seat_subject.word(), .open = &seat_record_form, .versions = seat_subject}};
}

std::vector<web::StaffRecent> recent_panels()
{
    return {
        {panel_subject.word(), "panel.title"_msg, &recent_panel},
        {seat_subject.word(), "panel.seats"_msg, &recent_seat}};
}

} // namespace kommin::meetings
