#pragma once
// The SQL of what editors need of an offer beside itself: version, draft, list. Every function works inside
// the caller's transaction.

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_overview.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Somebody here has changed what an import may have brought.
void mark_edited_here(db::Connection& db, TenantId tenant, OfferId id);
// What lists show of an offer that the public has never seen.
void rename_hidden_offer(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer);
// After a change of its translations: by it an import knows what it need not touch.
void store_content_hash(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer);
// At its first publication, while no link points there.
void store_slug(db::Connection& db, TenantId tenant, OfferId id, std::string_view slug);
std::optional<OfferId> find_offer_by_key(db::Connection& db, TenantId tenant, std::string_view key);
std::optional<OfferId> find_offer_by_slug(db::Connection& db, TenantId tenant, std::string_view slug);
bool is_slug_taken(db::Connection& db, TenantId tenant, std::string_view slug);

std::vector<OfferLine> list_offer_lines(db::Connection& db, TenantId tenant, OfferQuery const& query);
// Counts no further than `most`.
std::int64_t count_offer_lines(
    db::Connection& db, TenantId tenant, OfferQuery const& query, std::int64_t most);
// When the last letter went out about the one of these offers that has waited longest for an answer.
std::optional<Instant> find_longest_silence(db::Connection& db, TenantId tenant, OfferQuery const& query);

} // namespace kommin::portal
