#include "modules/meetings/evaluation/evaluation_editing.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view clearing = "meetings.evaluation.cleared";

// Earlier versions of the rows lie in dead rows, or in the log.
void order_clearing(Work& work)
{
    work.enqueue(clearing, "{}");
}

struct Found {
    Meeting meeting;
    std::optional<Evaluation> evaluation;
};
// For whoever may invite to it.
Result<Found> find_for_office(Work& work, MeetingId meeting)
{
    auto seen = find_seen_meeting(work.db(), work.tenant(), meeting, work.actor(), invite);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    return Found{std::move(seen->meeting), find_evaluation(work.db(), work.tenant(), meeting)};
}

// Of the page of the session, or of the form by which people register for it. Another one may have it.
std::string free_address(Work& work, Meeting const& meeting, std::optional<Programme> const& programme)
{
    auto address = meeting.slug.empty() ? programme.value().slug : meeting.slug;
    if (find_evaluation(work.db(), work.tenant(), address))
        address += '-' + std::to_string(meeting.id.value);
    return address;
}

Result<void> open_evaluation(Work& work, Meeting const& meeting, EvaluationForm const& form)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const programme = find_programme(db, tenant, meeting.id);
    if (!can_be_evaluated(meeting, programme))
        return Problem::conflict({}, "evaluation.problem.nobody"_msg);
    if (meeting.state == MeetingState::cancelled)
        return Problem::conflict({}, "evaluation.problem.cancelled"_msg);
    db.execute(
        "INSERT INTO evaluations (meeting_id, tenant_id, slug, state, closes_on, shows_results)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        meeting.id, tenant, free_address(work, meeting, programme), EvaluationState::open,
        parse_typed_date(form.last_day).value(), form.shows_results);
    // All of them, so that none says by being there that somebody has chosen it first.
    for (auto const question : all_questions) {
        for (int choice = 1; choice <= choices_of(question); ++choice)
            db.execute(
                "INSERT INTO evaluation_counts (tenant_id, meeting_id, question, choice)"
                " VALUES (?, ?, ?, ?)",
                tenant, meeting.id, question, std::int64_t{choice});
    }
    work.audit("meetings.evaluation.opened", meeting_subject.word(), meeting.id);
    return {};
}

