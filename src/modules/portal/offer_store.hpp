#pragma once
// The SQL of offers and their parts, and nothing else. Every function works inside the caller's transaction.

#include "modules/portal/offer.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

// All offers of a tenant with every part and translation, by id.
std::vector<Offer> list_offers(db::Connection& db, TenantId tenant);

// What an import needs to know of the offers that are there: by key.
struct StoredOffer {
    OfferId id;
    std::string slug;
    std::string content_hash;
};
std::unordered_map<std::string, StoredOffer> list_stored_offers(db::Connection& db, TenantId tenant);

// Inserts the offer with all parts. The municipality must be a body of the tenant; slug and key must be free,
// else db::ConstraintViolation "offers_slug" or "offers_key".
OfferId insert_offer(db::Connection& db, TenantId tenant, Offer const& offer, Instant now);

// Replaces everything an import can set; the id, the public id and the slug stay, because links point there.
void update_offer(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, Instant now);

} // namespace kommin::portal
