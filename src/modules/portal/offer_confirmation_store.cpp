#include "modules/portal/offer_confirmation_store.hpp"

namespace kommin::portal {

void insert_confirmation(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view token_hash, Instant asked_at,
    Instant expires_at)
{
    db.execute(
        "INSERT INTO offer_confirmations (tenant_id, offer_id, token_hash, asked_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant, offer, token_hash, asked_at, expires_at);
}

std::optional<OpenConfirmation> find_open_confirmation(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now)
{
    return db.find<OpenConfirmation>(
        "SELECT id, offer_id FROM offer_confirmations WHERE tenant_id = ? AND token_hash = ?"
        " AND answered_at IS NULL AND expires_at > ?",
        tenant, token_hash, now);
}

void close_confirmations(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view answer, Instant now)
{
    db.execute(
        "UPDATE offer_confirmations SET answered_at = ?, answer = ? WHERE tenant_id = ? AND offer_id = ?"
        " AND answered_at IS NULL",
        now, answer, tenant, offer);
}

std::optional<Instant> find_last_asked(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db.find<Instant>(
        "SELECT asked_at FROM offer_confirmations WHERE tenant_id = ? AND offer_id = ?"
        " ORDER BY asked_at DESC, id DESC LIMIT 1",
        tenant, offer);
}

std::int64_t erase_confirmations_before(db::Connection& db, TenantId tenant, Instant limit)
{
    return db.execute(
        "DELETE FROM offer_confirmations WHERE tenant_id = ? AND expires_at < ?", tenant, limit);
}

} // namespace kommin::portal
