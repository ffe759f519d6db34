#pragma once
// The SQL of sessions, known devices and counters of failed logins. Every function works inside the caller's
// transaction.

#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

struct StoredSession {
    SessionId id;
    AccountId account;
    Stage stage = Stage::password;
    std::string device;
    Instant created_at;
    Instant last_seen_at;
    Instant expires_at;
};

SessionId insert_session(
    db::Connection& db, TenantId tenant, StoredSession const& session, std::string_view token_hash);
std::optional<StoredSession> find_session(db::Connection& db, TenantId tenant, std::string_view token_hash);
std::vector<StoredSession> list_sessions_of(db::Connection& db, TenantId tenant, AccountId account);
// Not worth waiting for: does nothing while somebody else writes (SQLite).
void try_to_note_seen(db::Connection& db, TenantId tenant, SessionId id, Instant now);
bool erase_session(db::Connection& db, TenantId tenant, AccountId account, SessionId id);
// All but `kept`; returns how many.
int erase_sessions_of(db::Connection& db, TenantId tenant, AccountId account, SessionId kept);
void erase_sessions_expired_before(db::Connection& db, TenantId tenant, Instant limit);

bool find_known_device(db::Connection& db, TenantId tenant, AccountId account, std::string_view token_hash);
void note_known_device(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view token_hash, Instant now);
// All but the one with this hash ("": all).
void erase_devices_of(db::Connection& db, TenantId tenant, AccountId account, std::string_view kept_hash);
// All but the newest of the account.
void keep_newest_devices(db::Connection& db, TenantId tenant, AccountId account, int most);
void erase_devices_unseen_since(db::Connection& db, TenantId tenant, Instant limit);

struct Failures {
    std::int64_t count = 0;
    Instant last_at;
};
std::optional<Failures> find_failures(db::Connection& db, TenantId tenant, std::string_view counter);
// One more, or the first again if the last one was before `forgotten_before`.
void note_failure(
    db::Connection& db, TenantId tenant, std::string_view counter, Instant now, Instant forgotten_before);
// How many counters stand at this or more and have failed since.
std::int64_t count_counters_from(db::Connection& db, TenantId tenant, std::int64_t failures, Instant since);
void erase_failures(db::Connection& db, TenantId tenant, std::string_view counter);
void erase_failures_before(db::Connection& db, TenantId tenant, Instant limit);

} // namespace kommin::identity
