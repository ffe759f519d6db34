#include "modules/steering/cycle/year_store.hpp"

#include "platform/access/owners.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral year_columns{
    "SELECT id, body_id, year, panel_id, remark, source,"
    " EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = steering_years.id) AS is_closed, version,"
    " changed_at, (SELECT w.need FROM priority_weights w WHERE w.year_id = steering_years.id),"
    " (SELECT w.influence FROM priority_weights w WHERE w.year_id = steering_years.id),"
    " (SELECT w.cost FROM priority_weights w WHERE w.year_id = steering_years.id),"
    " (SELECT w.resolution FROM priority_weights w WHERE w.year_id = steering_years.id)"
    " FROM steering_years WHERE tenant_id = ?"};
constexpr db::SqlLiteral weights_columns{
    "SELECT id, year_id, need, influence, cost, resolution, version, changed_at FROM priority_weights"
    " WHERE tenant_id = ?"};
constexpr db::SqlLiteral step_columns{
    "SELECT id, year_id, kind, account_id, owner, due, state, outcome, version, changed_at"
    " FROM steering_steps WHERE tenant_id = ?"};

std::optional<SteeringYear> only_year(std::vector<SteeringYear> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// What belongs to these steps: a query for each kind of it.
void add_parts(db::Connection& db, TenantId tenant, std::vector<WholeStep>& steps)
{
    std::vector<StepId> ids;
    std::map<StepId, WholeStep*> by_id;
    for (auto& one : steps) {
        ids.push_back(one.step.id);
        by_id.emplace(one.step.id, &one);
    }
    struct LineRow {
        StepId step;
        std::string title;
        std::optional<Date> done_on;
    };
    db::Query lines("SELECT step_id, title, done_on FROM steering_step_lines WHERE tenant_id = ?", tenant);
    for (auto& row : db.list<LineRow>(lines.add_any_of("step_id", ids).add(" ORDER BY step_id, position")))
        by_id.at(row.step)->lines.push_back({std::move(row.title), row.done_on});
    struct DocumentRow {
        StepId step;
        std::string title, link;
    };
    db::Query documents(
        "SELECT step_id, title, link FROM steering_step_documents WHERE tenant_id = ?", tenant);
    for (auto& row :
         db.list<DocumentRow>(documents.add_any_of("step_id", ids).add(" ORDER BY step_id, position")))
        by_id.at(row.step)->documents.push_back({std::move(row.title), std::move(row.link)});
    struct DecisionRow {
        StepId step;
        meetings::MeetingId meeting;
        std::string motion;
    };
    db::Query decisions(
        "SELECT step_id, meeting_id, motion FROM steering_step_decisions WHERE tenant_id = ?", tenant);
    for (auto& row : db.list<DecisionRow>(
             decisions.add_any_of("step_id", ids).add(" ORDER BY step_id, meeting_id, motion")))
        by_id.at(row.step)->decisions.push_back({row.meeting, std::move(row.motion)});
    struct SubjectRow {
        StepId step;
        meetings::MeetingId meeting;
        std::string motion;
        std::optional<goals::GoalId> goal;
        std::optional<goals::MeasureId> measure;
    };
    db::Query subjects(
        "SELECT step_id, meeting_id, motion, goal_id, measure_id FROM steering_decision_subjects"
        " WHERE tenant_id = ?",
        tenant);
    for (auto& row : db.list<SubjectRow>(subjects.add_any_of("step_id", ids)))
        by_id.at(row.step)->subjects.push_back({{row.meeting, std::move(row.motion)}, row.goal, row.measure});
    for (auto& one : steps)
        std::ranges::sort(one.subjects);
    struct FileRow {
        StepId step;
        StepFileId id;
        std::string title, hash;
        std::int64_t size, pages;
    };
    db::Query files(
        "SELECT step_id, id, title, hash, size, pages FROM steering_step_files WHERE tenant_id = ?", tenant);
    for (auto& row : db.list<FileRow>(files.add_any_of("step_id", ids).add(" ORDER BY step_id, id")))
        by_id.at(row.step)->files.push_back(
            {row.id, std::move(row.title), std::move(row.hash), row.size, row.pages});
}

void store_parts(db::Connection& db, TenantId tenant, WholeStep const& whole)
{
    auto const id = whole.step.id;
    db.execute("DELETE FROM steering_step_lines WHERE tenant_id = ? AND step_id = ?", tenant, id);
    db.execute("DELETE FROM steering_step_documents WHERE tenant_id = ? AND step_id = ?", tenant, id);
    db.execute("DELETE FROM steering_step_decisions WHERE tenant_id = ? AND step_id = ?", tenant, id);
    db.execute("DELETE FROM steering_decision_subjects WHERE tenant_id = ? AND step_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const& line : whole.lines)
        db.execute(
            "INSERT INTO steering_step_lines (tenant_id, step_id, position, title, done_on)"
            " VALUES (?, ?, ?, ?, ?)",
            tenant, id, position++, line.title, line.done_on);
    for (auto const& document : whole.documents)
        db.execute(
            "INSERT INTO steering_step_documents (tenant_id, step_id, position, title, link)"
            " VALUES (?, ?, ?, ?, ?)",
            tenant, id, position++, document.title, document.link);
    for (auto const& decision : whole.decisions)
        db.execute(
            "INSERT INTO steering_step_decisions (tenant_id, step_id, meeting_id, motion)"
            " VALUES (?, ?, ?, ?)",
            tenant, id, decision.meeting, decision.motion);
    for (auto const& one : whole.subjects)
        db.execute(
            "INSERT INTO steering_decision_subjects (tenant_id, step_id, meeting_id, motion, goal_id,"
            " measure_id) VALUES (?, ?, ?, ?, ?, ?)",
            tenant, id, one.decision.meeting, one.decision.motion, one.goal, one.measure);
}

// With what each of them is about, where somebody has said it.
constexpr db::SqlLiteral linked_decisions{
    "SELECT s.year_id, d.step_id, d.meeting_id, d.motion, b.goal_id, b.measure_id"
    " FROM steering_step_decisions d JOIN steering_steps s ON s.id = d.step_id"
    " LEFT JOIN steering_decision_subjects b ON b.step_id = d.step_id AND b.meeting_id = d.meeting_id"
    " AND b.motion = d.motion WHERE d.tenant_id + 0 = ?"};

}

std::vector<SteeringYear> list_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit)
{
    db::Query sql(year_columns, tenant);
    if (auto const ids = owners_of(owners))
        sql.add_any_of("COALESCE(body_id, 0)", *ids);
    return db.list<SteeringYear>(sql.add(" ORDER BY year DESC, COALESCE(body_id, 0), id LIMIT ?", limit));
}

