#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::staff {

inline constexpr Permission manage_accounts{"staff.accounts.manage"};
inline constexpr Permission see_rights{"staff.rights.see"};
inline constexpr Permission read_audit{"staff.audit.read"};

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
    };
}

} // namespace kommin::staff
