// Routes of the desk for agenda items: their order, and what becomes of them.

#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// Where an item is read in its surroundings.
html::Url place_of_item(AgendaItem const& item)
{
    return item.meeting ? meeting_url(*item.meeting) : panel_url(item.panel);
}

http::Response see_other(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

// The item of the address with the form that was sent.
struct Sent {
    SeenItem seen;
    http::Form form;

    [[nodiscard]] ItemVersion version() const
    {
        return {seen.item.id, parse_number(form.value("fassung")).value_or(0)};
    }
};
std::optional<Sent> sent_item(web::Call const& call)
{
    auto form = call.request.form();
    auto seen = item_in_path(call, edit_meetings);
    if (!form || !seen)
        return std::nullopt;
    return Sent{std::move(*seen), std::move(*form)};
}

// Where it worked, `url`; else the item with what stood in the way.
template<class Value>
http::Response outcome_of(
    web::Call const& call, Sent const& sent, Result<Value> const& result, html::Url const& url)
{
    if (result)
        return see_other(url);
    if (result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    auto const now = item_in_path(call, edit_meetings);
    if (!now)
        return web::staff_not_found(call);
    return show_item_again(call, *now, {result.problem()}, std::string(sent.form.value(item_field::answer)));
}

http::Response move(web::Call& call, Direction direction)
{
    auto const sent = sent_item(call);
    if (!sent)
        return web::staff_not_found(call);
    auto const position = parse_number<int>(sent->form.value("platz")).value_or(0);
    auto const moved = web::write(
        call, [&](Work& work) { return move_item(work, sent->seen.item.id, position, direction); });
    call.nothing_was_done = moved && !*moved;
    return outcome_of(call, *sent, moved, place_of_item(sent->seen.item));
}

}

http::Response move_item_up(web::Call& call)
{
    return move(call, Direction::up);
}

http::Response move_item_down(web::Call& call)
{
    return move(call, Direction::down);
}

http::Response ask_before_removing_item(web::Call& call)
{
    auto const seen = item_in_path(call, edit_meetings);
    if (!seen || !seen->item.is_open())
        return web::staff_not_found(call);
    struct Found {
        std::optional<Meeting> meeting;
        bool is_asked;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const meeting = seen->item.meeting;
        return Found{
            meeting ? load_meeting(db, tenant, *meeting) : std::nullopt,
            is_asked_for_answer(db, tenant, seen->item)};
    });
    if (found.is_asked)
        return show_item_again(call, *seen, {Problem::conflict({}, "item.problem.unanswered"_msg)});
    return item_removal_question(
        call, *seen,
        removal_of(seen->item, found.meeting ? &*found.meeting : nullptr, call.local_now().date));
}

http::Response remove_item_at_desk(web::Call& call)
{
    auto const sent = sent_item(call);
    if (!sent)
        return web::staff_not_found(call);
    auto const removed = web::write(call, [&](Work& work) { return remove_item(work, sent->version()); });
    return outcome_of(call, *sent, removed, place_of_item(sent->seen.item));
}

http::Response mark_item_at_desk(web::Call& call)
{
    auto const sent = sent_item(call);
    if (!sent)
        return web::staff_not_found(call);
    auto const state = enum_from<ItemState>(sent->form.value("stand")).value_or(ItemState::dropped);
    auto const marked = web::write(call, [&](Work& work) { return mark_item(work, sent->version(), state); });
    return outcome_of(call, *sent, marked, place_of_item(sent->seen.item));
}

http::Response forward_item_at_desk(web::Call& call)
{
    auto const sent = sent_item(call);
    if (!sent)
        return web::staff_not_found(call);
    auto const to = panel_numbered(sent->form.value("panel")).value_or(PanelId{});
    auto const forwarded
        = web::write(call, [&](Work& work) { return forward_item(work, sent->version(), to); });
    return outcome_of(call, *sent, forwarded, item_url(sent->seen.item.id));
}

http::Response answer_item_at_desk(web::Call& call)
{
    auto const sent = sent_item(call);
    if (!sent)
        return web::staff_not_found(call);
    auto const answered = web::write(call, [&](Work& work) {
        return answer_item(work, sent->version(), sent->form.value(item_field::answer));
    });
    return outcome_of(call, *sent, answered, item_url(sent->seen.item.id));
}

http::Response carry_over_at_desk(web::Call& call)
{
    auto const seen = meeting_of_path(call, edit_meetings);
    if (!seen)
        return web::staff_not_found(call);
    auto const carried = web::write(call, [&](Work& work) { return carry_over(work, seen->meeting.id); });
    if (!carried)
        return web::staff_not_found(call);
    call.nothing_was_done = *carried == 0;
    return see_other(meeting_url(seen->meeting.id));
}

http::Response take_waiting_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, edit_meetings);
    if (!form || !seen)
        return web::staff_not_found(call);
    std::vector<ItemId> items;
    for (auto const value : form->values("punkt")) {
        if (auto const number = parse_number(value))
            items.push_back(ItemId{*number});
    }
    auto const taken
        = web::write(call, [&](Work& work) { return take_waiting(work, seen->meeting.id, items); });
    // A meeting that is over by now takes nothing more; its page says what it is.
    call.nothing_was_done = !taken || *taken == 0;
    return see_other(meeting_url(seen->meeting.id));
}

http::Response put_answers_back_at_desk(web::Call& call, HasMinutes has_minutes)
{
    auto const seen = meeting_of_path(call, edit_meetings);
    if (!seen)
        return web::staff_not_found(call);
    auto const back = web::write(
        call, [&](Work& work) { return put_open_answers_back(work, seen->meeting.id, has_minutes); });
    if (!back && back.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    // Of a meeting that is over by now its page says what it is.
    call.nothing_was_done = !back || !*back;
    return see_other(meeting_url(seen->meeting.id));
}

} // namespace kommin::meetings
