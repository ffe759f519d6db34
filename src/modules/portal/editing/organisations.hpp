#pragma once
// Organisations as the editors of offers keep them: named right, and each of them once. They are drafted as
// offers and pages are (docs/adr/0044, 0051); the public reads their names with their offers.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/organisation_owners.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using contacts::OrganisationState;

// Whose they are as owner_of() says it.
inline constexpr records::EditedKind edited_organisations{
    .kind = organisation_subject,
    .table = contacts::edited_table,
    .owner
    = "COALESCE((SELECT CASE WHEN MIN(CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 "
      "END) = MAX(CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END) THEN MIN(CASE "
      "WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END) ELSE 0 END FROM offers WHERE "
      "offers.tenant_id = organisations.tenant_id AND offers.organisation_id = organisations.id), 0)",
    .was_public = contacts::edited_was_public,
    .actions = "portal.organisation",
    .harmless_fields = {}};

// For records::save_draft() and what else is done with drafts. One that a public offer names is not archived;
// one that was merged into another is not changed any more.
extern constinit records::DraftedKind const drafted_organisations;

// An organisation as this person sees it.
struct EditedOrganisation {
    contacts::StoredOrganisation stored;
    std::vector<OwnedOffers> offers;
    bool may_edit = false;
    bool may_publish = false;

    [[nodiscard]] std::int64_t count_offers() const;
};

// Whoever may see all offers sees all organisations, others those of which they see an offer.

// Nothing where it does not exist or this person may not see it.
std::optional<EditedOrganisation> find_edited_organisation(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor);
// With its draft.
struct DraftedOrganisation : records::EditedRecord {
    EditedOrganisation organisation;
};
std::optional<DraftedOrganisation> find_drafted_organisation(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor);
// Drafts that wait for this actor to publish them: a page of them, and how many there are.
std::vector<DraftedOrganisation> list_organisations_to_review(
    db::Connection& db, TenantId tenant, Actor const& actor);
std::int64_t count_organisations_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Drafts that this actor handed in and got back, and those of which nobody knows who did.
std::vector<DraftedOrganisation> list_returned_organisations(
    db::Connection& db, TenantId tenant, Actor const& actor);
std::int64_t count_returned_organisations(db::Connection& db, TenantId tenant, Actor const& actor);
// How many of both, for the menu of every page.
std::int64_t count_waiting_organisations(db::Connection& db, TenantId tenant, Actor const& actor);
// Spells what organisations are listed by anew, every night: rules change, and migrations cannot fold.
RecurringRule organisation_spelling();
JobRule organisation_spelling_round(); // what that begins
// As this person sees it, with the offers that it runs.
EditedOrganisation edited_organisation(
    contacts::StoredOrganisation stored, std::vector<OwnedOffers> offers, Actor const& actor);

records::Fields form_of(
    contacts::Organisation const& organisation, contacts::OrganisationDetails const& details);
// What the fields say beside name, website and address; what they cannot say is left out.
contacts::OrganisationDetails details_from(records::Fields const& fields);
// As they are stored: the languages in their order, a line for each address.
records::Fields spelled_organisation(records::Fields const& fields);
std::vector<Problem> problems_of_organisation(records::Fields const& fields);

struct SeenOrganisation {
    OrganisationId id;
    std::int64_t version;
};

// Problems: not_found without the right; what problems_of_organisation() finds, and a name that another one
// has
// ("organisation.problem.taken"); a conflict where somebody was faster ("record.problem.changed_meanwhile").

// Public at once, where this actor may publish it; otherwise handed in with the same press.
Result<OrganisationId> add_organisation(Work& work, records::Fields const& fields);
// `from` ends, its offers are those of `into`; whoever types its name means that one. At once; a draft of
// `from` ends with it, one of `into` goes on waiting. Problems also: a conflict where that would make `into`
// public and this actor may not publish it.
Result<void> merge_organisations(Work& work, SeenOrganisation from, SeenOrganisation into);
// They are two again, with the names and offers that each of them had; what has come since stays with `into`.
// Problems also: a conflict where `from` is not merged into it (any more), where `into` has a name that had
// moved, where an offer that had moved runs under another one by now or has a draft, and where `from` would
// become public and this actor may not publish it.
Result<void> separate_organisations(Work& work, SeenOrganisation into, OrganisationId from);
// They are called alike and are not the same. Problems: not_found without the right to edit both.
Result<void> tell_organisations_apart(Work& work, OrganisationId one, OrganisationId other);
// They are among those that are alike again.
Result<void> propose_organisations_again(Work& work, OrganisationId one, OrganisationId other);
// From which ones it was told apart that this person may edit.
struct ApartOrganisation {
    contacts::DistinctOrganisation told;
    EditedOrganisation organisation;
};
std::vector<ApartOrganisation> list_organisations_apart(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor);
// Those that separate_organisations() may separate from it, by when they were merged.
std::vector<contacts::Organisation> list_merged_into(
    db::Connection& db, TenantId tenant, OrganisationId into);
// Publishes what is due.
JobRule scheduled_organisation_publication();

} // namespace kommin::portal
