#include "modules/goals/measures/measure_store.hpp"

#include "modules/goals/measures/owned_measures.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral all_columns{
    "SELECT id, body_id, panel_id, number, title, text, audience, unit_id, office, responsible_id, state,"
    " state_reason, state_since, is_recurring, starts, ends, deadline, deadline_remark, reservation, "
    "grant_words,"
    " report_months, hand_light, hand_reason, hand_by, hand_until, hand_since, is_uncertain, remark,"
    " source, report_mail, plain_text, slug, public_since, version, changed_at FROM measures"
    " WHERE tenant_id = ?"};

constexpr db::SqlLiteral milestone_columns{
    "SELECT id, title, due, done_on, remark FROM milestones WHERE tenant_id = ?"};

// As it lies in the table.
struct MeasureRow {
    MeasureId id;
    std::optional<tenants::BodyId> body;
    meetings::PanelId panel;
    std::string number, title, text, audience;
    std::optional<tenants::UnitId> unit;
    std::string office;
    std::optional<std::int64_t> responsible;
    MeasureState state;
    std::string state_reason;
    std::optional<Date> state_since;
    bool is_recurring;
    std::optional<PartialDate> starts, ends, deadline;
    std::string deadline_remark, reservation, grant;
    int report_months;
    std::optional<Light> hand_light;
    std::string hand_reason, hand_by;
    std::optional<Date> hand_until, hand_since;
    bool is_uncertain;
    std::string remark, source, report_mail, plain_text, slug;
    std::optional<Date> public_since;
    std::int64_t version;
    Instant changed_at;
};

Measure measure_of(MeasureRow row)
{
    Measure one;
    one.id = row.id;
    one.body = row.body;
    one.panel = row.panel;
    one.number = std::move(row.number);
    one.title = std::move(row.title);
    one.text = std::move(row.text);
    one.audience = std::move(row.audience);
    one.unit = row.unit;
    one.office = std::move(row.office);
    one.responsible = row.responsible;
    one.state = row.state;
    one.state_reason = std::move(row.state_reason);
    one.state_since = row.state_since;
    one.is_recurring = row.is_recurring;
    one.starts = row.starts;
    one.ends = row.ends;
    one.deadline = row.deadline;
    one.deadline_remark = std::move(row.deadline_remark);
    one.reservation = std::move(row.reservation);
    one.grant = std::move(row.grant);
    one.reports_every = std::chrono::months{row.report_months};
    if (row.hand_light && row.hand_until)
        one.by_hand = LightByHand{
            .light = *row.hand_light,
            .reason = std::move(row.hand_reason),
            .by = std::move(row.hand_by),
            .until = *row.hand_until,
            .since = row.hand_since};
    one.is_uncertain = row.is_uncertain;
    one.remark = std::move(row.remark);
    one.source = std::move(row.source);
    one.report_mail = std::move(row.report_mail);
    one.plain_text = std::move(row.plain_text);
    one.slug = std::move(row.slug);
    one.public_since = row.public_since;
    one.version = row.version;
    one.changed_at = row.changed_at;
    return one;
}

std::vector<Measure> list_rows(db::Connection& db, db::Query const& sql)
{
    std::vector<Measure> measures;
    for (auto& row : db.list<MeasureRow>(sql))
        measures.push_back(measure_of(std::move(row)));
    return measures;
}

// What hangs on each measure, of rows that name it first; in their order.
template<class Value>
std::map<MeasureId, std::vector<Value>> list_by_measure(db::Connection& db, db::Query const& sql)
{
    struct Row {
        MeasureId measure;
        Value value;
    };
    std::map<MeasureId, std::vector<Value>> values;
    for (auto const& row : db.list<Row>(sql))
        values[row.measure].push_back(row.value);
    return values;
}

// What somebody may look for, however it is written. It begins with number and title.
std::string list_text_of(Measure const& one)
{
    return search::folded_text(
        one.number + '\n' + one.title + '\n' + one.text + '\n' + one.audience + '\n' + one.office);
}

