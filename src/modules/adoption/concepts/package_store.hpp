#pragma once
// SQL of packages and of what municipalities have made of them. Every function works inside the caller's
// transaction.

#include "modules/adoption/package/concept_package.hpp"
#include "modules/funding/programmes/api.hpp"
#include "modules/meetings/advice/api.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::adoption {

inline constexpr content::SubjectKind package_subject{"concept_package"};

using PackageId = StrongId<struct ConceptPackageTag>;
using AdoptionId = StrongId<struct AdoptionTag>;
using AdoptionLinkId = StrongId<struct AdoptionLinkTag>;

// A version of a package, without what is in it.
struct StoredPackage {
    PackageId id;
    std::string code;
    std::int64_t number = 1;
    std::string name;
    std::string issuer;
    Date day = {};
    std::string public_key; // base64url
    bool is_own = false; // given out here
    std::string hash; // of its file
    std::string added_by; // Actor::code()
    Instant added_at = {};
};

// What a package has to do with: one of both.
struct AdoptionLink {
    AdoptionLinkId id;
    std::string code;
    std::optional<meetings::AdviceId> advice;
    std::optional<funding::ApplicationId> application;
};

// The newest version of each first; at most `limit`.
std::vector<StoredPackage> list_packages(db::Connection& db, TenantId tenant, int limit);
// All versions of one, the newest first.
std::vector<StoredPackage> list_versions_of(db::Connection& db, TenantId tenant, std::string_view code);
// Whether one that was read in is signed by another key than one of these before it.
bool has_other_key(StoredPackage const& package, std::vector<StoredPackage> const& versions);
std::optional<StoredPackage> load_package(db::Connection& db, TenantId tenant, PackageId id);
std::string load_package_file(db::Connection& db, TenantId tenant, PackageId id); // it must exist
// The newest version of each that is linked with it, the newest first.
std::vector<StoredPackage> list_packages_linked_with(
    db::Connection& db, TenantId tenant, AdoptionLink const& target);
PackageId insert_package(
    db::Connection& db, TenantId tenant, StoredPackage const& package, std::string_view content);

struct Adoption {
    AdoptionId id;
    tenants::BodyId body;
    std::string code;
    std::int64_t number = 1; // of the version through which it went last
    std::string changed_by; // Actor::code()
    Instant changed_at = {};
};
// Of one package, by municipality.
std::vector<Adoption> list_adoptions_of(db::Connection& db, TenantId tenant, std::string_view code);
std::optional<Adoption> find_adoption(
    db::Connection& db, TenantId tenant, tenants::BodyId body, std::string_view code);
// What a municipality has not gone through yet.
struct AdoptionBehind {
    PackageId newest; // the version
    tenants::BodyId body;
};
// Of these owners (Scope::owner()), at most `limit`.
std::vector<AdoptionBehind> list_adoptions_behind(
    db::Connection& db, TenantId tenant, std::vector<std::int64_t> const& owners, int limit);
AdoptionId insert_adoption(db::Connection& db, TenantId tenant, Adoption const& adoption);
void update_adoption(db::Connection& db, TenantId tenant, Adoption const& adoption);

// What became of a part.
struct AdoptedItem {
    std::string key;
    std::optional<meetings::PanelId> panel; // the record that it became: one of these, or none
    std::optional<goals::GoalId> goal;
    std::optional<goals::MeasureId> measure;
    bool is_taken = false;
    std::string content; // text_of() it, when somebody said so last

    [[nodiscard]] bool has_record() const { return panel || goal || measure; }
};
std::vector<AdoptedItem> list_adopted_items(db::Connection& db, TenantId tenant, AdoptionId adoption);
// In the stead of what was there of that part.
void store_adopted_item(db::Connection& db, TenantId tenant, AdoptionId adoption, AdoptedItem const& item);

std::vector<AdoptionLink> list_links(db::Connection& db, TenantId tenant, std::string_view code);
void insert_link(db::Connection& db, TenantId tenant, AdoptionLink const& link);
void erase_link(db::Connection& db, TenantId tenant, AdoptionLinkId id);

} // namespace kommin::adoption
