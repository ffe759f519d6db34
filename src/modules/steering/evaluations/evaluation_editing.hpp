#pragma once
// Writing down and correcting evaluations. A change counts at once; of a closed year nothing is changed any
// more.

#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::steering {

namespace evaluation_field {
inline constexpr std::string_view evaluator = "evaluator";
inline constexpr std::string_view day = "day";
inline constexpr std::string_view effect = "effect";
inline constexpr std::string_view effort = "effort";
inline constexpr std::string_view lessons = "lessons";
inline constexpr std::string_view verdict = "verdict";
inline constexpr std::string_view verdict_why = "verdict_why";
} // namespace evaluation_field
inline constexpr std::array all_evaluation_fields{
    web::FormField{evaluation_field::evaluator, "measure_evaluation.field.evaluator"_msg},
    web::FormField{evaluation_field::day, "measure_evaluation.field.day"_msg},
    web::FormField{evaluation_field::effect, "measure_evaluation.field.effect"_msg},
    web::FormField{evaluation_field::effort, "measure_evaluation.field.effort"_msg},
    web::FormField{evaluation_field::lessons, "measure_evaluation.field.lessons"_msg},
    web::FormField{evaluation_field::verdict, "measure_evaluation.field.verdict"_msg},
    web::FormField{evaluation_field::verdict_why, "measure_evaluation.field.verdict_why"_msg}};

inline constexpr std::array<std::string_view, 4> harmless_evaluation_fields{
    evaluation_field::day, evaluation_field::effect, evaluation_field::effort, evaluation_field::verdict};
inline constexpr records::EditedKind edited_evaluations{
    .kind = evaluation_subject,
    .table = evaluation_table,
    .owner
    = "COALESCE((SELECT y.body_id FROM steering_years y WHERE y.id = evaluations_of_measures.year_id), 0)",
    .was_public = "FALSE",
    .actions = "steering.evaluation",
    .harmless_fields = harmless_evaluation_fields,
    .has_drafts = false};

// An evaluation with what it is about.
struct SeenEvaluation {
    MeasureEvaluation evaluation;
    SteeringYear year;
    goals::Measure measure;
};
// Nothing where it does not exist or this actor has no such permission for the owner of its year.
std::optional<SeenEvaluation> find_seen_evaluation(
    db::Connection& db, TenantId tenant, EvaluationId id, Actor const& actor, Permission permission);

// A measure of a year, to be evaluated by this actor; nothing for one of another owner or of other years.
struct MeasureInYear {
    SteeringYear year;
    goals::Measure measure;
};
std::optional<MeasureInYear> find_measure_to_evaluate(
    db::Connection& db, TenantId tenant, YearId year, goals::MeasureId measure, Actor const& actor,
    Date today);

records::Fields form_of(MeasureEvaluation const& evaluation);
// As a form says it, whatever is wrong left out.
MeasureEvaluation evaluation_from(records::Fields const& fields);
records::Fields spelled_evaluation(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_evaluation(
    records::Fields const& fields, SteeringYear const& year, Date today);

struct NewEvaluation {
    YearId year;
    goals::MeasureId measure;
    EvaluationView view = EvaluationView::self;
};
// `form_key`: a form sent twice with the same entries makes one. Problems: not_found without the right, or
// for a measure that is none of that year; what problems_of_evaluation() finds; "year.problem.closed"; a
// conflict where the unit's own view stands there already ("measure_evaluation.problem.exists").
Result<EvaluationId> add_evaluation(
    Work& work, NewEvaluation const& of, records::Fields const& typed, std::string_view form_key);

// Which evaluation, as this person last saw it.
struct EvaluationVersion {
    EvaluationId id;
    std::int64_t version;
};
// Problems likewise; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_evaluation(Work& work, EvaluationVersion const& seen, records::Fields const& typed);

} // namespace kommin::steering