void add_conditions(db::Query& sql, MeasureQuery const& query)
{
    add_measure_owners(sql, db::SqlLiteral("COALESCE(body_id, 0)"), query.owners);
    if (query.panel)
        sql.add(" AND panel_id = ?", *query.panel);
    if (query.units)
        sql.add_any_of("unit_id", *query.units);
    if (query.responsible)
        sql.add(" AND responsible_id = ?", *query.responsible);
    if (query.of_district)
        sql.add(" AND body_id IS NULL");
    if (query.municipality) // one of the Kreis that names no place is done in all of them
        sql.add(
            " AND (body_id = ? OR id IN (SELECT p.measure_id FROM measure_places p WHERE p.body_id = ?)"
            " OR (body_id IS NULL AND NOT EXISTS (SELECT 1 FROM measure_places p WHERE p.measure_id ="
            " measures.id)))",
            *query.municipality, *query.municipality);
    if (query.state)
        sql.add(" AND state = ?", *query.state);
    if (query.only_open)
        sql.add(" AND state IN ('planned', 'running', 'waiting')");
    if (query.year)
        add_in_year(sql, *query.year);
    if (!query.goals.empty())
        sql.add(" AND id IN (SELECT g.measure_id FROM measure_goals g WHERE TRUE")
            .add_any_of("g.goal_id", query.goals)
            .add(")");
    if (!query.ids.empty())
        sql.add_any_of("id", query.ids);
    if (query.with_mail_or_of) {
        sql.add(" AND (report_mail <> '' OR responsible_id IS NOT NULL");
        if (!query.with_mail_or_of->empty())
            sql.add(" OR (TRUE").add_any_of("unit_id", *query.with_mail_or_of).add(")");
        sql.add(")");
    }
    if (query.only_public)
        sql.add(" AND public_since IS NOT NULL");
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
}

// By what it stands in its place.
db::SqlLiteral sort_key_of(MeasureQuery const& query)
{
    switch (query.order) {
    case MeasureOrder::field:
        return "panel_id";
    case MeasureOrder::title:
        return "list_text";
    case MeasureOrder::deadline:
        break;
    }
    return query.descending ? db::SqlLiteral("COALESCE(deadline, '')")
                            : db::SqlLiteral("COALESCE(deadline, '9')");
}

}

std::vector<Measure> list_measures(db::Connection& db, TenantId tenant, MeasureQuery const& query, int limit)
{
    db::Query sql(all_columns, tenant);
    add_conditions(sql, query);
    bool const falls = query.descending != query.backwards;
    auto const key = sort_key_of(query);
    if (query.after) // a place in the list: too long for an address, so that the row itself says it
        sql.add(" AND (")
            .add(key)
            .add(falls ? db::SqlLiteral(", id) < (SELECT ") : db::SqlLiteral(", id) > (SELECT "))
            .add(key)
            .add(", id FROM measures WHERE tenant_id = ? AND id = ?)", tenant, *query.after);
    sql.add(" ORDER BY ").add(key);
    sql.add(falls ? db::SqlLiteral(" DESC, id DESC LIMIT ?") : db::SqlLiteral(", id LIMIT ?"), limit);
    return list_rows(db, sql);
}

