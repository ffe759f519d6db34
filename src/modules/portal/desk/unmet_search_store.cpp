#include "modules/portal/desk/unmet_search_store.hpp"

#include "platform/db/query.hpp"

namespace kommin::portal {

namespace {

void add_wanted(db::Query& select, TenantId tenant, UnmetSearchQuery const& query)
{
    select.add(" WHERE s.tenant_id = ? AND s.state = ?", tenant, query.state);
    if (!query.text.empty())
        select.add(" AND LOWER(s.words) LIKE ? ESCAPE '!'", db::like_pattern(query.text));
}

db::SqlLiteral order_of(UnmetSearchQuery const& query)
{
    switch (query.order) {
    case UnmetSearchOrder::words:
        return query.reversed ? db::SqlLiteral(" ORDER BY s.words DESC, s.id DESC")
                              : db::SqlLiteral(" ORDER BY s.words, s.id");
    case UnmetSearchOrder::last_seen:
        return query.reversed ? db::SqlLiteral(" ORDER BY last_seen, often, s.id DESC")
                              : db::SqlLiteral(" ORDER BY last_seen DESC, often DESC, s.id");
    case UnmetSearchOrder::times:
        break;
    }
    return query.reversed ? db::SqlLiteral(" ORDER BY often, last_seen, s.id DESC")
                          : db::SqlLiteral(" ORDER BY often DESC, last_seen DESC, s.id");
}

}

std::vector<SealedDayKey> list_day_keys(db::Connection& db, TenantId tenant, Date since)
{
    return db.list<SealedDayKey>(
        "SELECT day, sealed_key FROM search_day_keys WHERE tenant_id = ? AND day >= ? ORDER BY day", tenant,
        since);
}

void insert_day_key(db::Connection& db, TenantId tenant, SealedDayKey const& key)
{
    db.execute(
        "INSERT INTO search_day_keys (tenant_id, day, sealed_key) VALUES (?, ?, ?)", tenant, key.day,
        key.sealed);
}

void erase_day_key(db::Connection& db, TenantId tenant, Date day)
{
    db.execute("DELETE FROM search_day_keys WHERE tenant_id = ? AND day = ?", tenant, day);
    db.execute("DELETE FROM search_sightings WHERE tenant_id = ? AND day = ?", tenant, day);
}

void erase_day_keys_before(db::Connection& db, TenantId tenant, Date limit)
{
    db.execute("DELETE FROM search_day_keys WHERE tenant_id = ? AND day < ?", tenant, limit);
    db.execute("DELETE FROM search_sightings WHERE tenant_id = ? AND day < ?", tenant, limit);
}

void insert_sighting(
    db::Connection& db, TenantId tenant, Date day, std::string_view words_mark, std::string_view place_mark)
{
    db.execute(
        "INSERT INTO search_sightings (tenant_id, day, words_mark, place_mark) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, words_mark, place_mark) DO NOTHING",
        tenant, day, words_mark, place_mark);
}

std::int64_t count_sightings(db::Connection& db, TenantId tenant, std::string_view words_mark)
{
    return db.load<std::int64_t>(
        "SELECT count(*) FROM search_sightings WHERE tenant_id = ? AND words_mark = ?", tenant, words_mark);
}

void erase_sightings(db::Connection& db, TenantId tenant, std::string_view words_mark)
{
    db.execute("DELETE FROM search_sightings WHERE tenant_id = ? AND words_mark = ?", tenant, words_mark);
}

std::optional<UnmetSearchId> find_unmet_search(
    db::Connection& db, TenantId tenant, std::string_view language, std::string_view words)
{
    return db.find<UnmetSearchId>(
        "SELECT id FROM unmet_searches WHERE tenant_id = ? AND language = ? AND words = ?", tenant, language,
        words);
}

UnmetSearchId insert_unmet_search(
    db::Connection& db, TenantId tenant, std::string_view language, std::string_view words)
{
    return db.load<UnmetSearchId>(
        "INSERT INTO unmet_searches (tenant_id, words, language, state) VALUES (?, ?, ?, 'open') RETURNING "
        "id",
        tenant, words, language);
}

void add_unmet_search_times(
    db::Connection& db, TenantId tenant, UnmetSearchId id, Date day, std::int64_t times)
{
    db.execute(
        "INSERT INTO unmet_search_days (tenant_id, search_id, day, times) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (search_id, day) DO UPDATE SET times = unmet_search_days.times + excluded.times",
        tenant, id, day, times);
}

void reopen_unmet_search(db::Connection& db, TenantId tenant, UnmetSearchId id)
{
    db.execute(
        "UPDATE unmet_searches SET state = 'open', settled_on = NULL"
        " WHERE tenant_id = ? AND id = ? AND state = 'done'",
        tenant, id);
}

bool store_unmet_search_state(
    db::Connection& db, TenantId tenant, UnmetSearchId id, UnmetSearchState state, Date today)
{
    auto const settled_on = state == UnmetSearchState::open ? std::nullopt : std::optional(today);
    return db.execute(
               "UPDATE unmet_searches SET state = ?, settled_on = ? WHERE tenant_id = ? AND id = ?", state,
               settled_on, tenant, id)
        == 1;
}

std::vector<UnmetSearch> list_unmet_searches(
    db::Connection& db, TenantId tenant, UnmetSearchQuery const& query)
{
    db::Query select(
        "SELECT s.id, s.words, s.language, s.state, CAST(SUM(d.times) AS BIGINT) AS often,"
        " MAX(d.day) AS last_seen FROM unmet_searches s JOIN unmet_search_days d ON d.search_id = s.id");
    add_wanted(select, tenant, query);
    select.add(" GROUP BY s.id, s.words, s.language, s.state").add(order_of(query));
    if (query.limit > 0)
        select.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    return db.list<UnmetSearch>(select);
}

std::int64_t count_unmet_searches(db::Connection& db, TenantId tenant, UnmetSearchQuery const& query)
{
    db::Query select("SELECT count(*) FROM unmet_searches s");
    add_wanted(select, tenant, query);
    return db.list<std::int64_t>(select).front();
}

void erase_unmet_searches_before(db::Connection& db, TenantId tenant, Date limit)
{
    db.execute("DELETE FROM unmet_search_days WHERE tenant_id = ? AND day < ?", tenant, limit);
    db.execute(
        "DELETE FROM unmet_searches WHERE tenant_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM unmet_search_days WHERE unmet_search_days.search_id = unmet_searches.id)",
        tenant);
}

} // namespace kommin::portal
