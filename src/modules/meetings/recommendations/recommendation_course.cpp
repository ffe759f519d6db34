#include "modules/meetings/recommendations/recommendation_course.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_note = 5000; // code points
constexpr std::size_t longest_link = 2000; // bytes

std::string_view before_colon(std::string_view value)
{
    return value.substr(0, value.find(':'));
}

Step step_from(Fields const& fields)
{
    Step step;
    auto const state = enum_from<RecommendationState>(fields.value(step_field::state));
    step.state = state.value_or(RecommendationState::drafted);
    step.day = records::read_typed_date(one_line(fields.value(step_field::day)));
    if (auto const number = parse_number(fields.value(step_field::meeting)); number && *number > 0)
        step.meeting = MeetingId{*number};
    step.note = trim(fields.value(step_field::note));
    std::erase(step.note, '\r');
    auto const asked = asked_of(step.state);
    if (asked.taken_up_as) {
        step.taken_up_as = enum_from<TakenUpAs>(fields.value(step_field::taken_up_as));
        if (!step.taken_up_as) // whoever chooses a record has said it: "goal:17"
            step.taken_up_as = enum_from<TakenUpAs>(before_colon(fields.value(step_field::records)));
        step.link = one_line(fields.value(step_field::link));
    }
    if (asked.until)
        step.until = parse_typed_date(one_line(fields.value(step_field::until)));
    return step;
}

bool is_same(Step const& left, Step right)
{
    right.id = left.id;
    right.made_at = left.made_at;
    return left == right;
}

// Of equal length, so that a year is compared with a year.
bool is_before(PartialDate day, PartialDate other)
{
    auto const left = day.to_iso();
    auto const right = other.to_iso();
    auto const length = std::min(left.size(), right.size());
    return left.substr(0, length) < right.substr(0, length);
}

// Says whether one of the chosen records had not named it before.
Result<bool> take_up(
    Work& work, RecommendationId id, std::vector<std::string> const& chosen, TakenUpRecords const& records)
{
    if (chosen.empty())
        return false;
    if (!records.take_up)
        return Problem::invalid(std::string(step_field::records), "recommendation.problem.records"_msg);
    return records.take_up(work, id, chosen);
}

// What its steps say of it now, stored and noted; `before`: the steps as they were.
void store_course(
    Work& work, records::Editing const& editing, Recommendation const& stored, std::span<Step const> before,
    std::string_view action)
{
    auto const steps = list_steps(work.db(), work.tenant(), stored.id);
    auto const adopted = std::ranges::find(steps, RecommendationState::adopted, &Step::state);
    std::optional<PartialDate> day_of;
    if (adopted != steps.end() && adopted->meeting) {
        if (auto const meeting = load_meeting(work.db(), work.tenant(), *adopted->meeting))
            day_of = meeting->day;
    }
    auto now = stored;
    apply_course(now, steps, day_of);
    // Also where one was taken back: the step before it is older than what was read last.
    if (now.is_public() && public_steps(before) != public_steps(steps))
        now.told_at = work.now();
    update_recommendation(work.db(), work.tenant(), now, work.now());
    editing.keep_changed(form_of(stored), form_of(now), action);
    keep_open_texts(work, stored, now);
    if (stored.is_public() || now.is_public())
        work.publish(published_as);
}

}

AskedOfStep asked_of(RecommendationState state)
{
    switch (state) {
    case RecommendationState::taken_up:
        return {.note = true, .taken_up_as = true};
    case RecommendationState::deferred:
        return {.note = true, .until = true};
    case RecommendationState::declined:
    case RecommendationState::answered:
    case RecommendationState::withdrawn:
        return {.note = true};
    case RecommendationState::drafted:
    case RecommendationState::discussed:
    case RecommendationState::adopted:
    case RecommendationState::submitted:
        break;
    }
    return {};
}

