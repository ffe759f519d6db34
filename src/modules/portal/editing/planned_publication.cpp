#include "modules/portal/editing/planned_publication.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "platform/identity/session.hpp"

namespace kommin::portal {

bool may_publish_by_now(
    Work& work, std::optional<records::Version> const& planned, Permission publish, Scope owner,
    std::optional<Scope> const& owner_then)
{
    auto const rules = permission_rules();
    auto const planner = planned
        ? identity::find_actor(work.db(), work.tenant(), planned->head.saved_by, rules)
        : std::nullopt;
    return planner && owner_then && planner->may(publish, owner) && planner->may(publish, *owner_then);
}

std::optional<std::string> whoever_asked(
    records::EditState const& state, std::optional<records::Version> const& planned)
{
    if (state.handed_in_by || !planned)
        return state.handed_in_by;
    return planned->head.saved_by;
}

} // namespace kommin::portal
