#pragma once
// The SQL of what an offer has several of: codes, telephones, contacts, prices, times, documents, sources,
// doubts and their translations; private to offer_store.cpp.

#include "modules/portal/directory/offer.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <vector>

namespace kommin::portal {

using SomeOffers = std::optional<std::vector<OfferId>>; // nothing: all of the tenant

// Adds their parts to these offers, which are all or `only` these; translations are read elsewhere.
void load_offer_parts(db::Connection& db, TenantId tenant, SomeOffers const& only, std::vector<Offer>& read);
void insert_offer_parts(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, Instant now);
void erase_offer_parts(db::Connection& db, TenantId tenant, OfferId id);

} // namespace kommin::portal
