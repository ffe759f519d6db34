#pragma once
// What other modules may know of organisations.

#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace kommin::contacts {

using OrganisationId = StrongId<struct OrganisationTag>;

struct Organisation {
    OrganisationId id;
    std::string public_id; // UUID
    std::string key; // slug of the name unless the source gives an id
    std::string name;
    std::string website;
    std::string email;
};

// Finds an organisation by key or inserts it; name, website and e-mail are brought up to date.
OrganisationId upsert_organisation(db::Connection& db, TenantId tenant, Organisation const& organisation);

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant);

} // namespace kommin::contacts
