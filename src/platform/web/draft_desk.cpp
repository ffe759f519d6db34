#include "platform/web/draft_desk.hpp"

#include "platform/base/date.hpp"
#include "platform/base/text.hpp"

#include <optional>
#include <string_view>

namespace kommin::web {

using records::Fields;

namespace {

using DraftUseCase = Result<void> (*)(Work&, records::DraftedKind const&, records::Seen, Fields const&);

http::Response press_draft(
    Call& call, DraftDesk& desk, Asks asks, DraftUseCase use_case, IsDone const& is_done = {})
{
    return press(
        call, desk, asks,
        [&](Work& work, Seen seen, Fields const& fields) {
            return use_case(work, desk.kind(), {desk.stored_id(work), seen.version, seen.base}, fields);
        },
        is_done);
}

http::Response press_draft_alone(
    Call& call, DraftDesk& desk, Result<void> (*use_case)(Work&, records::DraftedKind const&, records::Seen))
{
    return press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return use_case(work, desk.kind(), {desk.stored_id(work), version});
    });
}

// Of a field beside the form; empty where nothing was posted.
std::string_view posted_beside(Result<http::Form> const& form, std::string_view name)
{
    return form ? trim(form.value().value(name)) : std::string_view{};
}

// The Enter key saves wherever it is pressed; whoever has typed into a small window of the save bar meant
// what its own button says. Pressed on "save the draft" it is what that says: the window is left alone.
std::optional<Problem> meant_otherwise(Result<http::Form> const& posted)
{
    if (posted_beside(posted, "eingabe").empty())
        return std::nullopt;
    if (!posted_beside(posted, "publish_on").empty())
        return Problem::invalid("publish_on", "record.problem.not_planned"_msg);
    if (!posted_beside(posted, "return_reason").empty())
        return Problem::invalid("return_reason", "record.problem.not_given_back"_msg);
    return std::nullopt;
}

}

http::Response save_draft(Call& call, DraftDesk& desk)
{
    if (auto const problem = meant_otherwise(call.request.form()))
        return press(
            call, desk, Asks::nothing, [&](Work&, Seen, Fields const&) -> Result<void> { return *problem; });
    return press_draft(call, desk, Asks::nothing, &records::save_draft);
}

http::Response hand_in(Call& call, DraftDesk& desk)
{
    return press_draft(call, desk, Asks::everything, &records::hand_in, &was_handed_in);
}

http::Response publish(Call& call, DraftDesk& desk)
{
    return press_draft(call, desk, Asks::everything, &records::publish);
}

http::Response publish_later(Call& call, DraftDesk& desk)
{
    auto const posted = call.request.form();
    auto const typed = posted_beside(posted, "publish_on");
    auto const typed_day = parse_typed_date(typed);
    auto const day = typed_day.value_or(Date{});
    bool const is_unreadable = !typed.empty() && !typed_day;
    return press(
        call, desk, Asks::everything,
        [&](Work& work, Seen seen, Fields const& fields) -> Result<void> {
            auto scheduled = records::schedule(
                work, desk.kind(), {desk.stored_id(work), seen.version, seen.base}, fields, day);
            if (!scheduled && scheduled.problem().field == "publish_on" && is_unreadable)
                return Problem::invalid("publish_on", "form.not_date"_msg);
            return scheduled;
        },
        [day](records::EditState const& state) {
            return state.draft_state == records::DraftState::scheduled && state.publish_on == day;
        });
}

http::Response give_back(Call& call, DraftDesk& desk)
{
    auto const posted = call.request.form();
    auto const reason = posted_beside(posted, "return_reason");
    return press(
        call, desk, Asks::nothing,
        [&](Work& work, Seen seen, Fields const& fields) {
            return records::give_back(
                work, desk.kind(), {desk.stored_id(work), seen.version, seen.base}, fields, reason);
        },
        [](records::EditState const& state) { return state.draft_state == records::DraftState::returned; });
}

http::Response discard_draft(Call& call, DraftDesk& desk)
{
    return press_draft_alone(call, desk, &records::discard_draft);
}

http::Response archive(Call& call, DraftDesk& desk)
{
    return press_draft_alone(call, desk, &records::archive);
}

} // namespace kommin::web
