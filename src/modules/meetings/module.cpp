// The module's only registration point.

#include "modules/meetings/module.hpp"

#include "modules/meetings/panels/panel_demo.hpp"
#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_list.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace kommin::meetings {

namespace {

// The longest mandate in a script of which a form makes nine bytes of each letter, twice: whoever compares
// two versions sends both.
constexpr std::size_t largest_panel_form = std::size_t{128} << 10U;
constexpr std::size_t largest_view_form = std::size_t{16} << 10U;

std::vector<web::Route> routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/gremien", needs(see_panels), &list_panels_at_desk},
        {get, "/verwaltung/gremien/liste.csv", needs(see_panels), &export_panels},
        {get, "/verwaltung/gremien/liste.xlsx", needs(see_panels), &export_panels},
        {get, "/verwaltung/gremien/ansichten", needs(see_panels),
         web::of_list(panel_list, &web::show_saved_views)},
        {post, "/verwaltung/gremien/ansichten", needs(see_panels),
         web::of_list(panel_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/gremien/ansichten/loeschen", needs(see_panels),
         web::of_list(panel_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/gremien/neu", needs(edit_panels), &show_new_panel},
        {post, "/verwaltung/gremien/neu", needs(edit_panels), &add_panel_at_desk, largest_panel_form},
        {get, "/verwaltung/gremien/{gremium}", needs(see_panels), &show_panel},
        {get, "/verwaltung/gremien/{gremium}/aendern", needs(edit_panels), &show_panel_form},
        {post, "/verwaltung/gremien/{gremium}/aendern", needs(edit_panels), &save_panel_form,
         largest_panel_form},
        {get, "/verwaltung/gremien/{gremium}/aendern/verlauf", needs(edit_panels), &show_panel_history},
        {get, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &show_new_seat},
        {post, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &add_seat_at_desk,
         largest_panel_form},
        {get, "/verwaltung/sitze/{sitz}", needs(edit_panels), &show_seat_form},
        {post, "/verwaltung/sitze/{sitz}", needs(edit_panels), &save_seat_form, largest_panel_form},
        {get, "/verwaltung/sitze/{sitz}/verlauf", needs(edit_panels), &show_seat_history},
    };
}

// Where an entry of the audit trail leads.
web::StaffRecord record(content::SubjectKind kind, Permission permission, html::Url (*url)(std::int64_t id))
{
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = [url](web::Call const&, std::int64_t id) { return std::optional(url(id)); },
        .version_url
        = [url,
           kind](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            if (!records::find_version(
                    call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
                return std::nullopt;
            auto const form = std::string(url(id).text());
            auto const history = html::Url::local(form + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"panel.title"_msg,
         see_panels,
         {{"st st--ok", "panel.current"_msg, "help.word.panel.current"_msg},
          {"st st--warn", "panel.uncertain"_msg, "help.word.panel.uncertain"_msg},
          {"st st--none", "panel.ended"_msg, "help.word.panel.ended"_msg}}},
    };
}

}

web::Module meetings_module()
{
    return {
        .name = "meetings",
        .routes = routes(),
        .subjects = {panel_subject, seat_subject},
        .load_demo = &load_panels,
        .demo_files = {"panels.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::participation,
            .rank = 30,
            .label = "panel.title"_msg,
            .path = std::string(panels_path),
            .permission = see_panels,
            .purpose = "panel.purpose"_msg}},
        .news = {{"panel.new.short"_msg, std::string(panels_path), edit_panels}},
        .searchers
        = {{"panel.title"_msg, "panel.search"_msg, see_panels, &find_panels_at_desk},
           {"panel.seats"_msg, "panel.seats.search"_msg, see_panels, &find_seats_at_desk}},
        .records
        = {record(
               panel_subject, edit_panels, [](std::int64_t id) { return panel_url(PanelId{id}, "aendern"); }),
           record(seat_subject, edit_panels, [](std::int64_t id) { return seat_url(SeatId{id}); })},
        .forms = noted_panels(),
        .recents = recent_panels(),
        .words = help_words(),
        .topics = {{"help.panels"_msg, "help.panels.text"_msg, see_panels}}};
}

} // namespace kommin::meetings
