#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::staff {

inline constexpr Permission manage_accounts{"staff.accounts.manage"};
inline constexpr Permission see_rights{"staff.rights.see"};
inline constexpr Permission read_audit{"staff.audit.read"};

// Jobs and refused addresses name nobody in full, but a district is small.
inline constexpr Permission see_jobs{"staff.jobs.see"};
inline constexpr Permission manage_jobs{"staff.jobs.manage"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {manage_accounts, "right.staff.accounts.manage"_msg, Sees::personal_data, {administrator}},
        {see_rights,
         "right.staff.rights.see"_msg,
         Sees::personal_data,
         {administrator, data_protection_officer}},
        {read_audit,
         "right.staff.audit.read"_msg,
         Sees::personal_data,
         {administrator, data_protection_officer}},
        {see_jobs, "right.staff.jobs.see"_msg, Sees::personal_data, {administrator, conference_office}},
        {manage_jobs, "right.staff.jobs.manage"_msg, Sees::personal_data, {administrator}},
    };
}

} // namespace kommin::staff
