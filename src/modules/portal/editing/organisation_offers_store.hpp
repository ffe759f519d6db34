#pragma once
// The SQL of the offers of organisations and nothing else.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Parts of statements about organisations: the offers of the one that each line is about, and the ids of
// those that run an offer of these owners.
db::Query select_offers_of_each(TenantId tenant);
db::Query select_running_for(TenantId tenant, std::vector<std::int64_t> const& owners);
// The public offers that name it, by title, at most `most`; and how many there are.
struct NamingOffers {
    struct Line {
        OfferId id;
        std::string title;
    };
    std::vector<Line> lines;
    std::int64_t count = 0;
};
NamingOffers list_public_offers_of(db::Connection& db, TenantId tenant, OrganisationId id, int most);
// Of these.
std::int64_t count_offers_with_draft(db::Connection& db, TenantId tenant, std::vector<OfferId> const& offers);
// Returns how many.
std::int64_t move_offers(db::Connection& db, TenantId tenant, OrganisationId from, OrganisationId into);
void move_offer(db::Connection& db, TenantId tenant, OfferId offer, OrganisationId into);
// Lists find offers by the name of their organisation, too.
void store_organisation_name(db::Connection& db, TenantId tenant, OrganisationId id, std::string_view name);

} // namespace kommin::portal
