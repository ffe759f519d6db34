#pragma once
// Whose an organisation is: that follows from whose its offers are.

#include "modules/contacts/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind organisation_subject{"organisation"};

using contacts::OrganisationId;

// Offers of one organisation that one body owns.
struct OwnedOffers {
    Scope owner;
    std::int64_t count;
};

// By organisation, of these; those without offers are not there.
std::unordered_map<OrganisationId, std::vector<OwnedOffers>> list_offers_by_organisation(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);
std::vector<OwnedOffers> list_offers_of(db::Connection& db, TenantId tenant, OrganisationId id);

// Of the municipality that owns all of its offers; one without offers, or with those of several, is of the
// Kreis.
Scope owner_of(std::vector<OwnedOffers> const& offers);

} // namespace kommin::portal
