#pragma once
// What other modules may know of organisations.

#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::contacts {

// The name under which changes of organisations are published.
inline constexpr std::string_view published_as = "contacts";

using OrganisationId = StrongId<struct OrganisationTag>;

struct Organisation {
    OrganisationId id;
    std::string public_id; // UUID
    std::string key; // what its name says however it is spelled; of two with the same key there is one only
    std::string name; // as whoever was first has spelled it
    std::string website;
    std::string email;
};

// The organisation with the key of this one, as it is stored: added as it is given where nobody knows it yet,
// and only then audited and published. One that is there stays as it is, whatever is said about it here.
Organisation find_or_add_organisation(Work& work, Organisation const& organisation);

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant);
// Those of them that exist.
std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);

} // namespace kommin::contacts
