#include "modules/goals/goals/resolution_store.hpp"

#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral resolution_columns{
    "SELECT id, body_id, panel_id, resolved_by, meeting_id, day, kind, result, paper, link, wording,"
    " is_uncertain, remark, source, version, changed_at FROM resolutions WHERE tenant_id = ?"};

std::string text_of_resolution_list(Resolution const& one)
{
    return search::folded_text(one.resolved_by + '\n' + one.paper + '\n' + one.wording + '\n' + one.remark);
}

void add_conditions(db::Query& sql, ResolutionQuery const& query)
{
    if (query.owners)
        sql.add_any_of("COALESCE(body_id, 0)", *query.owners);
    if (!query.words.empty())
        sql.add(" AND (list_text LIKE ? ESCAPE '!' OR (TRUE", db::like_pattern(query.words))
            .add_any_of("panel_id", query.panels)
            .add("))");
}

struct AdoptionRow {
    GoalId goal;
    ResolutionId resolution;
    std::optional<meetings::PanelId> panel;
    std::string resolved_by;
    std::optional<PartialDate> day;
    ResolutionResult result;
    std::int64_t version;
};

Adoptions adoptions_of(std::vector<AdoptionRow> rows)
{
    Adoptions adoptions;
    for (auto& row : rows) {
        Adoption found{row.resolution, row.panel,  std::move(row.resolved_by),
                       row.day,        row.result, row.version};
        auto const [known, is_new] = adoptions.try_emplace(row.goal, found);
        if (!is_new && found.is_newer_than(known->second))
            known->second = std::move(found);
    }
    return adoptions;
}

db::Query adoption_query(TenantId tenant)
{
    return db::Query(
        "SELECT g.goal_id, r.id, r.panel_id, r.resolved_by, r.day, r.result, g.goal_version"
        " FROM resolution_goals g JOIN resolutions r ON r.id = g.resolution_id"
        " WHERE g.tenant_id = ? AND r.kind IN ('adoption', 'amendment') AND r.result <> 'rejected'",
        tenant);
}

}

std::vector<Resolution> list_resolutions(
    db::Connection& db, TenantId tenant, ResolutionQuery const& query, int limit)
{
    db::Query sql(resolution_columns, tenant);
    add_conditions(sql, query);
    return db.list<Resolution>(sql.add(" ORDER BY COALESCE(day, '') DESC, id DESC LIMIT ?", limit));
}

std::int64_t count_resolutions(
    db::Connection& db, TenantId tenant, ResolutionQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM resolutions WHERE tenant_id = ?", tenant);
    add_conditions(sql, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Resolution> list_resolutions_about(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals)
{
    db::Query sql(resolution_columns, tenant);
    sql.add(" AND id IN (SELECT resolution_id FROM resolution_goals WHERE TRUE")
        .add_any_of("goal_id", goals)
        .add(") ORDER BY COALESCE(day, '') DESC, id DESC");
    return db.list<Resolution>(sql);
}

std::optional<Resolution> load_resolution(db::Connection& db, TenantId tenant, ResolutionId id)
{
    auto rows = db.list<Resolution>(db::Query(resolution_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Resolution> list_resolutions_of(
    db::Connection& db, TenantId tenant, std::vector<ResolutionId> const& ids)
{
    return db.list<Resolution>(
        db::Query(resolution_columns, tenant).add_any_of("id", ids).add(" ORDER BY id"));
}

std::vector<Resolution> list_resolutions_at(
    db::Connection& db, TenantId tenant, std::vector<meetings::MeetingId> const& meetings)
{
    return db.list<Resolution>(
        db::Query(resolution_columns, tenant).add_any_of("meeting_id", meetings).add(" ORDER BY id"));
}

ResolutionId insert_resolution(
    db::Connection& db, TenantId tenant, Resolution const& resolution, std::string_view mark, Instant now)
{
    auto const& one = resolution;
    return db.load<ResolutionId>(
        "INSERT INTO resolutions (tenant_id, body_id, panel_id, resolved_by, meeting_id, day, kind, result, "
        "paper, link,"
        " wording, is_uncertain, remark, source, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.panel, one.resolved_by, one.meeting, one.day, one.kind, one.result, one.paper,
        one.link, one.wording, one.is_uncertain, one.remark, one.source, text_of_resolution_list(one), mark,
        now);
}

std::optional<ResolutionId> find_resolution_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ResolutionId>("SELECT id FROM resolutions WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_resolution(db::Connection& db, TenantId tenant, Resolution const& resolution, Instant now)
{
    auto const& one = resolution;
    db.execute(
        "UPDATE resolutions SET panel_id = ?, resolved_by = ?, meeting_id = ?, day = ?, kind = ?, result = "
        "?, paper = ?,"
        " link = ?, wording = ?, is_uncertain = ?, remark = ?, source = ?, list_text = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.panel, one.resolved_by, one.meeting, one.day, one.kind, one.result, one.paper, one.link,
        one.wording, one.is_uncertain, one.remark, one.source, text_of_resolution_list(one), now, tenant,
        one.id);
}

std::vector<ResolvedGoal> list_resolved_goals(db::Connection& db, TenantId tenant, ResolutionId id)
{
    return db.list<ResolvedGoal>(
        "SELECT goal_id, goal_version FROM resolution_goals WHERE tenant_id = ? AND resolution_id = ?"
        " ORDER BY goal_id",
        tenant, id);
}

std::vector<GoalId> list_goals_resolved_by(
    db::Connection& db, TenantId tenant, std::vector<ResolutionId> const& ids)
{
    db::Query sql("SELECT DISTINCT goal_id FROM resolution_goals WHERE tenant_id + 0 = ?", tenant);
    return db.list<GoalId>(sql.add_any_of("resolution_id", ids).add(" ORDER BY goal_id"));
}

std::map<ResolutionId, std::int64_t> count_resolved_goals(db::Connection& db, TenantId tenant)
{
    struct Row {
        ResolutionId resolution;
        std::int64_t count;
    };
    std::map<ResolutionId, std::int64_t> counts;
    for (auto const& row : db.list<Row>(
             "SELECT resolution_id, count(*) FROM resolution_goals WHERE tenant_id = ?"
             " GROUP BY resolution_id",
             tenant))
        counts.emplace(row.resolution, row.count);
    return counts;
}

void insert_resolved_goal(db::Connection& db, TenantId tenant, ResolutionId id, ResolvedGoal const& goal)
{
    db.execute(
        "INSERT INTO resolution_goals (tenant_id, resolution_id, goal_id, goal_version)"
        " VALUES (?, ?, ?, ?)",
        tenant, id, goal.goal, goal.version);
}

void erase_resolved_goal(db::Connection& db, TenantId tenant, ResolutionId id, GoalId goal)
{
    db.execute(
        "DELETE FROM resolution_goals WHERE tenant_id = ? AND resolution_id = ? AND goal_id = ?", tenant, id,
        goal);
}

Adoptions list_adoptions(db::Connection& db, TenantId tenant, std::optional<Date> until)
{
    auto sql = adoption_query(tenant);
    if (until) // "2009" and "2009-05" stand before each of their days
        sql.add(" AND COALESCE(r.day, '') <= ?", *until);
    return adoptions_of(db.list<AdoptionRow>(sql));
}

std::optional<Adoption> find_adoption(db::Connection& db, TenantId tenant, GoalId goal)
{
    auto const found
        = adoptions_of(db.list<AdoptionRow>(adoption_query(tenant).add(" AND g.goal_id = ?", goal)));
    return found.empty() ? std::nullopt : std::optional(found.begin()->second);
}

} // namespace kommin::goals
