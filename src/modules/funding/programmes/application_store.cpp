#include "modules/funding/programmes/application_store.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t ids_at_once = 500; // placeholders of one statement

constexpr db::SqlLiteral application_columns{
    "id, body_id, programme_id, call_id, authority, reference, title, purpose, starts, ends, asked, own,"
    " other, state, is_uncertain, remark, source, version, changed_at FROM funding_applications"};
constexpr db::SqlLiteral step_columns{
    "SELECT id, state, day, reason, amount, noted_by, noted_at FROM funding_application_steps"
    " WHERE tenant_id = ?"};

// What somebody may look for, however it is written. It begins with the title.
std::string text_of_application_list(Application const& one)
{
    return search::folded_text(one.title + '\n' + one.authority + '\n' + one.reference + '\n' + one.purpose);
}

void add_conditions(db::Query& sql, ApplicationQuery const& query)
{
    if (query.owners)
        sql.add_any_of("COALESCE(body_id, 0)", *query.owners);
    if (query.owner)
        sql.add(" AND COALESCE(body_id, 0) = ?", *query.owner);
    if (query.state)
        sql.add(" AND state = ?", *query.state);
    if (query.only_open)
        sql.add(" AND state IN ('drafted', 'submitted')");
    if (query.programme)
        sql.add(" AND programme_id = ?", *query.programme);
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
}

}

std::vector<Application> list_applications(
    db::Connection& db, TenantId tenant, ApplicationQuery const& query, int limit)
{
    db::Query sql("SELECT ");
    sql.add(application_columns).add(" WHERE tenant_id = ?", tenant);
    add_conditions(sql, query);
    return db.list<Application>(sql.add(" ORDER BY id DESC LIMIT ?", limit));
}

std::int64_t count_applications(
    db::Connection& db, TenantId tenant, ApplicationQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM funding_applications WHERE tenant_id = ?", tenant);
    add_conditions(sql, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Application> list_applications_of(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& ids)
{
    std::vector<Application> found;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), ids_at_once));
        rest = rest.subspan(part.size());
        db::Query sql("SELECT ");
        sql.add(application_columns).add(" WHERE tenant_id + 0 = ?", tenant);
        if (owners)
            sql.add_any_of("COALESCE(body_id, 0)", *owners);
        sql.add_any_of("id", std::vector<ApplicationId>(part.begin(), part.end()));
        std::ranges::move(db.list<Application>(sql), std::back_inserter(found));
    }
    return found;
}

