#pragma once
// The SQL of what an offer has several of: codes, telephones, contacts, prices, times, documents, sources,
// doubts and their translations; private to offer_store.cpp.

#include "modules/portal/directory/offer.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <vector>

namespace kommin::portal {

// Adds their parts to these offers, which are all or the only one; translations are read elsewhere.
void load_offer_parts(
    db::Connection& db, TenantId tenant, std::optional<OfferId> only, std::vector<Offer>& read);
void insert_offer_parts(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, Instant now);
void erase_offer_parts(db::Connection& db, TenantId tenant, OfferId id);

} // namespace kommin::portal
