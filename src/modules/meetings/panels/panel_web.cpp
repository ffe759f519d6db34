// Routes of the desk for panels.

#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

Panels seen_panels(web::Call const& call, Permission permission)
{
    return web::read(call, [&](db::Connection& db) {
        return list_seen_panels(db, call.site.tenant, call.actor(), permission);
    });
}

Fields posted_panel(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_panel_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    return fields;
}

// One panel at the desk.
class PanelDesk : public web::RecordDesk {
public:
    explicit PanelDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = panel_numbered(call().path["gremium"]);
        if (!id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto panels = list_seen_panels(db, tenant, call().actor(), edit_panels);
            auto const* panel = panels.find(id);
            if (panel == nullptr)
                return std::nullopt;
            auto state = records::undrafted(panel->version, panel->changed_at);
            state.owner = panel->owner();
            auto seen = *panel;
            return Found{std::move(panels), std::move(seen), std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Panel const& panel() const { return found_->panel; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(panel()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return panel_record_form(found_->panels, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_panel(posted);
        fields.set(panel_field::body, std::string{}); // whose it is stays as it was
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_panel(fields, found_->panels, panel().id);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_panel(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{panel_subject, panel().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return panel_url(panel().id, "aendern"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_panel(call(), panel(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(panel_field::name));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return panel_form_page(
            call(),
            {.panels = found_->panels,
             .panel = &panel(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Panels panels;
        Panel panel;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

struct Listed {
    Panels panels;
    std::map<PanelId, std::int64_t> seats;
    std::vector<web::ListView> views;
};

Listed listed(web::Call const& call, PanelFilter const& filter)
{
    return web::read(call, [&](db::Connection& db) {
        return Listed{
            list_seen_panels(db, call.site.tenant, call.actor(), see_panels),
            count_seats(db, call.site.tenant), web::saved_views(call, panel_list, filter.fields())};
    });
}

}

http::Response list_panels_at_desk(web::Call& call)
{
    auto const filter = PanelFilter::read(call.request.query());
    auto found = listed(call, filter);
    return panel_list_page(
        call,
        {.panels = found.panels,
         .filter = filter,
         .seats = found.seats,
         .may_add = call.actor().may_somewhere(edit_panels),
         .views = std::move(found.views)});
}

http::Response export_panels(web::Call& call)
{
    auto const filter = PanelFilter::read(call.request.query());
    auto const found = listed(call, filter);
    return panel_file(call, {found.panels, filter, found.seats, false});
}

http::Response show_panel(web::Call& call, ShownOfPanel (*shown)(web::Call const&, Panel const&))
{
    auto const id = panel_numbered(call.path["gremium"]);
    if (!id)
        return web::staff_not_found(call);
    struct Found {
        Panels panels;
        std::vector<Seat> seats;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_seen_panels(db, call.site.tenant, call.actor(), see_panels),
            list_seats(db, call.site.tenant, *id)};
    });
    auto const* panel = found.panels.find(id);
    if (panel == nullptr)
        return web::staff_not_found(call);
    auto const of_panel = shown(call, *panel);
    return panel_page(
        call,
        {.panels = found.panels,
         .panel = *panel,
         .seats = found.seats,
         .may_edit = call.actor().may(edit_panels, panel->owner()),
         .members = of_panel.members,
         .further = of_panel.further});
}

http::Response show_new_panel(web::Call& call)
{
    Fields fields;
    auto const kind
        = enum_from<PanelKind>(call.request.query().value("art")).value_or(PanelKind::working_group);
    fields.set(panel_field::kind, std::string(to_text(kind)));
    fields.set(panel_field::parent, std::string(call.request.query().value("teil-von")));
    return panel_form_page(
        call,
        {.panels = seen_panels(call, edit_panels),
         .panel = nullptr,
         .fields = fields,
         .form_key = crypto::random_token()});
}

http::Response add_panel_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const panels = seen_panels(call, edit_panels);
    auto const fields = posted_panel(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the panel of the same form first
         .add = [&](Work& work) -> Result<html::Url> { return panel_url(TRY(add_panel(work, fields, key))); },
         .show_form =
             [&](std::vector<Problem> const& problems) {
                 auto const all = problems_of_panel(fields, panels, std::nullopt);
                 return panel_form_page(
                     call,
                     {.panels = panels,
                      .panel = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = all.empty() ? problems : all});
             }});
}

http::Response show_panel_form(web::Call& call)
{
    PanelDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_panel_form(web::Call& call, PanelFollower changed)
{
    PanelDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_panel(work, {desk.panel().id, seen.version}, fields, changed);
        });
}

http::Response show_panel_history(web::Call& call)
{
    PanelDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::meetings