std::int64_t count_measures(db::Connection& db, TenantId tenant, MeasureQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM measures WHERE tenant_id = ?", tenant);
    add_conditions(sql, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<int> list_measure_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today)
{
    struct Row {
        MeasureState state;
        std::optional<Date> state_since;
        bool is_recurring;
        std::optional<PartialDate> starts, ends, deadline;
    };
    db::Query sql(
        "SELECT DISTINCT state, state_since, is_recurring, starts, ends, deadline FROM measures"
        " WHERE tenant_id = ?",
        tenant);
    add_measure_owners(sql, db::SqlLiteral("COALESCE(body_id, 0)"), owners);
    constexpr int longest_span = 60; // a year that somebody has mistyped does not fill the filter
    auto const this_year = static_cast<int>(today.year());
    std::set<int, std::greater<>> years;
    for (auto const& row : db.list<Row>(sql)) {
        auto const span = years_of(
            {.state = row.state,
             .state_since = row.state_since,
             .is_recurring = row.is_recurring,
             .starts = row.starts,
             .ends = row.ends,
             .deadline = row.deadline},
            today);
        auto const first = span.first ? span.first : span.last;
        if (!first)
            continue;
        auto const last = span.last.value_or(std::max(*first, this_year));
        for (int year = *first; year <= std::min(last, *first + longest_span); ++year)
            years.insert(year);
    }
    return {years.begin(), years.end()};
}

std::vector<tenants::UnitId> list_measure_units(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners)
{
    db::Query sql(
        "SELECT DISTINCT unit_id FROM measures WHERE tenant_id = ? AND unit_id IS NOT NULL", tenant);
    add_measure_owners(sql, db::SqlLiteral("COALESCE(body_id, 0)"), owners);
    return db.list<tenants::UnitId>(sql.add(" ORDER BY unit_id"));
}

std::vector<Measure> list_measures_of(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, std::vector<MeasureId> const& ids)
{
    constexpr std::size_t asked_at_once = 500; // placeholders of one statement
    std::vector<Measure> found;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), asked_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(all_columns, tenant);
        add_measure_owners(sql, db::SqlLiteral("COALESCE(body_id, 0)"), owners);
        sql.add_any_of("id", std::vector<MeasureId>(part.begin(), part.end()));
        std::ranges::move(list_rows(db, sql), std::back_inserter(found));
    }
    return found;
}