void close(Work& work, Evaluation const& evaluation)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const meeting = evaluation.meeting;
    db.execute("DELETE FROM evaluation_marks WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
    if (evaluation.filled < fewest_forms) {
        db.execute("DELETE FROM evaluation_counts WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
        db.execute("DELETE FROM evaluation_texts WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
    } else {
        db.execute(
            "DELETE FROM evaluation_counts WHERE tenant_id = ? AND meeting_id = ? AND question IN"
            " (SELECT c.question FROM evaluation_counts c WHERE c.tenant_id = ? AND c.meeting_id = ?"
            " GROUP BY c.question HAVING SUM(c.given) < ?)",
            tenant, meeting, tenant, meeting, fewest_forms);
    }
    db.execute(
        "UPDATE evaluations SET state = ?, closed_on = ?, version = version + 1"
        " WHERE tenant_id = ? AND meeting_id = ?",
        EvaluationState::closed, work.today(), tenant, meeting);
    order_clearing(work);
    work.audit("meetings.evaluation.closed", meeting_subject.word(), meeting);
}

bool says_what_is_stored(EvaluationForm const& form, Evaluation const& stored)
{
    bool const is_same_day
        = stored.state == EvaluationState::closed || parse_typed_date(form.last_day) == stored.closes_on;
    return is_same_day && form.shows_results == stored.shows_results;
}

// Its last day is over; but not of a session whose day is not known any more or lies ahead, or that was
// called off before anybody could say anything: it may get a day, and takes its evaluation along.
bool has_ended(Work& work, Evaluation const& evaluation)
{
    if (evaluation.closes_on >= work.today())
        return false;
    auto const meeting = load_meeting(work.db(), work.tenant(), evaluation.meeting).value();
    if (meeting.state == MeetingState::cancelled && evaluation.filled == 0)
        return false;
    auto const first = first_moment_of_evaluation(meeting, work.zone());
    return first && *first <= work.now();
}

}

EvaluationForm form_of(Evaluation const& evaluation)
{
    return {
        .version = evaluation.version,
        .last_day = typed_spelling(evaluation.closes_on),
        .shows_results = evaluation.shows_results};
}

EvaluationForm suggested_evaluation(Meeting const& meeting, Date today)
{
    EvaluationForm form;
    if (auto const day = meeting.day ? meeting.day->full() : std::nullopt)
        form.last_day = typed_spelling(std::max(*day + evaluation_lasts, today));
    return form;
}

std::vector<Problem> problems_of(
    EvaluationForm const& form, Meeting const& meeting, Evaluation const* before, Date today)
{
    if (before != nullptr && before->state == EvaluationState::closed)
        return {};
    auto const refuse = [](MessageKey message, MessageArguments arguments = {}) {
        return std::vector{Problem::invalid("last_day", message, std::move(arguments))};
    };
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    auto const last = parse_typed_date(form.last_day);
    if (!day)
        return refuse("evaluation.problem.day"_msg);
    if (!last)
        return refuse("programme.problem.date"_msg);
    if (*last <= *day) // the letters go out on the morning after it
        return refuse("evaluation.problem.before"_msg);
    if (*last < today)
        return refuse("evaluation.problem.past"_msg);
    if (*last > *day + longest_evaluation)
        return refuse("evaluation.problem.late"_msg, {{"days", std::to_string(longest_evaluation.count())}});
    return {};
}

bool can_be_evaluated(Meeting const& meeting, std::optional<Programme> const& programme)
{
    return programme || (meeting.is_public && !meeting.slug.empty());
}

bool is_known_outside(Meeting const& meeting, std::optional<Programme> const& programme)
{
    if (meeting.is_public)
        return true;
    return meeting.state != MeetingState::cancelled && programme && programme->state == ProgrammeState::open;
}

Result<void> save_evaluation(Work& work, MeetingId meeting, EvaluationForm const& form)
{
    auto const found = TRY(find_for_office(work, meeting));
    auto const& before = found.evaluation;
    if (before && says_what_is_stored(form, *before)) // pressed twice, or the answer was lost
        return {};
    if ((before ? before->version : 0) != form.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (auto problems = problems_of(form, found.meeting, before ? &*before : nullptr, work.today());
        !problems.empty())
        return std::move(problems.front());
    if (!before)
        return open_evaluation(work, found.meeting, form);
    auto const closes_on = before->state == EvaluationState::open ? parse_typed_date(form.last_day).value()
                                                                  : before->closes_on;
    work.db().execute(
        "UPDATE evaluations SET closes_on = ?, shows_results = ?, version = version + 1"
        " WHERE tenant_id = ? AND meeting_id = ?",
        closes_on, form.shows_results, work.tenant(), meeting);
    work.audit("meetings.evaluation.changed", meeting_subject.word(), meeting);
    return {};
}

Result<void> close_evaluation(Work& work, MeetingId meeting)
{
    auto const found = TRY(find_for_office(work, meeting));
    if (!found.evaluation)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (found.evaluation->state == EvaluationState::closed)
        return Problem::conflict({}, "evaluation.problem.ended"_msg);
    close(work, *found.evaluation);
    return {};
}

Result<bool> strike_text(Work& work, MeetingId meeting, std::int64_t number)
{
    auto const found = TRY(find_for_office(work, meeting));
    if (!found.evaluation || !found.evaluation->has_results())
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto const struck = work.db().execute(
        "DELETE FROM evaluation_texts WHERE tenant_id = ? AND meeting_id = ? AND number = ?", work.tenant(),
        meeting, number);
    if (struck == 0)
        return false;
    order_clearing(work);
    work.audit("meetings.evaluation.text_struck", meeting_subject.word(), meeting);
    return true;
}

Result<void> move_evaluation(Work& work, Meeting const& before, Meeting const& after)
{
    auto const day = after.day ? after.day->full() : std::nullopt;
    if (!day || before.day == after.day)
        return {};
    auto const evaluation = find_evaluation(work.db(), work.tenant(), after.id);
    if (!evaluation || evaluation->state == EvaluationState::closed || evaluation->closes_on > *day)
        return {};
    work.db().execute(
        "UPDATE evaluations SET closes_on = ?, version = version + 1 WHERE tenant_id = ? AND meeting_id = ?",
        *day + evaluation_lasts, work.tenant(), after.id);
    return {};
}

std::int64_t close_ended_evaluations(Work& work)
{
    std::int64_t closed = 0;
    for (auto const& evaluation : list_open_evaluations(work.db(), work.tenant())) {
        if (!has_ended(work, evaluation))
            continue;
        close(work, evaluation);
        ++closed;
    }
    return closed;
}

std::int64_t erase_old_evaluation_texts(Work& work)
{
    auto const erased = work.db().execute(
        "DELETE FROM evaluation_texts WHERE tenant_id = ? AND meeting_id IN"
        " (SELECT e.meeting_id FROM evaluations e WHERE e.tenant_id = ? AND e.closed_on <= ?)",
        work.tenant(), work.tenant(), Date{std::chrono::sys_days{work.today()} - keep_evaluation_texts});
    if (erased != 0)
        order_clearing(work);
    return erased;
}

RecurringRule evaluation_night()
{
    return {
        "meetings.evaluations_closed", i18n::TimeOfDay::at(0, 20),
        [](Work& work) -> Result<void> {
            close_ended_evaluations(work);
            erase_old_evaluation_texts(work);
            return {};
        },
        "job.meetings.evaluations_closed"_msg};
}

JobRule evaluation_clearing()
{
    return {
        clearing, JobOutward([](WorkContext const& context, JobOrder const&) -> Result<void> {
            if (context.connection.engine() == db::Engine::postgres)
                context.connection.execute(
                    "VACUUM evaluations, evaluation_counts, evaluation_texts, evaluation_marks");
            else
                static_cast<void>(context.connection.empty_log()); // once an hour in any case
            return {};
        }),
        "job.meetings.evaluation.cleared"_msg};
}

} // namespace kommin::meetings
