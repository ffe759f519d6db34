// Routes of the desk for what becomes of minutes.

#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_shown.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

// One press on the page of minutes, back to it; what stood in the way is shown there with what was typed.
http::Response step(
    web::Call& call, Permission permission,
    std::function<Result<void>(Work&, http::Form const&, MinutesVersion)> const& use_case)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, permission);
    if (!form || !seen)
        return web::staff_not_found(call);
    MinutesVersion const version{seen->minutes.id, parse_number(form->value("fassung")).value_or(0)};
    auto const done = web::write(call, [&](Work& work) { return use_case(work, *form, version); });
    if (done)
        return http::Response::redirect(http::Status::see_other, minutes_url(seen->of.meeting.id).text());
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    return show_minutes_again(
        call, seen->of,
        {.problems = {done.problem()},
         .until = std::string(form->value("until")),
         .reason = std::string(form->value("reason")),
         .word = std::string(form->value("word")),
         .remark = form->value("wahl").empty()
             ? std::nullopt
             : std::optional(AmendmentId{parse_number(form->value("wahl")).value_or(0)})});
}

}

http::Response send_draft_at_desk(web::Call& call)
{
    return step(
        call, write_minutes, [](Work& work, http::Form const& form, MinutesVersion seen) -> Result<void> {
            TRY(send_draft(work, seen, form.value("until")));
            return {};
        });
}

http::Response approve_minutes_at_desk(web::Call& call)
{
    return step(call, approve_minutes_of, [](Work& work, http::Form const& form, MinutesVersion seen) {
        return approve_minutes(
            work, seen, enum_from<ApprovalWay>(form.value("was")).value_or(ApprovalWay::meeting));
    });
}

http::Response correct_minutes_at_desk(web::Call& call)
{
    return step(call, approve_minutes_of, [](Work& work, http::Form const& form, MinutesVersion seen) {
        return correct_minutes(work, seen, form.value("reason"));
    });
}

http::Response publish_minutes_at_desk(web::Call& call)
{
    return step(call, publish_minutes_of, [](Work& work, http::Form const&, MinutesVersion seen) {
        return publish_minutes(work, seen, true);
    });
}

http::Response unpublish_minutes_at_desk(web::Call& call)
{
    return step(call, publish_minutes_of, [](Work& work, http::Form const&, MinutesVersion seen) {
        return publish_minutes(work, seen, false);
    });
}

http::Response settle_amendment_at_desk(web::Call& call)
{
    return step(
        call, write_minutes, [](Work& work, http::Form const& form, MinutesVersion seen) -> Result<void> {
            AmendmentId const id{parse_number(form.value("wahl")).value_or(0)};
            auto const amendment = load_amendment(work.db(), work.tenant(), id);
            if (!amendment || amendment->minutes != seen.id)
                return Problem::conflict({}, "minutes.problem.amendment_gone"_msg);
            auto const state = enum_from<AmendmentState>(form.value("stand"));
            if (!state)
                return Problem::conflict({}, "minutes.problem.choice"_msg);
            return settle_amendment(work, id, *state, form.value("word"));
        });
}

} // namespace kommin::meetings
