// Two organisations of which somebody has said that they are not the same, although they are called alike.

#include "modules/contacts/api.hpp"
#include "modules/contacts/organisation_details_store.hpp"

#include <utility>

namespace kommin::contacts {

void tell_organisations_apart(Work& work, OrganisationId one, OrganisationId other)
{
    for (auto const& [first, second] : {std::pair(one, other), std::pair(other, one)})
        work.db().execute(
            "INSERT INTO organisation_distinct (organisation_id, other_id, tenant_id, decided_by, decided_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (organisation_id, other_id) DO NOTHING",
            first, second, work.tenant(), work.actor().code(), work.now());
}

bool propose_organisations_again(Work& work, OrganisationId one, OrganisationId other)
{
    return work.db().execute(
               "DELETE FROM organisation_distinct WHERE tenant_id = ?"
               " AND ((organisation_id = ? AND other_id = ?) OR (organisation_id = ? AND other_id = ?))",
               work.tenant(), one, other, other, one)
        > 0;
}

std::vector<DistinctOrganisation> list_distinct_organisations(
    db::Connection& db, TenantId tenant, OrganisationId id)
{
    return db.list<DistinctOrganisation>(
        "SELECT other_id, decided_by, decided_at FROM organisation_distinct WHERE tenant_id = ?"
        " AND organisation_id = ? ORDER BY decided_at DESC, other_id",
        tenant, id);
}

void erase_distinct_organisations(Work& work, OrganisationId id)
{
    work.db().execute(
        "DELETE FROM organisation_distinct WHERE tenant_id = ? AND (organisation_id = ? OR other_id = ?)",
        work.tenant(), id, id);
}

} // namespace kommin::contacts
