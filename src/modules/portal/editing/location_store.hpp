#pragma once
// The SQL of the locations of offers. Every function works inside the caller's transaction.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Offers with the same spelling of an address, the same organisation and the same owner.
struct AddressRow {
    OfferId first; // the one with the least number
    std::int64_t offers;
    std::string street, postal_code, city;
    Reach reach;
    std::optional<tenants::BodyId> body;
    std::optional<contacts::OrganisationId> organisation;

    // Whose municipality; nothing where they are for more than one.
    [[nodiscard]] std::optional<tenants::BodyId> place() const
    {
        return reach == Reach::municipality ? body : std::nullopt;
    }
};
// Of offers of these scopes that are public or have never been. An offer without a street has no location.
std::vector<AddressRow> list_addresses(db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes);
// The same of one postal code, one row for each offer, in the order of their numbers.
struct LocatedOfferRow {
    OfferId id;
    std::string street, city;
};
std::vector<LocatedOfferRow> list_offers_of_postal_code(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, std::string_view postal_code);

} // namespace kommin::portal
