#include "modules/steering/evaluations/evaluation_link.hpp"

#include "modules/steering/evaluations/evaluation_asking.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"

#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string mark_of_address(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + ascii_lower(mail));
}

// What the form does not ask is known: who answers, and today.
Fields with_known(Fields fields, LinkedEvaluation const& linked, Date today)
{
    fields.set(evaluation_field::evaluator, linked.request.evaluator);
    fields.set(evaluation_field::day, typed_spelling(today));
    return fields;
}

Result<EvaluationId> change_answer(
    Work& work, LinkedEvaluation const& linked, LinkedAnswer const& answer, MeasureEvaluation wanted)
{
    auto const& stored = *linked.evaluation;
    wanted.evaluator = stored.evaluator; // the office may have corrected it
    auto const before = form_of(stored);
    auto same_day = wanted;
    same_day.day = stored.day;
    if (form_of(same_day) == before)
        return stored.id;
    if (stored.version != answer.seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    wanted.id = stored.id;
    auto const editing = records::Editing::begin_unasked(work, edited_evaluations, stored.id.value);
    update_evaluation(work.db(), work.tenant(), wanted, work.now());
    editing.value().keep_changed(before, form_of(wanted), "changed_by_link");
    return stored.id;
}

}

std::string add_evaluation_link(Work& work, EvaluationRequestId request, std::string_view mail)
{
    auto token = crypto::random_token(32);
    insert_evaluation_link(
        work.db(), work.tenant(), {request, mark_of_address(token, mail)}, crypto::sha256_hex(token),
        work.now());
    return token;
}

std::optional<LinkedEvaluation> find_linked_evaluation(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_evaluation_link(db, tenant, crypto::sha256_hex(token));
    auto request = link ? load_evaluation_request(db, tenant, link->request) : std::nullopt;
    if (!request || request->mail.empty() || is_long_over(*request, today)
        || link->address_mark != mark_of_address(token, request->mail))
        return std::nullopt;
    auto year = load_year(db, tenant, request->year);
    auto measure = goals::load_measure(db, tenant, request->measure);
    if (!year || !measure || !takes_evaluations(db, tenant, *year))
        return std::nullopt;
    auto evaluation = request->evaluation ? load_evaluation(db, tenant, *request->evaluation) : std::nullopt;
    if (!evaluation && measure->state == goals::MeasureState::dropped)
        return std::nullopt;
    bool const is_there = !evaluation && is_answered_at_desk(db, tenant, *request);
    return LinkedEvaluation{
        std::move(*request), std::move(*year), std::move(*measure), std::move(evaluation), is_there};
}

std::vector<Problem> problems_of_answer(Fields const& fields, LinkedEvaluation const& linked, Date today)
{
    return problems_of_evaluation(with_known(fields, linked, today), linked.year, today);
}

Result<EvaluationId> answer_by_link(Work& work, std::string_view token, LinkedAnswer const& answer)
{
    auto const linked = find_linked_evaluation(work.db(), work.tenant(), token, work.today());
    if (!linked)
        return Problem{ProblemKind::gone, {}, "evaluation.site.gone.text"_msg, {}};
    auto const mark = crypto::sha256_hex(
        "link " + crypto::sha256_hex(token) + ' ' + answer.form_key + ' ' + answer.fields.to_json());
    if (auto const there = find_evaluation_by_mark(work.db(), work.tenant(), mark))
        return *there;
    auto const fields = with_known(answer.fields, *linked, work.today());
    if (auto problems = problems_of_evaluation(fields, linked->year, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = evaluation_from(fields);
    if (linked->evaluation)
        return change_answer(work, *linked, answer, std::move(wanted));
    auto const& request = linked->request;
    if (linked->is_there)
        return Problem::conflict({}, "evaluation.site.there"_msg);
    wanted.year = request.year;
    wanted.measure = request.measure;
    wanted.view = request.view;
    wanted.written_by = work.actor().code();
    auto const id = insert_evaluation(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_evaluations, id.value, linked->year.owner(), form_of(wanted));
    auto answered = request;
    answered.evaluation = id;
    update_evaluation_request(work.db(), work.tenant(), answered);
    return id;
}

} // namespace kommin::steering
