#pragma once
// What other modules may know of organisations.

#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::contacts {

// The name under which changes of organisations are published.
inline constexpr std::string_view published_as = "contacts";
// What a published change speaks of, where it is one organisation only.
inline constexpr std::string_view published_organisation = "organisation";

using OrganisationId = StrongId<struct OrganisationTag>;

struct Organisation {
    OrganisationId id;
    std::string public_id; // UUID
    std::string key; // what its name says however it is spelled; of two with the same key there is one only
    std::string name; // as whoever was first has spelled it
    std::string website;
    std::string email;
};

// The organisation that has or had a name with this key, as it is stored: added as it is given where nobody
// knows it yet, and only then audited and published. One that is there stays as it is, whatever is said about
// it here.
Organisation find_or_add_organisation(Work& work, Organisation const& organisation);

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant);
// Those of them that exist.
std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);

// For whoever edits organisations; rights, versions and audit are the caller's.

struct StoredOrganisation {
    Organisation organisation;
    std::int64_t version;
    std::optional<OrganisationId> merged_into; // it is that one now
};
std::optional<StoredOrganisation> find_organisation(db::Connection& db, TenantId tenant, OrganisationId id);
// Those that were not merged into others.
std::vector<Organisation> list_current_organisations(db::Connection& db, TenantId tenant);
// Whoever has or had a name with this key.
std::optional<OrganisationId> find_organisation_by_key(
    db::Connection& db, TenantId tenant, std::string_view key);

// Stores name, website and address as the next version, and publishes. `key`: of the name as it is now; it
// must be nobody else's. Who says an earlier name still means this one.
void update_organisation(Work& work, Organisation const& organisation, std::string_view key);
// `from` turns out to be `into`, and so does everybody who says one of its names. What refers to it is the
// caller's to move. The versions of both rise.
void merge_organisation(Work& work, OrganisationId from, OrganisationId into);

} // namespace kommin::contacts
