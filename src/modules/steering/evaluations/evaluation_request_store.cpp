#include "modules/steering/evaluations/evaluation_request_store.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral request_columns{
    "SELECT r.id, r.year_id, r.measure_id, r.view_of, r.evaluator, r.mail, r.language, r.until,"
    " r.evaluation_id, r.asked_at, r.soon_for, r.late_for, r.version FROM steering_requests r"};

}

std::vector<EvaluationRequest> list_evaluation_requests(
    db::Connection& db, TenantId tenant, YearId year, int limit)
{
    db::Query sql(request_columns);
    return db.list<EvaluationRequest>(sql.add(
        " WHERE r.tenant_id + 0 = ? AND r.year_id = ?"
        " ORDER BY r.measure_id, r.view_of = 'external', r.id LIMIT ?",
        tenant, year, limit));
}

std::vector<goals::MeasureId> list_measures_asked_for_own_view(
    db::Connection& db, TenantId tenant, YearId year)
{
    return db.list<goals::MeasureId>(
        "SELECT measure_id FROM steering_requests WHERE tenant_id + 0 = ? AND year_id = ?"
        " AND view_of = 'self' ORDER BY measure_id",
        tenant, year);
}

std::optional<EvaluationRequest> load_evaluation_request(
    db::Connection& db, TenantId tenant, EvaluationRequestId id)
{
    db::Query sql(request_columns);
    auto rows = db.list<EvaluationRequest>(sql.add(" WHERE r.tenant_id + 0 = ? AND r.id = ?", tenant, id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

EvaluationRequestId insert_evaluation_request(
    db::Connection& db, TenantId tenant, EvaluationRequest const& request, std::string_view mark)
{
    auto const& one = request;
    return db.load<EvaluationRequestId>(
        "INSERT INTO steering_requests (tenant_id, year_id, measure_id, view_of, evaluator, mail, language,"
        " until, asked_at, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.year, one.measure, one.view, one.evaluator, one.mail, one.language, one.until,
        one.asked_at, mark);
}

std::optional<EvaluationRequestId> find_evaluation_request_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<EvaluationRequestId>(
        "SELECT id FROM steering_requests WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_evaluation_request(db::Connection& db, TenantId tenant, EvaluationRequest const& request)
{
    auto const& one = request;
    db.execute(
        "UPDATE steering_requests SET mail = ?, evaluation_id = ?, asked_at = ?, soon_for = ?, late_for = "
        "?,"
        " version = version + 1 WHERE tenant_id = ? AND id = ?",
        one.mail, one.evaluation, one.asked_at, one.soon_for, one.late_for, tenant, one.id);
}

void erase_evaluation_request_row(db::Connection& db, TenantId tenant, EvaluationRequestId id)
{
    db.execute("DELETE FROM steering_requests WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<EvaluationRequest> list_unanswered_evaluations(
    db::Connection& db, TenantId tenant, Date until_from, int limit)
{
    db::Query sql(request_columns);
    return db.list<EvaluationRequest>(sql.add(
        " WHERE r.tenant_id = ? AND r.evaluation_id IS NULL AND r.until >= ? AND r.asked_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = r.year_id)"
        " AND EXISTS (SELECT 1 FROM steering_steps s WHERE s.year_id = r.year_id AND s.kind = 'evaluation'"
        " AND s.state IN ('open', 'running'))"
        " AND (r.view_of <> 'self' OR NOT EXISTS (SELECT 1 FROM evaluations_of_measures e"
        " WHERE e.year_id = r.year_id AND e.measure_id = r.measure_id AND e.view_of = 'self'))"
        " ORDER BY r.until, r.id LIMIT ?",
        tenant, until_from, limit));
}

void erase_old_evaluation_addresses(db::Connection& db, TenantId tenant, Date until_before)
{
    db.execute(
        "UPDATE steering_requests SET mail = '' WHERE tenant_id = ? AND mail <> '' AND (until < ?"
        " OR EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = steering_requests.year_id))",
        tenant, until_before);
}

void insert_evaluation_link(
    db::Connection& db, TenantId tenant, EvaluationLink const& link, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO steering_links (token_hash, tenant_id, request_id, address_mark, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        token_hash, tenant, link.request, link.address_mark, now);
}

std::optional<EvaluationLink> find_evaluation_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<EvaluationLink>(
        "SELECT request_id, address_mark FROM steering_links WHERE tenant_id = ? AND token_hash = ?", tenant,
        token_hash);
}

void erase_links_of_evaluation_request(db::Connection& db, TenantId tenant, EvaluationRequestId id)
{
    db.execute("DELETE FROM steering_links WHERE tenant_id = ? AND request_id = ?", tenant, id);
}

void erase_ended_evaluation_links(db::Connection& db, TenantId tenant, Date until_before)
{
    db.execute(
        "DELETE FROM steering_links WHERE tenant_id = ? AND request_id IN (SELECT r.id"
        " FROM steering_requests r WHERE r.tenant_id = ? AND (r.until < ?"
        " OR EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = r.year_id)))",
        tenant, tenant, until_before);
}

} // namespace kommin::steering
