// Routes of the desk for the seats of a panel.

#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

Fields posted_seat(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_seat_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

// What is chosen stands under its own number with the name of what it has become: the form sends back what it
// was given, and the one that it means is not offered a second time.
void offer_chosen(
    std::vector<contacts::Organisation>& all, contacts::OrganisationId chosen, contacts::Organisation meant)
{
    auto const found = std::ranges::find(all, meant.id, &contacts::Organisation::id);
    meant.id = chosen;
    if (found == all.end())
        all.insert(all.begin(), std::move(meant));
    else
        *found = std::move(meant);
}

// Those whom the words find, and the one that is chosen already.
OfferedOrganisations offered_for(web::Call const& call, Fields const& fields, std::string_view words)
{
    constexpr std::size_t most_found = 20; // more of them ask for another word
    constexpr std::size_t longest_words = 200; // bytes
    OfferedOrganisations offered{
        .words = std::string(trim(truncate_utf8(words, longest_words))), .found = {}, .was_searched = false};
    offered.was_searched = !offered.words.empty();
    auto const chosen = organisation_of_seat(fields);
    if (!offered.was_searched && !chosen)
        return offered;
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        offered.found = find_organisations_for_seat(db, tenant, offered.words, most_found);
        if (auto meant = chosen ? find_meant_organisation(db, tenant, *chosen) : std::nullopt)
            offer_chosen(offered.found.organisations, *chosen, *std::move(meant));
        return offered;
    });
}

// One seat at the desk.
class SeatDesk : public web::RecordDesk {
public:
    explicit SeatDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const number = parse_number(call().path["sitz"]);
        if (!number || *number < 1)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto edited = find_edited_seat(db, tenant, SeatId{*number}, call().actor());
            if (!edited)
                return std::nullopt;
            auto state = records::undrafted(edited->seat.version, edited->seat.changed_at);
            state.owner = edited->panel.owner();
            return Found{std::move(*edited), std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedSeat const& edited() const { return found_->edited; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().seat); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override { return seat_record_form(call()); }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_seat(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_seat(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_seat(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{seat_subject, edited().seat.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return seat_url(edited().seat.id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_panel(call(), edited().panel, std::move(title));
        frame.crumbs.push_back({url(), edited().seat.function});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(seat_field::function));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return seat_form_page(
            call(),
            {.panel = edited().panel,
             .seat = &edited().seat,
             .fields = form.fields,
             .offered = offered_for(call(), form.fields, {}),
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }
    // The form as it was sent, to be gone on with.
    [[nodiscard]] http::Response show_search(http::Form const& posted) const
    {
        auto const fields = posted_seat(posted);
        return seat_form_page(
            call(),
            {.panel = edited().panel,
             .seat = &edited().seat,
             .fields = fields,
             .offered = offered_for(call(), fields, posted.value(seat_field::words)),
             .version = parse_number(posted.value("fassung")).value_or(edited().seat.version)});
    }

private:
    struct Found {
        EditedSeat edited;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

// Of a new seat.
std::optional<Panel> edited_panel(web::Call const& call)
{
    auto const number = parse_number(call.path["gremium"]);
    if (!number || *number < 1)
        return std::nullopt;
    auto panel = web::read(
        call, [&](db::Connection& db) { return load_panel(db, call.site.tenant, PanelId{*number}); });
    return panel && call.actor().may(edit_panels, panel->owner()) ? std::move(panel) : std::nullopt;
}

}

http::Response show_new_seat(web::Call& call)
{
    auto const panel = edited_panel(call);
    if (!panel)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(seat_field::role, std::string(to_text(SeatRole::member)));
    fields.set(seat_field::vote, std::string(to_text(Vote::unknown)));
    return seat_form_page(
        call,
        {.panel = *panel,
         .seat = nullptr,
         .fields = fields,
         .offered = {},
         .form_key = crypto::random_token()});
}

http::Response search_organisation_for_new_seat(web::Call& call)
{
    auto const form = call.request.form();
    auto const panel = edited_panel(call);
    if (!form || !panel)
        return web::staff_not_found(call);
    auto const fields = posted_seat(*form);
    return seat_form_page(
        call,
        {.panel = *panel,
         .seat = nullptr,
         .fields = fields,
         .offered = offered_for(call, fields, form->value(seat_field::words)),
         .form_key = web::key_of_form(*form)});
}

http::Response search_organisation_for_seat(web::Call& call)
{
    auto const form = call.request.form();
    SeatDesk desk(call);
    return form && desk.load() ? desk.show_search(*form) : web::staff_not_found(call);
}

http::Response add_seat_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const panel = edited_panel(call);
    if (!form || !panel)
        return web::staff_not_found(call);
    auto const fields = posted_seat(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_seat(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_seat(work, panel->id, fields, key));
             return panel_url(panel->id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return seat_form_page(
                     call,
                     {.panel = *panel,
                      .seat = nullptr,
                      .fields = fields,
                      .offered = offered_for(call, fields, {}),
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_seat_form(web::Call& call)
{
    SeatDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_seat_form(web::Call& call)
{
    SeatDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_seat(work, {desk.edited().seat.id, seen.version}, fields);
        });
}

http::Response show_seat_history(web::Call& call)
{
    SeatDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::meetings
