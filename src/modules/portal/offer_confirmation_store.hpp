#pragma once
// The SQL of confirmations by link. Every function works inside the caller's transaction.

#include "modules/portal/offer.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kommin::portal {

using ConfirmationId = StrongId<struct ConfirmationTag>;

void insert_confirmation(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view token_hash, Instant asked_at,
    Instant expires_at);

struct OpenConfirmation {
    ConfirmationId id;
    OfferId offer;
};
// Not answered and not expired.
std::optional<OpenConfirmation> find_open_confirmation(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now);
// All links to the offer have done their work.
void close_confirmations(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view answer, Instant now);
std::optional<Instant> find_last_asked(db::Connection& db, TenantId tenant, OfferId offer);
std::int64_t erase_confirmations_before(db::Connection& db, TenantId tenant, Instant limit);

} // namespace kommin::portal
