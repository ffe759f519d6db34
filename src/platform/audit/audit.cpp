#include "platform/audit/audit.hpp"

#include "platform/audit/chain.hpp"
#include "platform/db/transaction.hpp"

#include <cstdint>
#include <iterator>
#include <set>
#include <stdexcept>
#include <utility>

namespace kommin::audit {

namespace {

// Compact, on one line: what is hashed is what is stored and exported.
std::string text_of(Facts const& facts)
{
    return facts.empty() ? std::string{} : json::print(facts);
}

void check_names(Facts const& facts)
{
    std::set<std::string_view> names;
    for (auto const& [name, value] : facts) {
        if (!names.insert(name).second)
            throw std::invalid_argument("audit: two facts have the name " + name);
    }
}

// The number of the last of so many entries, and the hash before the first of them.
Head take_next_sequences(db::Connection& connection, TenantId tenant, std::int64_t count)
{
    // The update locks the tenant's row on PostgreSQL until the caller's commit (SQLite has one writer
    // anyway), so that the next writer continues from this entry. It still holds the old hash.
    constexpr std::string_view advance
        = "UPDATE audit_heads SET sequence = sequence + ? WHERE tenant_id = ? RETURNING sequence, hash";
    if (auto const next = connection.find<Head>(advance, count, tenant))
        return *next;
    connection.execute(
        "INSERT INTO audit_heads (tenant_id, sequence, hash) VALUES (?, 0, ?) ON CONFLICT (tenant_id) DO "
        "NOTHING",
        tenant, no_hash);
    return connection.load<Head>(advance, count, tenant);
}

}

void check(Entry const& entry)
{
    if (entry.action.empty())
        throw std::invalid_argument("audit: an entry needs an action");
    check_names(entry.before);
    check_names(entry.after);
}

void record(db::Connection& connection, Clock const& clock, Entry const& entry)
{
    record(connection, clock, std::span(&entry, 1));
}

void record(db::Connection& connection, Clock const& clock, std::span<Entry const> entries)
{
    if (entries.empty())
        return;
    auto const tenant = entries.front().tenant;
    for (auto const& entry : entries) {
        check(entry);
        if (entry.tenant != tenant)
            throw std::logic_error("audit: entries of two tenants are two chains");
    }
    if (!connection.in_transaction())
        throw std::logic_error("audit: an entry belongs into the transaction it tells of");

    // The head moves once: PostgreSQL keeps every state of a row until the commit and goes through all of
    // them to find the last, which an import of a hundred thousand entries would feel.
    auto const last = take_next_sequences(connection, tenant, std::ssize(entries));
    auto sequence = last.sequence - std::ssize(entries);
    auto hash = last.hash;
    for (auto const& entry : entries) {
        StoredEntry stored{
            tenant,
            ++sequence,
            clock.now(),
            entry.actor.code(),
            entry.action,
            entry.subject_kind,
            entry.subject_id,
            text_of(entry.before),
            text_of(entry.after),
            entry.request_id,
            std::move(hash),
            {}};
        stored.hash = hash_of(stored);
        connection.execute(
            "INSERT INTO audit_entries (tenant_id, sequence, at, actor, action, subject_kind, subject_id,"
            " before_json, after_json, request_id, previous_hash, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            stored.tenant, stored.sequence, stored.at, stored.actor, stored.action, stored.subject_kind,
            stored.subject_id, stored.before_json, stored.after_json, stored.request_id, stored.previous_hash,
            stored.hash);
        hash = std::move(stored.hash);
    }
    connection.execute("UPDATE audit_heads SET hash = ? WHERE tenant_id = ?", hash, tenant);
}

Head head(db::Connection& connection, TenantId tenant)
{
    auto const found
        = connection.find<Head>("SELECT sequence, hash FROM audit_heads WHERE tenant_id = ?", tenant);
    return found.value_or(Head{0, std::string(no_hash)});
}

bool still_has(db::Connection& connection, TenantId tenant, Head const& noted)
{
    if (noted.sequence == 0)
        return noted.hash == no_hash;
    return connection.find<std::string>(
               "SELECT hash FROM audit_entries WHERE tenant_id = ? AND sequence = ?", tenant, noted.sequence)
        == noted.hash;
}

std::vector<StoredEntry> list_history(
    db::Connection& connection, TenantId tenant, std::string_view subject_kind, std::int64_t subject_id,
    int limit)
{
    return connection.list<StoredEntry>(
        "SELECT tenant_id, sequence, at, actor, action, subject_kind, subject_id, before_json, after_json,"
        " request_id, previous_hash, hash FROM audit_entries"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? ORDER BY sequence DESC LIMIT ?",
        tenant, subject_kind, subject_id, limit);
}

std::vector<StoredEntry> list_entries(
    db::Connection& connection, TenantId tenant, std::optional<std::int64_t> below, int limit)
{
    return connection.list<StoredEntry>(
        "SELECT tenant_id, sequence, at, actor, action, subject_kind, subject_id, before_json, after_json,"
        " request_id, previous_hash, hash FROM audit_entries"
        " WHERE tenant_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
        tenant, below.value_or(INT64_MAX), limit);
}

std::vector<std::string> missing_guards(db::Connection& connection)
{
    bool const is_sqlite = connection.engine() == db::Engine::sqlite;
    auto missing = is_sqlite
        ? std::vector<std::string>{"audit_entries_keep_update", "audit_entries_keep_delete"}
        : std::vector<std::string>{"audit_entries_keep_rows", "audit_entries_keep_table"};
    auto const there = is_sqlite
        ? connection.list<std::string>(
              "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'")
        : connection.list<std::string>(
              "SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'audit_entries'::regclass"
              " AND tgenabled <> 'D'");
    std::erase_if(
        missing, [&](std::string const& guard) { return std::ranges::find(there, guard) != there.end(); });
    return missing;
}

} // namespace kommin::audit