std::optional<Application> load_application(db::Connection& db, TenantId tenant, ApplicationId id)
{
    db::Query sql("SELECT ");
    auto rows = db.list<Application>(
        sql.add(application_columns).add(" WHERE tenant_id = ? AND id = ?", tenant, id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

ApplicationId insert_application(
    db::Connection& db, TenantId tenant, Application const& application, std::string_view mark, Instant now)
{
    auto const& one = application;
    return db.load<ApplicationId>(
        "INSERT INTO funding_applications (tenant_id, body_id, programme_id, call_id, authority, reference,"
        " title, purpose, starts, ends, asked, own, other, state, is_uncertain, remark, source, list_text,"
        " mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.programme, one.call, one.authority, one.reference, one.title, one.purpose,
        one.starts, one.ends, one.asked, one.own, one.other, one.state, one.is_uncertain, one.remark,
        one.source, text_of_application_list(one), mark, now);
}

std::optional<ApplicationId> find_application_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ApplicationId>(
        "SELECT id FROM funding_applications WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_application(db::Connection& db, TenantId tenant, Application const& application, Instant now)
{
    auto const& one = application;
    db.execute(
        "UPDATE funding_applications SET programme_id = ?, call_id = ?, authority = ?, reference = ?,"
        " title = ?, purpose = ?, starts = ?, ends = ?, asked = ?, own = ?, other = ?, state = ?,"
        " is_uncertain = ?, remark = ?, source = ?, list_text = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.programme, one.call, one.authority, one.reference, one.title, one.purpose, one.starts, one.ends,
        one.asked, one.own, one.other, one.state, one.is_uncertain, one.remark, one.source,
        text_of_application_list(one), now, tenant, one.id);
}

std::vector<CostLine> list_costs(db::Connection& db, TenantId tenant, ApplicationId id)
{
    return db.list<CostLine>(
        "SELECT kind, what, measure_id, year, cost, eligible FROM funding_application_costs"
        " WHERE tenant_id = ? AND application_id = ? ORDER BY position",
        tenant, id);
}

void update_costs(db::Connection& db, TenantId tenant, ApplicationId id, std::vector<CostLine> const& costs)
{
    db.execute(
        "DELETE FROM funding_application_costs WHERE tenant_id = ? AND application_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const& line : costs)
        db.execute(
            "INSERT INTO funding_application_costs (tenant_id, application_id, position, kind, what,"
            " measure_id, year, cost, eligible) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, id, position++, line.kind, line.what, line.measure, line.year, line.cost, line.eligible);
}

std::vector<ApplicationStep> list_steps(db::Connection& db, TenantId tenant, ApplicationId id)
{
    return db.list<ApplicationStep>(
        db::Query(step_columns, tenant).add(" AND application_id = ? ORDER BY id", id));
}

std::map<ApplicationId, std::vector<ApplicationStep>> list_steps(
    db::Connection& db, TenantId tenant, std::vector<ApplicationId> const& ids)
{
    struct Row {
        ApplicationId application;
        ApplicationStepId id;
        ApplicationState state;
        std::optional<PartialDate> day;
        std::string reason;
        std::optional<Money> amount;
        std::string noted_by;
        Instant noted_at;
    };
    std::map<ApplicationId, std::vector<ApplicationStep>> steps;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), ids_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(
            "SELECT application_id, id, state, day, reason, amount, noted_by, noted_at"
            " FROM funding_application_steps WHERE tenant_id + 0 = ?",
            tenant);
        sql.add_any_of("application_id", std::vector<ApplicationId>(part.begin(), part.end()));
        for (auto& row : db.list<Row>(sql.add(" ORDER BY id")))
            steps[row.application].push_back(
                {row.id, row.state, row.day, std::move(row.reason), row.amount, std::move(row.noted_by),
                 row.noted_at});
    }
    return steps;
}

std::map<ApplicationId, ApplicationStep> list_last_steps(
    db::Connection& db, TenantId tenant, std::vector<ApplicationId> const& ids)
{
    std::map<ApplicationId, ApplicationStep> last;
    for (auto& [id, steps] : list_steps(db, tenant, ids))
        last.emplace(id, std::move(steps.back()));
    return last;
}

void insert_step(db::Connection& db, TenantId tenant, ApplicationId id, ApplicationStep const& step)
{
    db.execute(
        "INSERT INTO funding_application_steps (tenant_id, application_id, state, day, reason, amount,"
        " noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, id, step.state, step.day, step.reason, step.amount, step.noted_by, step.noted_at);
}

void erase_step(db::Connection& db, TenantId tenant, ApplicationStepId id)
{
    db.execute("DELETE FROM funding_application_steps WHERE tenant_id = ? AND id = ?", tenant, id);
}

bool has_grant(db::Connection& db, TenantId tenant, ApplicationId id)
{
    return db.load<std::int64_t>(
               "SELECT COUNT(*) FROM grants WHERE tenant_id = ? AND application_id = ?", tenant, id)
        > 0;
}

std::vector<DueDraft> list_due_drafts(
    db::Connection& db, TenantId tenant, Owners const& owners, Date from, Date until, int limit)
{
    // The two states are those of the index of what is open.
    db::Query sql(
        "SELECT a.id, a.title, c.title AS call_title, c.deadline FROM funding_applications a"
        " JOIN funding_calls c ON c.id = a.call_id"
        " WHERE a.tenant_id = ? AND a.state IN ('drafted', 'submitted') AND a.state = 'drafted'"
        " AND c.deadline >= ? AND c.deadline <= ?",
        tenant, from, until);
    if (owners)
        sql.add_any_of("COALESCE(a.body_id, 0)", *owners);
    return db.list<DueDraft>(sql.add(" ORDER BY c.deadline, a.id LIMIT ?", limit));
}

std::vector<FundingCallId> list_calls_applied_for(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<FundingCallId> const& calls)
{
    db::Query sql(
        "SELECT DISTINCT call_id FROM funding_applications WHERE tenant_id + 0 = ? AND call_id IS NOT NULL",
        tenant);
    sql.add_any_of("call_id", calls);
    if (owners)
        sql.add_any_of("COALESCE(body_id, 0)", *owners);
    return db.list<FundingCallId>(sql);
}

} // namespace kommin::funding