std::vector<Problem> problems_of_step(
    Fields const& fields, std::optional<PartialDate> const& before, Date today)
{
    FieldCheck check(fields);
    auto const step = step_from(fields);
    auto const asked = asked_of(step.state);
    auto const day = one_line(fields.value(step_field::day));
    if (!day.empty() && !step.day)
        check.refuse(step_field::day, "form.problem.date"_msg, {{"value", day}});
    else if (step.day && step.day->first_possible_day() > today)
        check.refuse(step_field::day, "recommendation.problem.future"_msg);
    else if (step.day && before && is_before(*step.day, *before))
        check.refuse(step_field::day, "recommendation.problem.order"_msg);
    if (asked.note && step.note.empty())
        check.refuse(step_field::note, "recommendation.problem.note"_msg);
    check.check_length(step_field::note, longest_note);
    if (asked.taken_up_as && !step.taken_up_as)
        check.refuse(step_field::taken_up_as, "recommendation.problem.taken_up_as"_msg);
    if (!step.link.empty()
        && (!step.link.starts_with("https://") || step.link.size() > longest_link
            || !html::Url::public_page(step.link)))
        check.refuse(step_field::link, "recommendation.problem.link"_msg);
    if (asked.until && !step.until)
        check.refuse(step_field::until, "recommendation.problem.until"_msg);
    else if (step.until && *step.until <= (step.day ? step.day->first_possible_day() : today))
        check.refuse(step_field::until, "recommendation.problem.until_past"_msg);
    return check.take();
}

std::optional<PartialDate> last_known_day(std::span<Step const> steps)
{
    std::optional<PartialDate> day;
    for (auto const& step : steps)
        day = step.day ? step.day : day;
    return day;
}

Result<bool> take_step(
    Work& work, RecommendationVersion const& seen, Fields const& typed,
    RecommendationFollowers const& followers, TakenUpRecords const& records)
{
    auto const now
        = find_seen_recommendation(work.db(), work.tenant(), seen.id, work.actor(), edit_recommendations);
    if (!now)
        return Problem::not_found("recommendation.problem.unknown"_msg);
    auto const step = step_from(typed);
    auto const steps = list_steps(work.db(), work.tenant(), seen.id);
    auto const chosen
        = asked_of(step.state).taken_up_as ? typed.values(step_field::records) : std::vector<std::string>{};
    if (!steps.empty() && is_same(steps.back(), step)) {
        // A form from before this step may be sent again; what somebody has removed since, it does not bring
        // back.
        bool const is_new = TRY(take_up(work, seen.id, chosen, records));
        if (is_new && seen.version != now->recommendation.version)
            return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
        return is_new;
    }
    auto const editing = TRY(records::Editing::begin(
        work, edited_recommendations, seen.id.value, seen.version, edit_recommendations,
        "recommendation.problem.unknown"_msg));
    // From here on nobody else takes a step.
    auto const stored = load_recommendation(work.db(), work.tenant(), seen.id).value();
    auto const allowed = next_states(stored.state, stored.outcome);
    if (std::ranges::find(allowed, step.state) == allowed.end())
        return Problem::conflict({}, "recommendation.problem.step"_msg);
    if (auto problems = problems_of_step(typed, last_known_day(steps), work.today()); !problems.empty())
        return std::move(problems.front());
    if (step.meeting) {
        auto const of
            = find_seen_meeting(work.db(), work.tenant(), *step.meeting, work.actor(), see_meetings);
        if (!of)
            return Problem::invalid(std::string(step_field::meeting), "recommendation.problem.meeting"_msg);
        if (of->meeting.state == MeetingState::cancelled || !of->meeting.may_have_begun(work.today()))
            return Problem::invalid(
                std::string(step_field::meeting), "recommendation.problem.meeting_ahead"_msg);
    }
    insert_step(work.db(), work.tenant(), seen.id, step, work.now());
    store_course(work, editing, stored, steps, to_text(step.state));
    TRY(take_up(work, seen.id, chosen, records));
    if (followers.stepped != nullptr)
        TRY(followers.stepped(work, seen.id));
    return true;
}

Result<void> take_step_back(
    Work& work, RecommendationVersion const& seen, RecommendationFollowers const& followers)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_recommendations, seen.id.value, seen.version, edit_recommendations,
        "recommendation.problem.unknown"_msg));
    auto const steps = list_steps(work.db(), work.tenant(), seen.id);
    if (steps.empty())
        return Problem::conflict({}, "recommendation.problem.no_step"_msg);
    auto const stored = load_recommendation(work.db(), work.tenant(), seen.id).value();
    erase_step(work.db(), work.tenant(), steps.back().id);
    store_course(work, editing, stored, steps, "taken_back");
    return followers.stepped != nullptr ? followers.stepped(work, seen.id) : Result<void>{};
}

} // namespace kommin::meetings
