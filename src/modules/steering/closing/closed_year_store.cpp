#include "modules/steering/closing/closed_year_store.hpp"

#include "platform/crypto/hash.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral closed_columns{
    "SELECT year_id, state_day, closed_at, closed_by, reason, content, hash FROM closed_years"
    " WHERE tenant_id = ?"};

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
    std::map<std::pair<std::string, std::int64_t>, std::string> hashes; // by owner and year
    // One at a time: a state may be long.
    for (auto const year : db.list<YearId>(
             "SELECT c.year_id FROM closed_years c JOIN steering_years y ON y.id = c.year_id"
             " WHERE c.tenant_id = ? ORDER BY y.year, c.id",
             tenant)) {
        auto const closed = find_closed_year(db, tenant, year).value();
        auto const state = closed.state();
        ++check.checked;
        auto const name
            = state ? state->owner + ' ' + std::to_string(state->year) : "year " + std::to_string(year.value);
        bool holds = closed.is_sound() && state.has_value();
        if (holds && !state->previous_hash.empty()) {
            auto const before = hashes.find({state->owner, state->year - 1});
            holds = before == hashes.end() || before->second == state->previous_hash;
        }
        if (state)
            hashes.emplace(std::pair(state->owner, state->year), closed.hash);
        if (!holds)
            check.broken.push_back(name);
    }
    return check;
}

} // namespace kommin::steering
