#pragma once
// What two columns say of an organisation, for the store and the lists.

#include "modules/contacts/api.hpp"

namespace kommin::contacts {

inline OrganisationState state_of_organisation(bool was_public, bool is_archived)
{
    if (!was_public)
        return OrganisationState::hidden;
    return is_archived ? OrganisationState::archived : OrganisationState::shown;
}

} // namespace kommin::contacts
