#include "modules/meetings/agenda/agenda_shown.hpp"

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <span>
#include <utility>

namespace kommin::meetings {

std::optional<SeenItem> item_in_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["punkt"]);
    return !number || *number < 1
        ? std::nullopt
        : web::read(
              call,
              [&](db::Connection& db) {
                  return find_seen_item(db, call.site.tenant, ItemId{*number}, call.actor(), permission);
              });
}

std::optional<SeenMeeting> meeting_of_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["sitzung"]);
    return !number || *number < 1
        ? std::nullopt
        : web::read(
              call,
              [&](db::Connection& db) {
                  return find_seen_meeting(
                      db, call.site.tenant, MeetingId{*number}, call.actor(), permission);
              });
}

std::optional<Panel> panel_of_path(web::Call const& call, Permission permission)
{
    auto const id = panel_numbered(call.path["gremium"]);
    auto panel = !id
        ? std::nullopt
        : web::read(call, [&](db::Connection& db) { return load_panel(db, call.site.tenant, *id); });
    return panel && call.actor().may(permission, panel->owner()) ? std::move(panel) : std::nullopt;
}

ItemEnd end_of(web::Call const& call, db::Connection& db, AgendaItem const& item)
{
    auto const& texts = web::staff_texts(call);
    auto const panel = load_panel(db, call.site.tenant, item.panel);
    if (!panel || !is_known(*panel, call.actor()))
        return {std::nullopt, std::string(texts("panel.parent.other"_msg))};
    if (!call.actor().may(see_meetings, panel->owner()))
        return {std::nullopt, panel->name}; // when it meets is not told
    auto const meeting = item.meeting ? load_meeting(db, call.site.tenant, *item.meeting) : std::nullopt;
    auto const when
        = meeting ? texts.partial_date(meeting->day.value()) : std::string(texts("item.waits"_msg));
    return {item.id, panel->name + ", " + when};
}

http::Response show_item_again(
    web::Call const& call, SeenItem const& seen, std::vector<Problem> problems, std::string answer)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    bool const may_edit = actor.may(edit_meetings, seen.panel.owner());
    auto const today = call.local_now().date;
    auto page = web::read(call, [&](db::Connection& db) {
        auto const& item = seen.item;
        auto const origin = item.came_from ? load_item(db, tenant, *item.came_from) : std::nullopt;
        auto const successor = find_successor(db, tenant, item.id);
        auto const meeting = item.meeting ? load_meeting(db, tenant, *item.meeting) : std::nullopt;
        bool const lists_answers
            = item.kind == ItemKind::open_answers && meeting && shows_open_answers(*meeting, today);
        return ItemPage{
            .seen = seen,
            .meeting = meeting,
            .origin = origin ? std::optional(end_of(call, db, *origin)) : std::nullopt,
            .successor = successor ? std::optional(end_of(call, db, *successor)) : std::nullopt,
            .may_edit = may_edit,
            .is_asked = is_asked_for_answer(db, tenant, item),
            .others = may_edit ? panels_to_forward_to(db, tenant, actor, item, today) : std::vector<Panel>{},
            .papers = list_papers(db, tenant, std::span(&item, 1)),
            .answers
            = lists_answers ? std::optional(list_open_answers(db, tenant, item.panel, today)) : std::nullopt};
    });
    page.problems = std::move(problems);
    page.answer = std::move(answer);
    return item_page(call, page);
}

} // namespace kommin::meetings
