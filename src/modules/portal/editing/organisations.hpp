#pragma once
// Organisations as the editors of offers keep them: named right, and each of them once.

#include "modules/contacts/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind organisation_subject{"organisation"};

using contacts::OrganisationId;

// Offers of one organisation that one body owns.
struct OwnedOffers {
    Scope owner;
    std::int64_t count;
};

// An organisation as this person sees it.
struct EditedOrganisation {
    contacts::StoredOrganisation stored;
    std::vector<OwnedOffers> offers;
    bool may_edit = false;

    [[nodiscard]] std::int64_t count_offers() const;
};

// Whoever may see all offers sees all organisations, others those of which they see an offer; and whoever may
// edit all of its offers may edit it. One without offers belongs to the Kreis.

// Nothing where it does not exist or this person may not see it.
std::optional<EditedOrganisation> find_edited_organisation(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor);
// Spells what organisations are listed by anew, every night: rules change, and migrations cannot fold.
RecurringRule organisation_spelling();
// As this person sees it, with the offers that it runs.
EditedOrganisation edited_organisation(
    contacts::StoredOrganisation stored, std::vector<OwnedOffers> offers, Actor const& actor);

records::Fields form_of(contacts::Organisation const& organisation);
std::vector<Problem> problems_of_organisation(records::Fields const& fields);

struct SeenOrganisation {
    OrganisationId id;
    std::int64_t version;
};

// Problems: not_found without the right; what problems_of_organisation() finds, and a name that another one
// has
// ("organisation.problem.taken"); a conflict where somebody was faster ("record.problem.changed_meanwhile").

Result<OrganisationId> add_organisation(Work& work, records::Fields const& fields);
// The name shows on all its offers at once.
Result<void> change_organisation(Work& work, SeenOrganisation seen, records::Fields const& fields);
// `from` ends, its offers are those of `into`; whoever types its name means that one.
Result<void> merge_organisations(Work& work, SeenOrganisation from, SeenOrganisation into);
// They are two again, with the names and offers that each of them had; what has come since stays with `into`.
// Problems also: a conflict where `from` is not merged into it (any more), and where an offer that had moved
// runs under another one by now.
Result<void> separate_organisations(Work& work, SeenOrganisation into, OrganisationId from);
// Those that separate_organisations() may separate from it, by when they were merged.
std::vector<contacts::Organisation> list_merged_into(
    db::Connection& db, TenantId tenant, OrganisationId into);

} // namespace kommin::portal
