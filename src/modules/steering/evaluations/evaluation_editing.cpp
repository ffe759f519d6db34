#include "modules/steering/evaluations/evaluation_editing.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_evaluator = 200; // code points
constexpr std::size_t longest_lessons = 5000;
constexpr std::size_t longest_verdict_why = 2000;
constexpr int least_degree = 1;
constexpr int most_degree = 5;

std::optional<int> degree_in(std::string_view typed)
{
    auto const degree = parse_number<int>(typed);
    return degree && *degree >= least_degree && *degree <= most_degree ? degree : std::nullopt;
}

class EvaluationCheck : private web::FieldCheck {
public:
    explicit EvaluationCheck(Fields const& fields)
        : FieldCheck(fields)
    { }
    std::vector<Problem> run(int year, Date today)
    {
        if (one_line(value(evaluation_field::evaluator)).empty())
            refuse(evaluation_field::evaluator, "measure_evaluation.problem.evaluator"_msg);
        check_length(evaluation_field::evaluator, longest_evaluator);
        check_day(year, today);
        for (auto const name : {evaluation_field::effect, evaluation_field::effort}) {
            if (!degree_in(value(name)))
                refuse(name, "measure_evaluation.problem.degree"_msg);
        }
        check_length(evaluation_field::lessons, longest_lessons);
        check_verdict();
        check_length(evaluation_field::verdict_why, longest_verdict_why);
        return take();
    }

private:
    void check_day(int year, Date today)
    {
        auto const day = parse_typed_date(value(evaluation_field::day));
        if (!day)
            return refuse(evaluation_field::day, "form.not_date"_msg);
        if (*day > today)
            return refuse(
                evaluation_field::day, "measure_evaluation.problem.future"_msg,
                {{"today", typed_spelling(today)}});
        if (day->year() < std::chrono::year{year})
            refuse(
                evaluation_field::day, "measure_evaluation.problem.before"_msg,
                {{"year", std::to_string(year)}});
    }
    void check_verdict()
    {
        auto const verdict = enum_from<Verdict>(value(evaluation_field::verdict));
        if (!verdict)
            refuse(evaluation_field::verdict, "measure_evaluation.problem.verdict"_msg);
        else if (
            *verdict != Verdict::go_on
            && records::several_lines(value(evaluation_field::verdict_why)).empty())
            refuse(evaluation_field::verdict_why, "measure_evaluation.problem.verdict_why"_msg);
    }
};

bool has_self_view(Work& work, NewEvaluation const& of)
{
    for (auto const& one : list_evaluations(work.db(), work.tenant(), of.year)) {
        if (one.measure == of.measure && one.view == EvaluationView::self)
            return true;
    }
    return false;
}

}

std::optional<SeenEvaluation> find_seen_evaluation(
    db::Connection& db, TenantId tenant, EvaluationId id, Actor const& actor, Permission permission)
{
    auto evaluation = load_evaluation(db, tenant, id);
    auto year = evaluation ? find_seen_year(db, tenant, evaluation->year, actor, permission) : std::nullopt;
    auto measure = year ? goals::load_measure(db, tenant, evaluation->measure) : std::nullopt;
    if (!measure)
        return std::nullopt;
    return SeenEvaluation{std::move(*evaluation), std::move(*year), std::move(*measure)};
}

std::optional<MeasureInYear> find_measure_to_evaluate(
    db::Connection& db, TenantId tenant, YearId id, goals::MeasureId measure_id, Actor const& actor,
    Date today)
{
    auto year = find_seen_year(db, tenant, id, actor, evaluate_measures);
    auto measure = year ? goals::load_measure(db, tenant, measure_id) : std::nullopt;
    if (!measure || measure->body != year->body || !goals::is_of_year(*measure, year->year, today))
        return std::nullopt;
    return MeasureInYear{std::move(*year), std::move(*measure)};
}

Fields form_of(MeasureEvaluation const& evaluation)
{
    Fields fields;
    fields.set(evaluation_field::evaluator, evaluation.evaluator);
    fields.set(evaluation_field::day, typed_spelling(evaluation.day));
    fields.set(evaluation_field::effect, std::to_string(evaluation.effect));
    fields.set(evaluation_field::effort, std::to_string(evaluation.effort));
    fields.set(evaluation_field::lessons, evaluation.lessons);
    fields.set(evaluation_field::verdict, std::string(to_text(evaluation.verdict)));
    fields.set(evaluation_field::verdict_why, evaluation.verdict_why);
    return fields;
}

MeasureEvaluation evaluation_from(Fields const& fields)
{
    MeasureEvaluation one;
    one.evaluator = one_line(fields.value(evaluation_field::evaluator));
    one.day = parse_typed_date(fields.value(evaluation_field::day)).value_or(Date{});
    one.effect = degree_in(fields.value(evaluation_field::effect)).value_or(one.effect);
    one.effort = degree_in(fields.value(evaluation_field::effort)).value_or(one.effort);
    one.lessons = records::several_lines(fields.value(evaluation_field::lessons));
    one.verdict = enum_from<Verdict>(fields.value(evaluation_field::verdict)).value_or(one.verdict);
    one.verdict_why = records::several_lines(fields.value(evaluation_field::verdict_why));
    return one;
}

Fields spelled_evaluation(Fields const& typed)
{
    return form_of(evaluation_from(typed));
}

std::vector<Problem> problems_of_evaluation(Fields const& fields, SteeringYear const& year, Date today)
{
    return EvaluationCheck(fields).run(year.year, today);
}

Result<EvaluationId> add_evaluation(
    Work& work, NewEvaluation const& of, Fields const& typed, std::string_view form_key)
{
    auto const found
        = find_measure_to_evaluate(work.db(), work.tenant(), of.year, of.measure, work.actor(), work.today());
    if (!found)
        return Problem::not_found("measure_evaluation.problem.unknown"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(of.year.value) + ' '
        + std::to_string(of.measure.value) + ' ' + std::string(to_text(of.view)) + ' ' + typed.to_json());
    if (auto const added = find_evaluation_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (found->year.is_closed)
        return Problem::conflict({}, "year.problem.closed"_msg);
    if (of.view == EvaluationView::self && has_self_view(work, of))
        return Problem::conflict({}, "measure_evaluation.problem.exists"_msg);
    if (auto problems = problems_of_evaluation(typed, found->year, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = evaluation_from(typed);
    wanted.year = of.year;
    wanted.measure = of.measure;
    wanted.view = of.view;
    wanted.written_by = work.actor().code();
    auto const id = insert_evaluation(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_evaluations, id.value, found->year.owner(), form_of(wanted));
    return id;
}

Result<void> save_evaluation(Work& work, EvaluationVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_evaluations, seen.id.value, seen.version, evaluate_measures,
        "measure_evaluation.problem.unknown"_msg));
    auto const found
        = find_seen_evaluation(work.db(), work.tenant(), seen.id, work.actor(), evaluate_measures);
    if (!found)
        return Problem::not_found("measure_evaluation.problem.unknown"_msg);
    if (found->year.is_closed)
        return Problem::conflict({}, "year.problem.closed"_msg);
    if (auto problems = problems_of_evaluation(typed, found->year, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = evaluation_from(typed);
    auto const before = form_of(found->evaluation);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    update_evaluation(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

} // namespace kommin::steering
