#include "modules/goals/goals/goal_store.hpp"

#include "platform/search/fold.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral goal_columns{
    "SELECT id, body_id, kind, panel_id, parent_id, serves_id, number, title, text, reasons, influence,"
    " influence_reason, weight, valid_from, valid_to, is_uncertain, remark, source, plain_text, slug,"
    " public_since, worded_version, version, changed_at FROM goals WHERE tenant_id = ?"};

// What somebody may look for, however it is written.
std::string text_of_goal_list(Goal const& goal)
{
    return search::folded_text(goal.number + '\n' + goal.title + '\n' + goal.text + '\n' + goal.reasons);
}

}

std::vector<Goal> list_goals(db::Connection& db, TenantId tenant)
{
    return db.list<Goal>(db::Query(goal_columns, tenant).add(" ORDER BY id"));
}

std::vector<Goal> list_goals_to_show(db::Connection& db, TenantId tenant)
{
    return db.list<Goal>(db::Query(goal_columns, tenant).add(" AND public_since IS NOT NULL ORDER BY id"));
}

std::int64_t count_goals(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM goals WHERE tenant_id = ?", tenant);
}

std::vector<GoalId> list_goals_with_words(db::Connection& db, TenantId tenant, std::string_view words)
{
    return db.list<GoalId>(
        "SELECT id FROM goals WHERE tenant_id = ? AND list_text LIKE ? ESCAPE '!' ORDER BY id", tenant,
        db::like_pattern(words));
}

std::optional<Goal> load_goal(db::Connection& db, TenantId tenant, GoalId id)
{
    auto rows = db.list<Goal>(db::Query(goal_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

GoalId insert_goal(db::Connection& db, TenantId tenant, Goal const& goal, std::string_view mark, Instant now)
{
    return db.load<GoalId>(
        "INSERT INTO goals (tenant_id, body_id, kind, panel_id, parent_id, serves_id, number, title, text,"
        " reasons, influence, influence_reason, weight, valid_from, valid_to, is_uncertain,"
        " remark, source, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, goal.body, goal.kind, goal.panel, goal.parent, goal.serves, goal.number, goal.title,
        goal.text, goal.reasons, goal.influence, goal.influence_reason, goal.weight, goal.valid_from,
        goal.valid_to, goal.is_uncertain, goal.remark, goal.source, text_of_goal_list(goal), mark, now);
}

std::optional<GoalId> find_goal_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<GoalId>("SELECT id FROM goals WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_goal(db::Connection& db, TenantId tenant, Goal const& goal, Instant now)
{
    db.execute(
        "UPDATE goals SET kind = ?, panel_id = ?, parent_id = ?, serves_id = ?, number = ?, title = ?,"
        " text = ?, reasons = ?, influence = ?, influence_reason = ?, weight = ?, valid_from = ?,"
        " valid_to = ?, is_uncertain = ?, remark = ?, source = ?, plain_text = ?, slug = ?,"
        " public_since = ?, list_text = ?, worded_version = ?, version = version + 1, changed_at = ? WHERE "
        "tenant_id = ? AND id = ?",
        goal.kind, goal.panel, goal.parent, goal.serves, goal.number, goal.title, goal.text, goal.reasons,
        goal.influence, goal.influence_reason, goal.weight, goal.valid_from, goal.valid_to, goal.is_uncertain,
        goal.remark, goal.source, goal.plain_text, goal.slug, goal.public_since, text_of_goal_list(goal),
        goal.worded_version, now, tenant, goal.id);
}

bool has_goal_slug(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return db
        .find<GoalId>("SELECT id FROM goals WHERE tenant_id = ? AND slug = ? AND slug <> ''", tenant, slug)
        .has_value();
}

void update_worded_version(db::Connection& db, TenantId tenant, GoalId id, std::int64_t version)
{
    db.execute("UPDATE goals SET worded_version = ? WHERE tenant_id = ? AND id = ?", version, tenant, id);
}

GoalLinks load_goal_links(db::Connection& db, TenantId tenant, GoalId id)
{
    return {
        db.list<tenants::UnitId>(
            "SELECT unit_id FROM goal_units WHERE tenant_id = ? AND goal_id = ? ORDER BY position", tenant,
            id),
        db.list<meetings::RecommendationId>(
            "SELECT recommendation_id FROM goal_origins WHERE tenant_id = ? AND goal_id = ?"
            " ORDER BY position",
            tenant, id)};
}

std::vector<meetings::RecommendationId> list_goal_origins(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals)
{
    db::Query sql("SELECT DISTINCT recommendation_id FROM goal_origins WHERE tenant_id = ?", tenant);
    return db.list<meetings::RecommendationId>(sql.add_any_of("goal_id", goals));
}

std::map<GoalId, std::vector<meetings::RecommendationId>> list_origins_by_goal(
    db::Connection& db, TenantId tenant)
{
    struct Row {
        GoalId goal;
        meetings::RecommendationId recommendation;
    };
    std::map<GoalId, std::vector<meetings::RecommendationId>> origins;
    for (auto const& row : db.list<Row>(
             "SELECT goal_id, recommendation_id FROM goal_origins WHERE tenant_id = ?"
             " ORDER BY goal_id, position",
             tenant))
        origins[row.goal].push_back(row.recommendation);
    return origins;
}

std::vector<std::int64_t> list_goal_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT id FROM goals WHERE tenant_id = ? AND public_since IS NOT NULL AND id > ? ORDER BY id LIMIT "
        "?",
        tenant, after, limit);
}

std::vector<GoalId> list_goals_of_origins(
    db::Connection& db, TenantId tenant, std::vector<meetings::RecommendationId> const& origins)
{
    if (origins.empty())
        return {};
    db::Query sql("SELECT DISTINCT goal_id FROM goal_origins WHERE tenant_id + 0 = ?", tenant);
    return db.list<GoalId>(sql.add_any_of("recommendation_id", origins).add(" ORDER BY goal_id"));
}

std::map<GoalId, std::vector<tenants::UnitId>> list_goal_units(db::Connection& db, TenantId tenant)
{
    struct Row {
        GoalId goal;
        tenants::UnitId unit;
    };
    std::map<GoalId, std::vector<tenants::UnitId>> units;
    for (auto const& row : db.list<Row>(
             "SELECT goal_id, unit_id FROM goal_units WHERE tenant_id = ? ORDER BY goal_id, position",
             tenant))
        units[row.goal].push_back(row.unit);
    return units;
}

void store_goal_links(db::Connection& db, TenantId tenant, GoalId id, GoalLinks const& links)
{
    db.execute("DELETE FROM goal_units WHERE tenant_id = ? AND goal_id = ?", tenant, id);
    db.execute("DELETE FROM goal_origins WHERE tenant_id = ? AND goal_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const unit : links.units)
        db.execute(
            "INSERT INTO goal_units (tenant_id, goal_id, unit_id, position) VALUES (?, ?, ?, ?)", tenant, id,
            unit, ++position);
    position = 0;
    for (auto const origin : links.origins)
        db.execute(
            "INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position) VALUES (?, ?, ?, ?)",
            tenant, id, origin, ++position);
}

} // namespace kommin::goals
