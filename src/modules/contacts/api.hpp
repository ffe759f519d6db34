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
    std::string key; // slug of the name unless the source gives an id
    std::string name;
    std::string website;
    std::string email;
};

// Stores an organisation, or brings the one with this key up to date: its name, and website and e-mail where
// they are given.
OrganisationId keep_organisation(Work& work, Organisation const& organisation);

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant);
// Those of them that exist.
std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);

} // namespace kommin::contacts
