#pragma once
// Versions: what a record said each time somebody saved it. The audit chain proves that it was saved and by
// whom, and can never be erased; what it said stands here and can.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace kommin::records {

struct Subject {
    content::SubjectKind kind;
    std::int64_t id;
};

struct VersionHead {
    std::int64_t number = 0; // ascending; numbers may be missing
    std::string action; // "portal.offer.published"
    Instant saved_at;
    std::string saved_by; // Actor::code()
};
struct Version {
    VersionHead head;
    Fields fields;
};

// Whoever may read everything: for rules of the program; a person has the scopes of a permission.
inline constexpr std::array unrestricted{Scope::whole_tenant()};

// What a version is made of.
struct Saved {
    std::int64_t number; // above all earlier ones of the subject
    std::string_view action;
    Scope owner; // whose the record is with this version
    Fields const& before; // what the audit entry compares with; empty for a new record
    Fields const& after;
    // Fields whose contents may stand in the audit chain for ever: choices from lists; never what somebody
    // may have typed a person into. Of all others it says only that they have changed.
    std::span<std::string_view const> harmless_fields = {};
    std::string on_behalf_of = {}; // Actor::code() of whoever planned it, where the program carries it out
};
// Stores the version and notes an audit entry of that action: the names of the fields that differ, the
// contents of the harmless ones, and the fingerprint of the version.
void keep_version(Work& work, Subject subject, Saved const& saved);

// Stores what a record said before it was first edited here, unless that version is there already. No audit
// entry: whoever made it noted that.
void keep_baseline(
    Work& work, Subject subject, std::int64_t number, std::string_view action, Instant saved_at, Scope owner,
    Fields const& fields);

// Versions of records that belonged to nobody whom the scopes cover do not exist.

std::optional<Version> find_version(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes);
// What a field with one value says: a word without the signs of LIKE.
struct FieldIs {
    std::string_view name;
    std::string_view value;
};
// Newest first; where a field is named, only those that say it.
std::vector<Version> list_versions(
    db::Connection& db, TenantId tenant, Subject subject, std::span<Scope const> scopes, int limit,
    std::optional<FieldIs> const& only = {});
// The newest one below a number; where a field is named, of those that say it.
std::optional<Version> find_version_before(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes,
    std::optional<FieldIs> const& only = {});
// From which version each one goes on, as far as they are among these: what is done to a draft from the draft
// before it, everything else from the record. By their numbers; `heads`: newest first.
std::map<std::int64_t, std::int64_t> origins_of(std::span<VersionHead const> heads);
// The version that this one goes on from: what its press changed is the difference to that one. Nothing for
// the first that is kept.
std::optional<Version> find_origin(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes);
// The highest number that is kept; 0: none.
std::int64_t newest_version(db::Connection& db, TenantId tenant, Subject subject);
// Above those that are kept and all that the audit chain knows of: for subjects whose numbers stand nowhere
// else, where a new record may have got the number of one that is gone.
std::int64_t next_version(db::Connection& db, TenantId tenant, Subject subject);
// Whether any version says it.
bool has_versions(db::Connection& db, TenantId tenant, Subject subject, FieldIs const& only);
// How many erase_versions() would erase.
std::int64_t count_versions(
    db::Connection& db, TenantId tenant, Subject subject, std::vector<std::int64_t> const& but = {});
// The subjects of that kind that have versions.
std::unordered_set<std::int64_t> list_versioned(
    db::Connection& db, TenantId tenant, content::SubjectKind kind);
// What stands in the audit entry of a version: SHA-256, in hexadecimal, of salt and fields. Whoever holds the
// version can prove that it is the one; whoever holds only the chain cannot guess what it said.
std::string fingerprint(std::string_view salt, Fields const& fields);
// Whether the versions are still what the chain says was saved. Those from before there were fingerprints,
// and baselines, prove nothing and are not counted.
struct VersionCheck {
    std::int64_t proven = 0;
    struct Broken {
        std::string kind;
        std::int64_t id;
        std::int64_t number;
    };
    std::optional<Broken> first_broken; // says something else, or the chain knows nothing of it
};
VersionCheck verify_versions(db::Connection& db, TenantId tenant);
// Forgets what the record ever said, but for the versions that say what it is now, where they are known: the
// audit chain keeps that they were saved, and could not prove what is stored anew under a number it knows.
void erase_versions(Work& work, Subject subject, std::vector<std::int64_t> const& but = {});

} // namespace kommin::records
