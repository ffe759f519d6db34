// Routes of the desk for the checklist of a meeting.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/checklists/checklist_desk.hpp"
#include "modules/meetings/checklists/checklist_editing.hpp"
#include "modules/meetings/checklists/checklist_pages.hpp"
#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr int most_shown = 500;
constexpr int most_offered = 500; // templates that fit

// Names may stand there.
void note_checklist_read(web::Call const& call, MeetingId id, std::int64_t shown)
{
    web::note_reading(call, "meetings.checklist.read", meeting_subject.word(), id, {{"shown", shown}});
}

ChecklistPage read_page(web::Call const& call, SeenMeeting const& seen, std::vector<Problem> problems = {})
{
    auto page = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto lines = list_checklist(db, tenant, seen.meeting.id, most_shown + 1);
        bool const is_cut = std::ssize(lines) > most_shown;
        if (is_cut)
            lines.pop_back();
        auto owners = load_owners(call, db, lines);
        return ChecklistPage{
            .seen = seen,
            .lines = std::move(lines),
            .is_cut = is_cut,
            .owners = std::move(owners),
            .fitting = list_fitting_templates(db, tenant, seen.panel.kind, most_offered),
            .may_write = call.actor().may(write_minutes, seen.panel.owner()),
            .may_edit_templates = may_edit_templates(call.actor()),
            .problems = std::move(problems)};
    });
    note_checklist_read(call, seen.meeting.id, std::ssize(page.lines));
    return page;
}

http::Response see_checklist(MeetingId id)
{
    return http::Response::redirect(http::Status::see_other, checklist_url(id).text());
}

// The checklist as it is now, with what stood in the way.
template<class Value>
http::Response outcome_of(web::Call const& call, MeetingId id, Result<Value> const& result)
{
    if (result)
        return see_checklist(id);
    auto const now = meeting_of_path(call, see_minutes);
    if (!now || result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return checklist_page_of(call, read_page(call, *now, {result.problem()}));
}

std::int64_t sent_number(http::Form const& form, std::string_view field)
{
    return parse_number(form.value(field)).value_or(0);
}

}

http::Response show_checklist(web::Call& call)
{
    auto const seen = meeting_of_path(call, see_minutes);
    return seen ? checklist_page_of(call, read_page(call, *seen)) : web::staff_not_found(call);
}

http::Response print_checklist(web::Call& call)
{
    auto const seen = meeting_of_path(call, see_minutes);
    return seen ? checklist_print_page(call, read_page(call, *seen)) : web::staff_not_found(call);
}

http::Response make_checklist_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->meeting.id;
    auto const made = web::write(call, [&](Work& work) {
        return make_checklist(
            work, {id, sent_number(*form, "fassung")},
            ChecklistTemplateId{sent_number(*form, template_of_form)});
    });
    call.nothing_was_done = made && *made == 0;
    return outcome_of(call, id, made);
}

http::Response show_lines_form(web::Call& call)
{
    auto const seen = meeting_of_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    return lines_form_page(call, {.seen = *seen, .typed = {}, .form_key = crypto::random_token()});
}

http::Response add_lines_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    std::string typed(trim(form->value(lines_of_form)));
    std::erase(typed, '\r');
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = read_lines(typed, lines_of_form).problems,
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_checklist_lines(
                 work, {seen->meeting.id, sent_number(*form, "sitzungsfassung")}, typed, key));
             return checklist_url(seen->meeting.id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return lines_form_page(
                     call, {.seen = *seen, .typed = typed, .form_key = key, .problems = std::move(problems)});
             }});
}

http::Response tick_line_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, see_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const tick = read_tick(*form);
    auto const ticked = web::write(call, [&](Work& work) -> Result<void> {
        auto const task = load_task(work.db(), work.tenant(), tick.seen.id);
        if (!task || task->meeting != seen->meeting.id || !tick.is_done)
            return Problem::conflict({}, "task.problem.unknown"_msg);
        return tick_line(work, tick.seen, *tick.is_done);
    });
    return outcome_of(call, seen->meeting.id, ticked);
}

} // namespace kommin::meetings
