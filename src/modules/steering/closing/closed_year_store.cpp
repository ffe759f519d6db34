#include "modules/steering/closing/closed_year_store.hpp"

#include "modules/steering/cycle/year_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral closed_columns{
    "SELECT year_id, state_day, closed_at, closed_by, reason, content, hash FROM closed_years"
    " WHERE tenant_id = ?"};

constexpr int facts_at_once = 500;

// The hashes that the audit trail has of years that were closed, by the number of the year: one each, unless
// somebody has removed a closed year and closed it again.
std::map<std::int64_t, std::set<std::string>> list_closing_facts(db::Connection& db, TenantId tenant)
{
    std::map<std::int64_t, std::set<std::string>> facts;
    std::int64_t above = 0;
    while (true) {
        auto const entries = audit::list_entries_above(
            db, tenant,
            {.action = std::string(closing_action), .subject_kind = std::string(year_subject.word())}, above,
            facts_at_once);
        for (auto const& entry : entries) {
            auto const parsed = json::parse(entry.after_json);
            auto const* after = std::get_if<json::Value>(&parsed);
            auto const* hash = after != nullptr ? after->find("hash") : nullptr;
            auto const* text = hash != nullptr ? hash->as_string() : nullptr;
            facts[entry.subject_id].insert(text != nullptr ? *text : std::string{});
        }
        if (std::ssize(entries) < facts_at_once)
            return facts;
        above = entries.back().sequence;
    }
}

// "Kreis Unna 2009"
std::string title_of_year(
    std::vector<tenants::Body> const& bodies, std::optional<tenants::BodyId> owner, int year)
{
    auto const found = std::ranges::find_if(bodies, [&](tenants::Body const& one) {
        return owner ? one.id == *owner : one.kind == tenants::BodyKind::district;
    });
    auto const number = std::to_string(year);
    return found == bodies.end() ? "year " + number : found->name + ' ' + number;
}

}

bool ClosedYear::is_sound() const
{
    return crypto::sha256_hex(content) == hash;
}

std::optional<YearState> ClosedYear::state() const
{
    return state_from_json(content);
}

std::optional<ClosedYear> find_closed_year(db::Connection& db, TenantId tenant, YearId year)
{
    auto rows = db.list<ClosedYear>(db::Query(closed_columns, tenant).add(" AND year_id = ?", year));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::map<YearId, Instant> list_closings(db::Connection& db, TenantId tenant, std::vector<YearId> const& years)
{
    struct Row {
        YearId year;
        Instant closed_at;
    };
    std::map<YearId, Instant> closings;
    if (years.empty())
        return closings;
    db::Query sql("SELECT year_id, closed_at FROM closed_years WHERE tenant_id + 0 = ?", tenant);
    for (auto const& row : db.list<Row>(sql.add_any_of("year_id", years)))
        closings.emplace(row.year, row.closed_at);
    return closings;
}

void insert_closed_year(db::Connection& db, TenantId tenant, ClosedYear const& closed)
{
    db.execute(
        "INSERT INTO closed_years (tenant_id, year_id, state_day, closed_at, closed_by, reason, content,"
        " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, closed.year, closed.state_day, closed.closed_at, closed.closed_by, closed.reason,
        closed.content, closed.hash);
}

std::vector<std::string> missing_year_guards(db::Connection& db)
{
    bool const is_sqlite = db.engine() == db::Engine::sqlite;
    auto missing = is_sqlite
        ? std::vector<std::string>{"closed_years_keep_update", "closed_years_keep_delete"}
        : std::vector<std::string>{"closed_years_keep_rows", "closed_years_keep_table"};
    auto const there = is_sqlite
        ? db.list<std::string>(
              "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'closed_years'")
        : db.list<std::string>("SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'closed_years'::regclass"
                               " AND tgenabled <> 'D'");
    std::erase_if(
        missing, [&](std::string const& guard) { return std::ranges::find(there, guard) != there.end(); });
    return missing;
}

ClosedYearsCheck verify_closed_years(db::Connection& db, TenantId tenant)
{
    ClosedYearsCheck check;
    auto const bodies = tenants::list_bodies(db, tenant);
    auto facts = list_closing_facts(db, tenant);
    std::map<std::pair<std::int64_t, int>, std::string> hashes; // by owner, 0 the Kreis, and year
    struct Row {
        YearId id;
        std::optional<tenants::BodyId> body;
        int year = 0;
    };
    // One at a time: a state may be long.
    for (auto const& row : db.list<Row>(
             "SELECT y.id, y.body_id, y.year FROM closed_years c JOIN steering_years y ON y.id = c.year_id"
             " WHERE c.tenant_id = ? ORDER BY y.year, c.id",
             tenant)) {
        auto const closed = find_closed_year(db, tenant, row.id).value();
        auto const state = closed.state();
        ++check.checked;
        std::int64_t const owner = row.body ? row.body->value : 0;
        bool holds = closed.is_sound() && state.has_value();
        if (holds && !state->previous_hash.empty()) {
            auto const before = hashes.find({owner, row.year - 1});
            holds = before != hashes.end() && before->second == state->previous_hash;
        }
        auto const noted = facts.extract(row.id.value);
        holds = holds && !noted.empty() && noted.mapped() == std::set{closed.hash};
        hashes.emplace(std::pair(owner, row.year), closed.hash);
        if (!holds)
            check.broken.push_back(title_of_year(bodies, row.body, row.year));
    }
    // What the audit trail says was closed, and is not there any more.
    for (auto const& [id, noted] : facts) {
        auto const year = load_year(db, tenant, YearId{id});
        check.broken.push_back(
            (year ? title_of_year(bodies, year->body, year->year) : "year " + std::to_string(id))
            + " (is gone)");
    }
    return check;
}

} // namespace kommin::steering