std::optional<SteeringYear> load_year(db::Connection& db, TenantId tenant, YearId id)
{
    return only_year(db.list<SteeringYear>(db::Query(year_columns, tenant).add(" AND id = ?", id)));
}

std::optional<SteeringYear> find_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> body, int year)
{
    std::int64_t const owner = body ? body->value : 0;
    return only_year(db.list<SteeringYear>(
        db::Query(year_columns, tenant).add(" AND COALESCE(body_id, 0) = ? AND year = ?", owner, year)));
}

YearId insert_year(db::Connection& db, TenantId tenant, SteeringYear const& year, Instant now)
{
    auto const id = db.load<YearId>(
        "INSERT INTO steering_years (tenant_id, body_id, year, panel_id, remark, source, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, year.body, year.year, year.panel, year.remark, year.source, now);
    for (auto const kind : all_step_kinds)
        db.execute(
            "INSERT INTO steering_steps (tenant_id, year_id, kind, owner, state, outcome, changed_at)"
            " VALUES (?, ?, ?, '', ?, '', ?)",
            tenant, id, kind, StepState::open, now);
    db.execute(
        "INSERT INTO priority_weights (tenant_id, year_id, need, influence, cost, resolution, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        tenant, id, year.need_weight, year.influence_weight, year.cost_weight, year.resolution_weight, now);
    return id;
}

void fill_new_step(db::Connection& db, TenantId tenant, WholeStep const& step)
{
    auto const& one = step.step;
    db.execute(
        "UPDATE steering_steps SET account_id = ?, owner = ?, due = ? WHERE tenant_id = ? AND id = ?",
        one.account, one.owner, one.due, tenant, one.id);
    store_parts(db, tenant, step);
}

void update_year(db::Connection& db, TenantId tenant, SteeringYear const& year, Instant now)
{
    db.execute(
        "UPDATE steering_years SET panel_id = ?, remark = ?, source = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        year.panel, year.remark, year.source, now, tenant, year.id);
}

std::int64_t count_linked_decisions(db::Connection& db, TenantId tenant, YearId year)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM (SELECT DISTINCT d.meeting_id, d.motion FROM steering_step_decisions d"
        " JOIN steering_steps s ON s.id = d.step_id WHERE s.tenant_id = ? AND s.year_id = ?) AS linked",
        tenant, year);
}

bool is_untouched(db::Connection& db, TenantId tenant, YearId year)
{
    return db.load<bool>(
        "SELECT NOT EXISTS (SELECT 1 FROM steering_steps WHERE tenant_id = ? AND year_id = ? AND version > 1)"
        " AND NOT EXISTS (SELECT 1 FROM steering_step_files f JOIN steering_steps s ON s.id = f.step_id"
        " WHERE s.tenant_id = ? AND s.year_id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM priorities WHERE tenant_id = ? AND year_id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM evaluations_of_measures WHERE tenant_id = ? AND year_id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM steering_requests WHERE tenant_id = ? AND year_id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM priority_weights WHERE tenant_id = ? AND year_id = ? AND version > "
        "1)",
        tenant, year, tenant, year, tenant, year, tenant, year, tenant, year, tenant, year);
}

void erase_year_rows(db::Connection& db, TenantId tenant, YearId year)
{
    for (auto const& step : list_steps(db, tenant, year))
        store_parts(db, tenant, {.step = step.step, .lines = {}, .documents = {}, .decisions = {}});
    db.execute("DELETE FROM steering_steps WHERE tenant_id = ? AND year_id = ?", tenant, year);
    db.execute("DELETE FROM priority_weights WHERE tenant_id = ? AND year_id = ?", tenant, year);
    db.execute("DELETE FROM steering_years WHERE tenant_id = ? AND id = ?", tenant, year);
}

YearWeights load_weights_of_year(db::Connection& db, TenantId tenant, YearId year)
{
    return db.list<YearWeights>(db::Query(weights_columns, tenant).add(" AND year_id = ?", year)).at(0);
}

std::optional<YearWeights> load_weights(db::Connection& db, TenantId tenant, WeightsId id)
{
    auto rows = db.list<YearWeights>(db::Query(weights_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void update_weights(db::Connection& db, TenantId tenant, YearWeights const& weights, Instant now)
{
    db.execute(
        "UPDATE priority_weights SET need = ?, influence = ?, cost = ?, resolution = ?, version = version + "
        "1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        weights.need, weights.influence, weights.cost, weights.resolution, now, tenant, weights.id);
}

bool is_step_over(db::Connection& db, TenantId tenant, YearId year, StepKind kind)
{
    return db.load<bool>(
        "SELECT EXISTS (SELECT 1 FROM steering_steps WHERE tenant_id + 0 = ? AND year_id = ? AND kind = ?"
        " AND state IN ('done', 'skipped'))",
        tenant, year, kind);
}

std::optional<Step> load_step(db::Connection& db, TenantId tenant, StepId id)
{
    auto rows = db.list<Step>(db::Query(step_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<WholeStep> list_steps(db::Connection& db, TenantId tenant, YearId year)
{
    std::vector<WholeStep> steps;
    // Inserted in their order.
    for (auto& step :
         db.list<Step>(db::Query(step_columns, tenant).add(" AND year_id = ? ORDER BY id", year)))
        steps.push_back({.step = std::move(step), .lines = {}, .documents = {}, .decisions = {}});
    add_parts(db, tenant, steps);
    return steps;
}

WholeStep load_whole_step(db::Connection& db, TenantId tenant, StepId id)
{
    std::vector<WholeStep> steps;
    steps.push_back(
        {.step = load_step(db, tenant, id).value(), .lines = {}, .documents = {}, .decisions = {}});
    add_parts(db, tenant, steps);
    return std::move(steps.front());
}

void update_step(db::Connection& db, TenantId tenant, WholeStep const& step, Instant now)
{
    auto const& one = step.step;
    db.execute(
        "UPDATE steering_steps SET account_id = ?, owner = ?, due = ?, state = ?, outcome = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.account, one.owner, one.due, one.state, one.outcome, now, tenant, one.id);
    store_parts(db, tenant, step);
}

std::vector<LinkedDecision> list_decisions_about(
    db::Connection& db, TenantId tenant, std::vector<goals::GoalId> const& goals,
    std::vector<goals::MeasureId> const& measures, int limit)
{
    db::Query sql(
        "SELECT s.year_id, b.step_id, b.meeting_id, b.motion, b.goal_id, b.measure_id"
        " FROM steering_decision_subjects b JOIN steering_steps s ON s.id = b.step_id"
        " WHERE b.tenant_id + 0 = ? AND ((TRUE",
        tenant);
    sql.add_any_of("b.goal_id", goals)
        .add(") OR (TRUE")
        .add_any_of("b.measure_id", measures)
        .add(")) ORDER BY b.id DESC LIMIT ?", limit);
    return db.list<LinkedDecision>(sql);
}

std::vector<LinkedDecision> list_linked_decisions(db::Connection& db, TenantId tenant, YearId year)
{
    return db.list<LinkedDecision>(db::Query(linked_decisions, tenant)
                                       .add(
                                           " AND s.year_id = ? ORDER BY d.step_id, d.meeting_id, d.motion,"
                                           " b.id",
                                           year));
}

std::vector<LinkedDecision> list_linked_decisions(
    db::Connection& db, TenantId tenant, std::vector<meetings::MeetingId> const& meetings)
{
    db::Query sql(linked_decisions, tenant);
    return db.list<LinkedDecision>(
        sql.add_any_of("d.meeting_id", meetings).add(" ORDER BY d.step_id, d.meeting_id, d.motion, b.id"));
}

std::vector<OpenStep> list_open_steps_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, int limit)
{
    return db.list<OpenStep>(
        "SELECT s.id, s.year_id, y.year, y.body_id, s.kind, s.due, s.account_id, s.owner"
        " FROM steering_steps s"
        " JOIN steering_years y ON y.id = s.year_id"
        " WHERE s.tenant_id + 0 = ? AND s.account_id = ? AND s.state IN ('open', 'running')"
        " AND NOT EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = y.id)"
        " ORDER BY COALESCE(s.due, '9'), s.id LIMIT ?",
        tenant, account, limit);
}

std::vector<OpenStep> list_overdue_steps(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, WhoseSteps whose, Date today,
    int limit)
{
    db::Query sql( // "2009" is over in 2010
        "SELECT s.id, s.year_id, y.year, y.body_id, s.kind, s.due, s.account_id, s.owner"
        " FROM steering_steps s"
        " JOIN steering_years y ON y.id = s.year_id"
        " WHERE s.tenant_id = ? AND s.state IN ('open', 'running') AND s.due < substr(?, 1, length(s.due))"
        " AND NOT EXISTS (SELECT 1 FROM closed_years c WHERE c.year_id = y.id)",
        tenant, today);
    if (auto const ids = owners_of(owners))
        sql.add_any_of("COALESCE(y.body_id, 0)", *ids);
    if (whose == WhoseSteps::nobody_s)
        sql.add(" AND s.account_id IS NULL");
    return db.list<OpenStep>(sql.add(" ORDER BY s.due, s.id LIMIT ?", limit));
}

} // namespace kommin::steering