std::optional<Measure> load_measure(db::Connection& db, TenantId tenant, MeasureId id)
{
    auto found = list_rows(db, db::Query(all_columns, tenant).add(" AND id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

MeasureId insert_measure(
    db::Connection& db, TenantId tenant, Measure const& measure, std::string_view mark, Instant now)
{
    auto const& one = measure;
    return db.load<MeasureId>(
        "INSERT INTO measures (tenant_id, body_id, panel_id, number, title, text, audience, unit_id, office,"
        " responsible_id, state, state_reason, state_since, is_recurring, starts, ends, deadline, "
        "deadline_remark,"
        " reservation, grant_words, report_months, is_uncertain, remark, source,"
        " report_mail, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        tenant, one.body, one.panel, one.number, one.title, one.text, one.audience, one.unit, one.office,
        one.responsible, one.state, one.state_reason, one.state_since, one.is_recurring, one.starts, one.ends,
        one.deadline, one.deadline_remark, one.reservation, one.grant, one.reports_every.count(),
        one.is_uncertain, one.remark, one.source, one.report_mail, list_text_of(one), mark, now);
}

std::optional<MeasureId> find_measure_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<MeasureId>("SELECT id FROM measures WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

bool has_measure_slug(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return db
        .find<MeasureId>(
            "SELECT id FROM measures WHERE tenant_id = ? AND slug = ? AND slug <> ''", tenant, slug)
        .has_value();
}

std::vector<std::int64_t> list_measure_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT id FROM measures WHERE tenant_id = ? AND public_since IS NOT NULL AND id > ?"
        " ORDER BY id LIMIT ?",
        tenant, after, limit);
}

void update_measure(db::Connection& db, TenantId tenant, Measure const& measure, Instant now)
{
    auto const& one = measure;
    auto const hand = one.by_hand.value_or(LightByHand{});
    db.execute(
        "UPDATE measures SET panel_id = ?, number = ?, title = ?, text = ?, audience = ?, unit_id = ?,"
        " office = ?, responsible_id = ?, state = ?, state_reason = ?, state_since = ?, is_recurring = ?, "
        "starts = ?, ends = ?,"
        " deadline = ?, deadline_remark = ?, reservation = ?, grant_words = ?, report_months = ?,"
        " hand_light = ?, hand_reason = ?, hand_by = ?, hand_until = ?, hand_since = ?, is_uncertain = ?,"
        " remark = ?, source = ?, report_mail = ?, plain_text = ?, slug = ?, public_since = ?, list_text = ?,"
        " version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.panel, one.number, one.title, one.text, one.audience, one.unit, one.office, one.responsible,
        one.state, one.state_reason, one.state_since, one.is_recurring, one.starts, one.ends, one.deadline,
        one.deadline_remark, one.reservation, one.grant, one.reports_every.count(),
        one.by_hand ? std::optional(hand.light) : std::nullopt, hand.reason, hand.by,
        one.by_hand ? std::optional(hand.until) : std::nullopt, hand.since, one.is_uncertain, one.remark,
        one.source, one.report_mail, one.plain_text, one.slug, one.public_since, list_text_of(one), now,
        tenant, one.id);
}

std::map<MeasureId, std::vector<meetings::RecommendationId>> list_measure_origins(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql(
        "SELECT measure_id, recommendation_id FROM measure_origins WHERE tenant_id + 0 = ?", tenant);
    sql.add_any_of("measure_id", ids).add(" ORDER BY measure_id, position");
    return list_by_measure<meetings::RecommendationId>(db, sql);
}

std::map<MeasureId, std::vector<meetings::RecommendationId>> list_origins_of_goals_served(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    if (ids.empty())
        return {};
    // UNION: whatever was found once is not gone through again, hence it ends whatever hangs on what.
    db::Query sql(
        "WITH RECURSIVE above (measure_id, goal_id) AS ("
        "SELECT measure_id, goal_id FROM measure_goals WHERE tenant_id + 0 = ?",
        tenant);
    sql.add_any_of("measure_id", ids)
        .add(" UNION SELECT a.measure_id, g.id FROM above a JOIN goals b ON b.id = a.goal_id"
             " JOIN goals g ON g.id IN (b.parent_id, b.serves_id)"
             ") SELECT DISTINCT a.measure_id, o.recommendation_id FROM above a"
             " JOIN goal_origins o ON o.goal_id = a.goal_id ORDER BY a.measure_id, o.recommendation_id");
    return list_by_measure<meetings::RecommendationId>(db, sql);
}

std::vector<MeasureId> list_measures_of_origins(
    db::Connection& db, TenantId tenant, std::vector<meetings::RecommendationId> const& origins)
{
    if (origins.empty())
        return {};
    db::Query sql("SELECT DISTINCT measure_id FROM measure_origins WHERE tenant_id + 0 = ?", tenant);
    return db.list<MeasureId>(sql.add_any_of("recommendation_id", origins).add(" ORDER BY measure_id"));
}

MeasureLinks load_measure_links(db::Connection& db, TenantId tenant, MeasureId id)
{
    MeasureLinks links;
    links.goals = db.list<ServedGoal>(
        "SELECT goal_id, weight FROM measure_goals WHERE tenant_id = ? AND measure_id = ? ORDER BY position",
        tenant, id);
    links.origins = db.list<meetings::RecommendationId>(
        "SELECT recommendation_id FROM measure_origins WHERE tenant_id = ? AND measure_id = ?"
        " ORDER BY position",
        tenant, id);
    links.places = db.list<tenants::BodyId>(
        "SELECT body_id FROM measure_places WHERE tenant_id = ? AND measure_id = ? ORDER BY position", tenant,
        id);
    links.reach = db.list<Reach>(
        "SELECT amount, is_approximate, what FROM measure_reach WHERE tenant_id = ? AND measure_id = ?"
        " ORDER BY position",
        tenant, id);
    links.partners = db.list<std::string>(
        "SELECT name FROM measure_partners WHERE tenant_id = ? AND measure_id = ? ORDER BY position", tenant,
        id);
    return links;
}

std::map<MeasureId, std::vector<tenants::BodyId>> list_places_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql("SELECT measure_id, body_id FROM measure_places WHERE tenant_id = ?", tenant);
    sql.add_any_of("measure_id", ids).add(" ORDER BY position");
    return list_by_measure<tenants::BodyId>(db, sql);
}

std::set<MeasureId> list_done_everywhere(
    db::Connection& db, TenantId tenant, std::vector<Measure> const& measures)
{
    std::set<MeasureId> everywhere;
    for (auto const& one : measures) {
        if (!one.body)
            everywhere.insert(one.id);
    }
    for (auto const& [id, places] : list_places_of(db, tenant, {everywhere.begin(), everywhere.end()}))
        everywhere.erase(id);
    return everywhere;
}

std::map<MeasureId, MeasureLinks> list_measure_links(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    struct GoalRow {
        MeasureId measure;
        GoalId goal;
        std::int64_t weight;
    };
    struct PlaceRow {
        MeasureId measure;
        tenants::BodyId body;
    };
    struct ReachRow {
        MeasureId measure;
        std::optional<std::int64_t> amount;
        bool is_approximate;
        std::string what;
    };
    struct PartnerRow {
        MeasureId measure;
        std::string name;
    };
    std::map<MeasureId, MeasureLinks> all;
    for (auto const id : ids)
        all.emplace(id, MeasureLinks{});
    if (ids.empty())
        return all;
    auto const of_these = [&](db::SqlLiteral select) {
        db::Query sql(select, tenant);
        sql.add_any_of("measure_id", ids).add(" ORDER BY measure_id, position");
        return sql;
    };
    for (auto const& row : db.list<GoalRow>(
             of_these("SELECT measure_id, goal_id, weight FROM measure_goals WHERE tenant_id + 0 = ?")))
        all[row.measure].goals.push_back({row.goal, row.weight});
    for (auto& [id, origins] : list_measure_origins(db, tenant, ids))
        all[id].origins = std::move(origins);
    for (auto const& row : db.list<PlaceRow>(
             of_these("SELECT measure_id, body_id FROM measure_places WHERE tenant_id + 0 = ?")))
        all[row.measure].places.push_back(row.body);
    for (auto& row : db.list<ReachRow>(of_these(
             "SELECT measure_id, amount, is_approximate, what FROM measure_reach WHERE tenant_id + 0 = ?")))
        all[row.measure].reach.push_back({row.amount, row.is_approximate, std::move(row.what)});
    for (auto& row : db.list<PartnerRow>(
             of_these("SELECT measure_id, name FROM measure_partners WHERE tenant_id + 0 = ?")))
        all[row.measure].partners.push_back(std::move(row.name));
    return all;
}

void update_measure_links(db::Connection& db, TenantId tenant, MeasureId id, MeasureLinks const& links)
{
    db.execute("DELETE FROM measure_goals WHERE tenant_id = ? AND measure_id = ?", tenant, id);
    db.execute("DELETE FROM measure_origins WHERE tenant_id = ? AND measure_id = ?", tenant, id);
    db.execute("DELETE FROM measure_places WHERE tenant_id = ? AND measure_id = ?", tenant, id);
    db.execute("DELETE FROM measure_reach WHERE tenant_id = ? AND measure_id = ?", tenant, id);
    db.execute("DELETE FROM measure_partners WHERE tenant_id = ? AND measure_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const& goal : links.goals)
        db.execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)"
            " VALUES (?, ?, ?, ?, ?)",
            tenant, id, goal.goal, position++, goal.weight);
    for (auto const origin : links.origins)
        db.execute(
            "INSERT INTO measure_origins (tenant_id, measure_id, recommendation_id, position)"
            " VALUES (?, ?, ?, ?)",
            tenant, id, origin, position++);
    for (auto const place : links.places)
        db.execute(
            "INSERT INTO measure_places (tenant_id, measure_id, body_id, position) VALUES (?, ?, ?, ?)",
            tenant, id, place, position++);
    for (auto const& reach : links.reach)
        db.execute(
            "INSERT INTO measure_reach (tenant_id, measure_id, position, amount, is_approximate, what)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tenant, id, position++, reach.count, reach.is_approximate, reach.what);
    for (auto const& partner : links.partners)
        db.execute(
            "INSERT INTO measure_partners (tenant_id, measure_id, position, name) VALUES (?, ?, ?, ?)",
            tenant, id, position++, partner);
}

std::vector<Milestone> list_milestones(db::Connection& db, TenantId tenant, MeasureId id)
{
    return db.list<Milestone>(db::Query(milestone_columns, tenant)
                                  .add(" AND measure_id = ? ORDER BY COALESCE(due, '9'), position, id", id));
}

std::map<MeasureId, std::vector<Milestone>> list_milestones_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    struct Row {
        MeasureId measure;
        MilestoneId id;
        std::string title;
        std::optional<PartialDate> due;
        std::optional<Date> done_on;
        std::string remark;
    };
    std::map<MeasureId, std::vector<Milestone>> milestones;
    if (ids.empty())
        return milestones;
    db::Query sql(
        "SELECT measure_id, id, title, due, done_on, remark FROM milestones WHERE tenant_id = ?", tenant);
    sql.add_any_of("measure_id", ids).add(" ORDER BY COALESCE(due, '9'), position, id");
    for (auto& row : db.list<Row>(sql))
        milestones[row.measure].push_back(
            {row.id, std::move(row.title), row.due, row.done_on, std::move(row.remark)});
    return milestones;
}

