#pragma once
// Versions: what a record said each time somebody saved it. The audit chain proves that it was saved and by
// whom, and can never be erased; what it said stands here and can.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

// What a version is made of.
struct Saved {
    std::int64_t number; // above all earlier ones of the subject
    std::string_view action;
    Fields const& before; // what the audit entry compares with; empty for a new record
    Fields const& after;
    // Fields whose contents must not get into the audit chain, because they may name persons; that they have
    // changed does.
    std::span<std::string_view const> private_fields = {};
};
// Stores the version and notes an audit entry of that action with the fields that differ.
void keep_version(Work& work, Subject subject, Saved const& saved);

// Stores what a record said before it was first edited here, unless that version is there already. No audit
// entry: whoever made it noted that.
void keep_baseline(
    Work& work, Subject subject, std::int64_t number, std::string_view action, Instant saved_at,
    Fields const& fields);

std::optional<Version> find_version(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number);
// Newest first.
std::vector<VersionHead> list_versions(db::Connection& db, TenantId tenant, Subject subject, int limit);
// Forgets what the record ever said; the audit chain keeps that it was saved.
void erase_versions(Work& work, Subject subject);

} // namespace kommin::records
