#pragma once
// Giving out a package: what of the Kreis's concept goes in, shown before it leaves.

#include "modules/adoption/concepts/package_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::adoption {

// The fields of the form.
namespace issue_field {
inline constexpr std::string_view code = "code"; // of which package it is a version; "": a new one
inline constexpr std::string_view name = "name";
inline constexpr std::string_view fields = "fields"; // several: numbers of fields of action
inline constexpr std::string_view parts = "parts"; // several: see part_names
inline constexpr std::string_view serves = "serves"; // "ja"
inline constexpr std::string_view source = "source";
inline constexpr std::string_view licence = "licence";
inline constexpr std::string_view read = "read"; // "ja": nobody is named in the texts
} // namespace issue_field
inline constexpr std::string_view said = "ja";
namespace part_name {
inline constexpr std::string_view goals = "goals";
inline constexpr std::string_view measures = "measures";
inline constexpr std::string_view checklists = "checklists";
inline constexpr std::string_view letters = "letters";
} // namespace part_name

// Of the Kreis and not ended, by id: what the form offers.
std::vector<meetings::Panel> list_fields_to_issue(db::Connection& db, TenantId tenant, Date today);

// What would leave with what the form says.
struct PackageDraft {
    ConceptPackage package; // with the next number of its version, of today
    std::size_t stripped = 0; // mail addresses that were taken out
    std::string digest; // of what it says: another one where anything of it has changed
};
// Problems: not_found without the right; "name", "source", "licence", "fields"; "code" where there is no such
// package of this district's own; too many parts; "package.problem.part" for one that no reader would take;
// "package.problem.unchanged" where its last version says the same.
Result<PackageDraft> draft_package(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, records::Fields const& typed);

// The draft as this person has seen it, and the form below it.
struct SeenDraft {
    std::string digest;
    std::string form_key;
};
// A form sent twice finds what it made. Problems as of draft_package(); "read" where nobody has said it; a
// conflict where something has changed meanwhile ("package.problem.moved").
Result<PackageId> issue_package(
    Work& work, crypto::Key const& key, records::Fields const& typed, SeenDraft const& seen);

} // namespace kommin::adoption
