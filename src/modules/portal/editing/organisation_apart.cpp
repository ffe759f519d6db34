// Organisations that are called alike and are not the same.

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/organisations.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

namespace {

Result<void> check_both(Work& work, OrganisationId one, OrganisationId other)
{
    auto const may_edit = [&](OrganisationId id) {
        auto const edited = find_edited_organisation(work.db(), work.tenant(), id, work.actor());
        return edited && edited->may_edit && !edited->stored.merged_into;
    };
    if (one == other || !may_edit(one) || !may_edit(other))
        return Problem::not_found("organisation.problem.unknown"_msg);
    return {};
}

bool are_apart(Work& work, OrganisationId one, OrganisationId other)
{
    auto const apart = contacts::list_distinct_organisations(work.db(), work.tenant(), one);
    return std::ranges::find(apart, other, &contacts::DistinctOrganisation::other) != apart.end();
}

}

Result<void> tell_organisations_apart(Work& work, OrganisationId one, OrganisationId other)
{
    TRY(check_both(work, one, other));
    if (are_apart(work, one, other))
        return {};
    contacts::tell_organisations_apart(work, one, other);
    work.audit(
        "portal.organisation.told_apart", organisation_subject.word(), one, {}, {{"other", other.value}});
    return {};
}

Result<void> propose_organisations_again(Work& work, OrganisationId one, OrganisationId other)
{
    TRY(check_both(work, one, other));
    if (contacts::propose_organisations_again(work, one, other))
        work.audit(
            "portal.organisation.proposed_again", organisation_subject.word(), one, {},
            {{"other", other.value}});
    return {};
}

std::vector<ApartOrganisation> list_organisations_apart(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor)
{
    std::vector<ApartOrganisation> apart;
    for (auto& told : contacts::list_distinct_organisations(db, tenant, id)) {
        auto edited = find_edited_organisation(db, tenant, told.other, actor);
        if (edited && edited->may_edit)
            apart.push_back({std::move(told), std::move(*edited)});
    }
    return apart;
}

} // namespace kommin::portal
