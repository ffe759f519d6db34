// Routes of the desk for agenda items: reading and editing them.

#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_waiting = 50; // that a page offers at once
constexpr std::chrono::days still_told{180}; // what came back, on the page of the panel that has asked

Fields posted_item(http::Form const& posted)
{
    Fields fields;
    for (auto const field : form_item_fields) {
        std::string text(trim(posted.value(field)));
        std::erase(text, '\r');
        fields.set(field, std::move(text));
    }
    return fields;
}

// One item at the desk.
class ItemDesk : public web::RecordDesk {
public:
    explicit ItemDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto seen = item_in_path(call(), edit_meetings);
        if (!seen) {
            found_.reset();
            return false;
        }
        auto state = records::undrafted(seen->item.version, seen->item.changed_at);
        state.owner = seen->panel.owner();
        found_
            = Found{std::move(*seen), std::move(state), web::list_authors(call().db(), call().site.tenant)};
        return true;
    }
    [[nodiscard]] AgendaItem const& item() const { return found_->seen.item; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(item()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override { return item_record_form(web::staff_texts(call())); }
    // What came of it is not asked: it stays as it is.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_item(posted);
        for (auto const field : {item_field::state, item_field::answer})
            fields.set(field, std::string(record().value(field)));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_item(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_item(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{item_subject, item().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return item_url(item().id, "aendern"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_item(call(), found_->seen, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(item_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return item_form_page(
            call(),
            {.panel = found_->seen.panel,
             .meeting = nullptr,
             .item = &item(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenItem seen;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

// Where a new item is to stand: the address names a meeting or a panel.
struct NewPlace {
    Panel panel;
    std::optional<Meeting> meeting;
};
std::optional<NewPlace> new_place(web::Call const& call)
{
    if (auto seen = meeting_of_path(call, edit_meetings))
        return NewPlace{std::move(seen->panel), std::move(seen->meeting)};
    auto panel = panel_of_path(call, edit_meetings);
    return panel ? std::optional(NewPlace{std::move(*panel), std::nullopt}) : std::nullopt;
}

http::Response new_item_page(
    web::Call const& call, NewPlace const& place, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    return item_form_page(
        call,
        {.panel = place.panel,
         .meeting = place.meeting ? &*place.meeting : nullptr,
         .item = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

}

http::Response show_item(web::Call& call)
{
    auto const seen = item_in_path(call, see_meetings);
    return seen ? show_item_again(call, *seen) : web::staff_not_found(call);
}

http::Response show_item_form(web::Call& call)
{
    ItemDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_item_form(web::Call& call)
{
    ItemDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_item(work, {desk.item().id, seen.version}, fields);
        });
}

http::Response show_item_history(web::Call& call)
{
    ItemDesk desk(call);
    return web::show_history(call, desk);
}

http::Response show_new_item(web::Call& call)
{
    auto const place = new_place(call);
    if (!place)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(item_field::kind, std::string(to_text(ItemKind::discussion)));
    return new_item_page(call, *place, fields, crypto::random_token());
}

http::Response add_item_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const place = new_place(call);
    if (!form || !place)
        return web::staff_not_found(call);
    auto const fields = posted_item(*form);
    auto const key = web::key_of_form(*form);
    AgendaPlace const where{
        place->panel.id, place->meeting ? std::optional(place->meeting->id) : std::nullopt};
    return web::add_record(
        call,
        {.problems = problems_of_item(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_item(work, where, fields, key));
             return where.meeting ? meeting_url(*where.meeting) : panel_url(where.panel);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return new_item_page(call, *place, fields, key, std::move(problems));
             }});
}

web::Body agenda_of_meeting(web::Call const& call, SeenMeeting const& seen, HasMinutes has_minutes)
{
    bool const may_edit = call.actor().may(edit_meetings, seen.panel.owner());
    auto const today = call.local_now().date;
    bool const is_planned = seen.meeting.state == MeetingState::planned;
    auto agenda = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Agenda shown{
            .seen = seen,
            .items = list_agenda(db, tenant, seen.meeting.id),
            .origins = {},
            .papers = {},
            .waiting = is_planned
                ? those_in_time(
                      db, tenant, list_waiting_items(db, tenant, {seen.panel.id}, most_waiting), seen.meeting)
                : std::vector<AgendaItem>{},
            .next = find_next_meeting(db, tenant, seen.meeting, today),
            .may_edit = may_edit};
        shown.papers = list_papers(db, tenant, shown.items);
        if (shows_open_answers(seen.meeting, today))
            shown.answers = list_open_answers(db, tenant, seen.panel.id, today);
        shown.lacks_answers = lacks_open_answers(db, tenant, seen.meeting, today, has_minutes);
        for (auto const& item : shown.items) {
            if (auto const origin = item.came_from ? load_item(db, tenant, *item.came_from) : std::nullopt)
                shown.origins.emplace(item.id, end_of(call, db, *origin));
        }
        return shown;
    });
    return [&call, agenda = std::move(agenda)](html::Writer& w) { write_agenda(w, call, agenda); };
}

web::Body open_items_of_panel(web::Call const& call, Panel const& panel)
{
    auto const actor = call.actor();
    if (!actor.may(see_meetings, panel.owner()))
        return {};
    auto const tenant = call.site.tenant;
    auto open = web::read(call, [&](db::Connection& db) {
        auto const panels = known_panels(db, tenant, actor);
        auto const named = [&](std::vector<ForwardedItem> const& items) {
            std::vector<OpenItems::Asked> asked;
            for (auto const& one : items) {
                auto const* to = find_panel(panels, one.to);
                asked.push_back(
                    {one.id, one.title, to != nullptr ? std::optional(to->name) : std::nullopt,
                     call.site.zone->to_local(one.changed_at).date});
            }
            return asked;
        };
        return OpenItems{
            .panel = panel,
            .items = list_waiting_items(db, tenant, {panel.id}, most_waiting),
            .may_edit = actor.may(edit_meetings, panel.owner()),
            .unanswered = named(list_unanswered_items(db, tenant, {panel.id}, most_waiting)),
            .answered = named(list_answered_items(
                db, tenant, {panel.id}, call.clock.now() - still_told, AnsweredBy::anybody, most_waiting))};
    });
    return [&call, open = std::move(open)](html::Writer& w) { write_open_items(w, call, open); };
}

web::StaffHits find_items_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    constexpr int most_found = static_cast<int>(web::StaffHits::most_counted) + 1;
    auto const& texts = web::staff_texts(call);
    struct Found {
        Panels panels;
        std::vector<AgendaItem> items;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto panels = list_seen_panels(db, call.site.tenant, call.actor(), see_meetings);
        auto items = find_items(db, call.site.tenant, panels.ids(), search::folded_text(words), most_found);
        return Found{std::move(panels), std::move(items)};
    });
    MeetingFilter all; // there is no list of items: they stand at their meetings
    all.view = MeetingView::all;
    web::StaffHits hits{{}, std::ssize(found.items), meetings_url(all)};
    for (auto const& item : found.items) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        auto const* panel = found.panels.find(item.panel);
        hits.hits.push_back(
            {.title = item.title,
             .url = item_url(item.id),
             .detail = std::string(texts(label_of(item.kind))),
             .place = panel != nullptr ? panel->name : std::string{},
             .state = mark_of(item, texts)});
    }
    return hits;
}

} // namespace kommin::meetings
