#include "modules/steering/evaluations/evaluation_store.hpp"

#include <utility>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral evaluation_columns{
    "SELECT id, year_id, measure_id, view_of, evaluator, day, effect, effort, lessons, verdict, verdict_why,"
    " written_by, version, changed_at FROM evaluations_of_measures WHERE tenant_id = ?"};

}

std::vector<MeasureEvaluation> list_evaluations(db::Connection& db, TenantId tenant, YearId year)
{
    db::Query sql(evaluation_columns, tenant);
    return db.list<MeasureEvaluation>(
        sql.add(" AND year_id = ? ORDER BY measure_id, view_of = 'external', day, id", year));
}

std::vector<MeasureEvaluation> list_evaluations_of(
    db::Connection& db, TenantId tenant, std::vector<goals::MeasureId> const& measures)
{
    if (measures.empty())
        return {};
    db::Query sql(evaluation_columns, tenant);
    return db.list<MeasureEvaluation>(
        sql.add_any_of("measure_id", measures)
            .add(" ORDER BY measure_id, year_id, view_of = 'external', day, id"));
}

std::vector<goals::MeasureId> list_measures_with_own_view(db::Connection& db, TenantId tenant, YearId year)
{
    return db.list<goals::MeasureId>(
        "SELECT measure_id FROM evaluations_of_measures WHERE tenant_id + 0 = ? AND year_id = ?"
        " AND view_of = 'self' ORDER BY measure_id",
        tenant, year);
}

bool has_own_view(db::Connection& db, TenantId tenant, YearId year, goals::MeasureId measure)
{
    return db.load<bool>(
        "SELECT EXISTS (SELECT 1 FROM evaluations_of_measures WHERE tenant_id + 0 = ? AND year_id = ?"
        " AND measure_id = ? AND view_of = 'self')",
        tenant, year, measure);
}

std::optional<MeasureEvaluation> load_evaluation(db::Connection& db, TenantId tenant, EvaluationId id)
{
    db::Query sql(evaluation_columns, tenant);
    auto rows = db.list<MeasureEvaluation>(sql.add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

EvaluationId insert_evaluation(
    db::Connection& db, TenantId tenant, MeasureEvaluation const& evaluation, std::string_view mark,
    Instant now)
{
    auto const& one = evaluation;
    return db.load<EvaluationId>(
        "INSERT INTO evaluations_of_measures (tenant_id, year_id, measure_id, view_of, evaluator, day,"
        " effect, effort, lessons, verdict, verdict_why, written_by, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.year, one.measure, one.view, one.evaluator, one.day, one.effect, one.effort, one.lessons,
        one.verdict, one.verdict_why, one.written_by, mark, now);
}

std::optional<EvaluationId> find_evaluation_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<EvaluationId>(
        "SELECT id FROM evaluations_of_measures WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_evaluation(db::Connection& db, TenantId tenant, MeasureEvaluation const& evaluation, Instant now)
{
    auto const& one = evaluation;
    db.execute(
        "UPDATE evaluations_of_measures SET evaluator = ?, day = ?, effect = ?, effort = ?, lessons = ?,"
        " verdict = ?, verdict_why = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.evaluator, one.day, one.effect, one.effort, one.lessons, one.verdict, one.verdict_why, now,
        tenant, one.id);
}

} // namespace kommin::steering