void insert_milestone(db::Connection& db, TenantId tenant, MeasureId id, Milestone const& milestone)
{
    db.execute(
        "INSERT INTO milestones (tenant_id, measure_id, position, title, due, done_on, remark)"
        " SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ? FROM milestones WHERE measure_id = ?",
        tenant, id, milestone.title, milestone.due, milestone.done_on, milestone.remark, id);
}

void update_milestone(db::Connection& db, TenantId tenant, Milestone const& milestone)
{
    db.execute(
        "UPDATE milestones SET title = ?, due = ?, done_on = ?, remark = ? WHERE tenant_id = ? AND id = ?",
        milestone.title, milestone.due, milestone.done_on, milestone.remark, tenant, milestone.id);
}

void erase_milestone_row(db::Connection& db, TenantId tenant, MilestoneId id)
{
    db.execute("DELETE FROM milestones WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<ResponsibleFor> list_responsible(db::Connection& db, TenantId tenant)
{
    return db.list<ResponsibleFor>(
        "SELECT id, responsible_id FROM measures WHERE tenant_id + 0 = ? AND responsible_id IS NOT NULL"
        " ORDER BY id",
        tenant);
}

std::vector<LateMilestone> list_late_milestones(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today, int limit,
    std::optional<std::int64_t> responsible)
{
    // A day that is known in part is compared with as much of today: "2009" is over in 2010.
    db::Query sql(
        "SELECT s.id, s.title, s.due, m.id AS measure_id, m.number, m.title AS measure_title"
        " FROM milestones s JOIN measures m ON m.id = s.measure_id WHERE s.tenant_id = ?"
        " AND s.done_on IS NULL AND s.due < substr(?, 1, length(s.due))"
        " AND m.state IN ('planned', 'running', 'waiting')",
        tenant, today);
    add_measure_owners(sql, db::SqlLiteral("COALESCE(m.body_id, 0)"), owners);
    if (responsible)
        sql.add(" AND m.responsible_id = ?", *responsible);
    return db.list<LateMilestone>(sql.add(" ORDER BY s.due, s.id LIMIT ?", limit));
}

} // namespace kommin::goals
