#include "platform/identity/session_store.hpp"

namespace kommin::identity {

SessionId insert_session(
    db::Connection& db, TenantId tenant, StoredSession const& session, std::string_view token_hash)
{
    return db.load<SessionId>(
        "INSERT INTO sessions (tenant_id, account_id, token_hash, stage, device, created_at, last_seen_at,"
        " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, session.account, token_hash, session.stage, session.device, session.created_at,
        session.last_seen_at, session.expires_at);
}

std::optional<StoredSession> find_session(db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<StoredSession>(
        "SELECT id, account_id, stage, device, created_at, last_seen_at, expires_at FROM sessions"
        " WHERE tenant_id = ? AND token_hash = ?",
        tenant, token_hash);
}

std::vector<StoredSession> list_sessions_of(db::Connection& db, TenantId tenant, AccountId account)
{
    return db.list<StoredSession>(
        "SELECT id, account_id, stage, device, created_at, last_seen_at, expires_at FROM sessions"
        " WHERE tenant_id = ? AND account_id = ? ORDER BY last_seen_at DESC, id DESC",
        tenant, account);
}

void try_to_note_seen(db::Connection& db, TenantId tenant, SessionId id, Instant now)
{
    db::Impatience const impatience(db);
    try {
        db.execute("UPDATE sessions SET last_seen_at = ? WHERE tenant_id = ? AND id = ?", now, tenant, id);
    } catch (db::Busy const&) { // the next request notes it
        return;
    }
}

bool erase_session(db::Connection& db, TenantId tenant, AccountId account, SessionId id)
{
    return db.execute(
               "DELETE FROM sessions WHERE tenant_id = ? AND account_id = ? AND id = ?", tenant, account, id)
        == 1;
}

int erase_sessions_of(db::Connection& db, TenantId tenant, AccountId account, SessionId kept)
{
    return static_cast<int>(db.execute(
        "DELETE FROM sessions WHERE tenant_id = ? AND account_id = ? AND id <> ?", tenant, account, kept));
}

void erase_sessions_expired_before(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM sessions WHERE tenant_id = ? AND expires_at < ?", tenant, limit);
}

bool find_known_device(db::Connection& db, TenantId tenant, AccountId account, std::string_view token_hash)
{
    return db
        .find<std::int64_t>(
            "SELECT id FROM known_devices WHERE tenant_id = ? AND account_id = ? AND token_hash = ?", tenant,
            account, token_hash)
        .has_value();
}

void note_known_device(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO known_devices (tenant_id, account_id, token_hash, last_seen_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account_id, token_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at",
        tenant, account, token_hash, now);
}

void erase_devices_of(db::Connection& db, TenantId tenant, AccountId account, std::string_view kept_hash)
{
    db.execute(
        "DELETE FROM known_devices WHERE tenant_id = ? AND account_id = ? AND token_hash <> ?", tenant,
        account, kept_hash);
}

void keep_newest_devices(db::Connection& db, TenantId tenant, AccountId account, int most)
{
    db.execute(
        "DELETE FROM known_devices WHERE tenant_id = ? AND account_id = ? AND id NOT IN"
        " (SELECT id FROM known_devices WHERE tenant_id = ? AND account_id = ?"
        " ORDER BY last_seen_at DESC, id DESC LIMIT ?)",
        tenant, account, tenant, account, most);
}

void erase_devices_unseen_since(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM known_devices WHERE tenant_id = ? AND last_seen_at < ?", tenant, limit);
}

std::optional<Failures> find_failures(db::Connection& db, TenantId tenant, std::string_view counter)
{
    return db.find<Failures>(
        "SELECT failures, last_at FROM login_failures WHERE tenant_id = ? AND counter = ?", tenant, counter);
}

void note_failure(
    db::Connection& db, TenantId tenant, std::string_view counter, Instant now, Instant forgotten_before)
{
    db.execute(
        "INSERT INTO login_failures (tenant_id, counter, failures, last_at) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (tenant_id, counter) DO UPDATE SET"
        " failures = CASE WHEN login_failures.last_at < ? THEN 1 ELSE login_failures.failures + 1 END,"
        " last_at = excluded.last_at",
        tenant, counter, now, forgotten_before);
}

std::int64_t count_counters_from(db::Connection& db, TenantId tenant, std::int64_t failures, Instant since)
{
    return db.load<std::int64_t>(
        "SELECT count(*) FROM login_failures WHERE tenant_id = ? AND failures >= ? AND last_at >= ?", tenant,
        failures, since);
}

void erase_failures(db::Connection& db, TenantId tenant, std::string_view counter)
{
    db.execute("DELETE FROM login_failures WHERE tenant_id = ? AND counter = ?", tenant, counter);
}

void erase_failures_before(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM login_failures WHERE tenant_id = ? AND last_at < ?", tenant, limit);
}

} // namespace kommin::identity
