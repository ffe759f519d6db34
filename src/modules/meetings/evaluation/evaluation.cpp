#include "modules/meetings/evaluation/evaluation.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr int scale = 5;
constexpr int yes_partly_no = 3;

db::Query evaluations_of(TenantId tenant)
{
    return db::Query(
        "SELECT meeting_id, slug, state, closes_on, filled, shows_results, asked_on, closed_on, version"
        " FROM evaluations WHERE tenant_id = ?",
        tenant);
}

std::optional<Evaluation> only_one(std::vector<Evaluation> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

struct CountRow {
    Question question;
    std::int64_t choice;
    std::int64_t given;
};

MessageKey grade(int choice)
{
    switch (choice) {
    case 1:
        return "evaluation.choice.very_good"_msg;
    case 2:
        return "evaluation.choice.good"_msg;
    case 3:
        return "evaluation.choice.middling"_msg;
    case 4:
        return "evaluation.choice.bad"_msg;
    default:
        return "evaluation.choice.very_bad"_msg;
    }
}

}

MessageKey label_of(Question question)
{
    switch (question) {
    case Question::overall:
        return "evaluation.question.overall"_msg;
    case Question::say:
        return "evaluation.question.say"_msg;
    case Question::understood:
        return "evaluation.question.understood"_msg;
    case Question::organisation:
        return "evaluation.question.organisation"_msg;
    case Question::again:
        break;
    }
    return "evaluation.question.again"_msg;
}

int choices_of(Question question)
{
    return question == Question::overall || question == Question::organisation ? scale : yes_partly_no;
}

MessageKey label_of(Question question, int choice)
{
    if (choices_of(question) == scale)
        return grade(choice);
    if (choice == 1)
        return "evaluation.choice.yes"_msg;
    if (choice == yes_partly_no)
        return "evaluation.choice.no"_msg;
    return question == Question::again ? "evaluation.choice.perhaps"_msg : "evaluation.choice.partly"_msg;
}

MessageKey label_of(TextKind kind)
{
    return kind == TextKind::good ? "evaluation.text.good"_msg : "evaluation.text.better"_msg;
}

std::optional<Instant> first_moment_of_evaluation(Meeting const& meeting, i18n::Zone const& zone)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day)
        return std::nullopt;
    auto const begin = meeting.begins_at.value_or(i18n::TimeOfDay::at(0));
    return zone.to_instant({*day, meeting.ends_at.value_or(begin)});
}

EvaluationPhase phase_of(
    Evaluation const& evaluation, Meeting const& meeting, i18n::Zone const& zone, Instant now)
{
    if (evaluation.state == EvaluationState::closed || meeting.state == MeetingState::cancelled)
        return EvaluationPhase::over;
    auto const first = first_moment_of_evaluation(meeting, zone);
    if (!first || now < *first)
        return EvaluationPhase::early;
    return evaluation.closes_on < zone.to_local(now).date ? EvaluationPhase::over : EvaluationPhase::open;
}

int choice_in(EvaluationEntries const& entries, Question question)
{
    auto const number = parse_number<int>(entries.choice(question)).value_or(0);
    return number >= 1 && number <= choices_of(question) ? number : 0;
}

std::vector<Problem> problems_of(EvaluationEntries const& entries)
{
    std::vector<Problem> problems;
    bool is_empty = true;
    for (auto const question : all_questions) {
        auto const& choice = entries.choice(question);
        bool const is_left_open = choice.empty() || choice == left_open;
        is_empty = is_empty && is_left_open;
        if (!is_left_open && choice_in(entries, question) == 0)
            problems.push_back(
                Problem::invalid(std::string(to_text(question)), "evaluation.problem.choice"_msg));
    }
    for (auto const kind : all_text_kinds) {
        auto const text = trim(entries.text(kind));
        is_empty = is_empty && text.empty();
        if (count_code_points(text) > longest_evaluation_text)
            problems.push_back(Problem::invalid(
                std::string(to_text(kind)), "evaluation.problem.long"_msg,
                {{"limit", std::to_string(longest_evaluation_text)}}));
    }
    if (is_empty)
        problems.push_back(
            Problem::invalid(std::string(to_text(all_questions.front())), "evaluation.problem.empty"_msg));
    return problems;
}

std::int64_t QuestionResult::answered() const
{
    return std::accumulate(given.begin(), given.end(), std::int64_t{0});
}

std::optional<Evaluation> find_evaluation(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return only_one(db.list<Evaluation>(evaluations_of(tenant).add(" AND meeting_id = ?", meeting)));
}

std::optional<Evaluation> find_evaluation(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return only_one(db.list<Evaluation>(evaluations_of(tenant).add(" AND slug = ?", slug)));
}

std::vector<Evaluation> list_open_evaluations(db::Connection& db, TenantId tenant)
{
    return db.list<Evaluation>(
        evaluations_of(tenant).add(" AND state = ? ORDER BY meeting_id", EvaluationState::open));
}

std::vector<QuestionResult> list_evaluation_results(
    db::Connection& db, TenantId tenant, Evaluation const& evaluation)
{
    std::vector<QuestionResult> results;
    if (!evaluation.has_results())
        return results;
    auto const rows = db.list<CountRow>(
        "SELECT question, choice, given FROM evaluation_counts WHERE tenant_id = ? AND meeting_id = ?"
        " ORDER BY question, choice",
        tenant, evaluation.meeting);
    for (auto const question : all_questions) {
        QuestionResult result{question, {}};
        for (auto const& row : rows) {
            if (row.question == question)
                result.given.push_back(row.given);
        }
        if (result.answered() < fewest_forms)
            result.given.clear();
        results.push_back(std::move(result));
    }
    return results;
}

std::vector<EvaluationText> list_evaluation_texts(
    db::Connection& db, TenantId tenant, Evaluation const& evaluation)
{
    if (!evaluation.has_results())
        return {};
    return db.list<EvaluationText>(
        "SELECT number, kind, text FROM evaluation_texts WHERE tenant_id = ? AND meeting_id = ?"
        " ORDER BY number",
        tenant, evaluation.meeting);
}

} // namespace kommin::meetings
