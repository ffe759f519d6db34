#pragma once
// What other modules may know of organisations.

#include "modules/contacts/organisation_details.hpp"
#include "modules/contacts/organisation_likeness.hpp"
#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"
#include "platform/records/editing.hpp"
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
// What a public record names is public: one that only editors knew, or that had ended, is from here on shown.
void show_organisation(Work& work, OrganisationId id);

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant);
// Those of them that exist.
std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);

// For whoever edits organisations; rights, versions, drafts and audit are the caller's.

// For records::EditedKind: the table has the columns of drafts.
inline constexpr db::SqlLiteral edited_table{"organisations"};
inline constexpr db::SqlLiteral edited_was_public{"published_at IS NOT NULL"};

// For lists of other modules: the public mail address of the organisation that a row of `offers` names, or
// NULL.
inline constexpr db::SqlLiteral email_of_named_organisation{
    "(SELECT named.email FROM organisations named WHERE named.tenant_id = offers.tenant_id"
    " AND named.id = offers.organisation_id)"};
// Of whichever organisation a row `s` with tenant_id and organisation_id means today: its name, unless it has
// ended, and what it is. NULL where the row means none.
inline constexpr db::SqlLiteral name_of_meant_organisation{
    "(SELECT named.name FROM organisations meant JOIN organisations named"
    " ON named.id = COALESCE(meant.merged_into_id, meant.id) AND NOT named.is_archived"
    " WHERE meant.tenant_id = s.tenant_id AND meant.id = s.organisation_id)"};
inline constexpr db::SqlLiteral kind_of_meant_organisation{
    "(SELECT named.kind FROM organisations meant JOIN organisations named"
    " ON named.id = COALESCE(meant.merged_into_id, meant.id)"
    " WHERE meant.tenant_id = s.tenant_id AND meant.id = s.organisation_id)"};
// The ids of those that have one; for the tenant.
inline constexpr db::SqlLiteral ids_with_email{
    "SELECT id FROM organisations WHERE tenant_id = ? AND email <> ''"};

// hidden: only editors know it. archived: it has ended, no public record names it.
enum class OrganisationState : std::uint8_t { hidden, shown, archived };

struct StoredOrganisation {
    Organisation organisation;
    std::int64_t version;
    std::optional<OrganisationId> merged_into; // it is that one now
    OrganisationState state = OrganisationState::shown;
    records::DraftState draft_state = records::DraftState::none;
    std::optional<Date> publish_on = {}; // of a draft that is planned
    std::optional<std::string> handed_in_by = {}; // Actor::code()
    OrganisationDetails details = {};
};
std::optional<StoredOrganisation> find_organisation(db::Connection& db, TenantId tenant, OrganisationId id);

// For lists, page by page; those that were merged into others are in none.

// Where one stands in a list.
struct OrganisationPlace {
    std::string likeness;
    std::string list_text; // the name in folded words
    OrganisationId id;
};
struct ListedOrganisation {
    StoredOrganisation stored;
    OrganisationPlace place;
};
struct OrganisationQuery {
    std::string words = {}; // folded, in the name
    std::string like = {}; // only those of this likeness
    bool is_alike = false; // only those whose likeness another one has; these stand side by side
    // A SELECT of ids by which another module knows them: only these.
    std::optional<db::Query> among = {};
    // A SELECT of whatever another module has for `organisations.id`: only those for which it has nothing.
    // Asked for each of them, because PostgreSQL compares long lists of ids line by line.
    std::optional<db::Query> without = {};
    std::vector<OrganisationState> states = {}; // empty: whichever
    std::vector<records::DraftState> draft_states = {}; // empty: whichever
    std::optional<OrganisationKind> kind = {};
    std::string language = {}; // tag: only those that can be written to in it
    bool descending = false; // else by name
    std::optional<OrganisationPlace> after = {}; // only what follows this place
};
std::vector<ListedOrganisation> list_organisations(
    db::Connection& db, TenantId tenant, OrganisationQuery const& query, int limit);
// Counts no further than `most`.
std::int64_t count_organisations(
    db::Connection& db, TenantId tenant, OrganisationQuery const& query, std::int64_t most);
// Those that the public may see, by id: the next ones behind this one.
std::vector<Organisation> list_shown_organisations(
    db::Connection& db, TenantId tenant, OrganisationId after, int limit);
// Spells list texts and likenesses anew where the rules say otherwise today: a batch of
// platform/work/round.hpp.
Result<std::optional<std::int64_t>> spell_some_organisations(WorkContext const& context, std::int64_t after);

// Whoever has or had a name with this key.
std::optional<OrganisationId> find_organisation_by_key(
    db::Connection& db, TenantId tenant, std::string_view key);

// The names of those that the public sees, in their order, as many as `most`; none where there are more.
std::vector<std::string> list_shown_names(db::Connection& db, TenantId tenant, std::int64_t most);

// One that only editors know; its key must be nobody's.
OrganisationId add_hidden_organisation(Work& work, Organisation const& organisation);
// Stores name, website, address and state as the next version, and publishes what is not hidden. `key`: of
// the name as it is now; it must be nobody else's. Who says an earlier name still means this one, if it has
// been public; one that has not lets go of its earlier names and takes the public id that is given, if any.
void update_organisation(
    Work& work, Organisation const& organisation, std::string_view key, OrganisationState state);
// Stores what it is and how it can be reached; the version rises with update_organisation().
void set_organisation_details(Work& work, OrganisationId id, OrganisationDetails const& details);

// Two that are called alike and are not the same: lists of those that are alike leave the pair out, until one
// of them is merged (docs/adr/0088). Told apart already, they stay so.
void tell_organisations_apart(Work& work, OrganisationId one, OrganisationId other);
// Whether they had been told apart.
bool propose_organisations_again(Work& work, OrganisationId one, OrganisationId other);
struct DistinctOrganisation {
    OrganisationId other;
    std::string decided_by; // Actor::code()
    Instant decided_at;
};
// From which ones it was told apart, the last one first.
std::vector<DistinctOrganisation> list_distinct_organisations(
    db::Connection& db, TenantId tenant, OrganisationId id);

// `from` turns out to be `into`, and so does everybody who says one of its names; what was public of either
// stays public. A draft of `from` ends. What refers to it is the caller's to move. The versions of both rise.
// Returns what has moved.
struct MovedNames {
    std::vector<std::string> keys;
    std::vector<OrganisationId> organisations; // that had turned out to be `from` before
};
MovedNames merge_organisation(Work& work, OrganisationId from, OrganisationId into);
// They are two again: the names that had moved are those of `from`. The versions of both rise.
void separate_organisation(Work& work, OrganisationId from, OrganisationId into, MovedNames const& moved);

} // namespace kommin::contacts
