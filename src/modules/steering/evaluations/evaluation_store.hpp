#pragma once
// SQL of evaluations of measures. Every function works inside the caller's transaction.

#include "modules/steering/evaluations/evaluation.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kommin::steering {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral evaluation_table{"evaluations_of_measures"};

// All of a year: by measure, the unit's own first, then by day.
std::vector<MeasureEvaluation> list_evaluations(db::Connection& db, TenantId tenant, YearId year);
// Of these measures in all years, each as list_evaluations() orders them.
std::vector<MeasureEvaluation> list_evaluations_of(
    db::Connection& db, TenantId tenant, std::vector<goals::MeasureId> const& measures);
// Of which measures the unit in charge has said how it sees them.
std::vector<goals::MeasureId> list_measures_with_own_view(db::Connection& db, TenantId tenant, YearId year);
bool has_own_view(db::Connection& db, TenantId tenant, YearId year, goals::MeasureId measure);
std::optional<MeasureEvaluation> load_evaluation(db::Connection& db, TenantId tenant, EvaluationId id);
// `mark`: of the form; see find_evaluation_by_mark().
EvaluationId insert_evaluation(
    db::Connection& db, TenantId tenant, MeasureEvaluation const& evaluation, std::string_view mark,
    Instant now);
std::optional<EvaluationId> find_evaluation_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its year, its measure and whose view it is stay.
void update_evaluation(db::Connection& db, TenantId tenant, MeasureEvaluation const& evaluation, Instant now);

} // namespace kommin::steering
