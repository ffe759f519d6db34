#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::funding {

// Budgets, applications and grants: those of a municipality belong to it, all others to the Kreis. Programmes
// and their calls are what others have published: whoever sees any money reads them, and the Kreis keeps
// them.
inline constexpr Permission see_money{"funding.money.see"};
inline constexpr Permission edit_money{"funding.money.edit"};
inline constexpr Permission edit_programmes{"funding.programmes.edit"};
// Vouchers and what is passed on to associations: payees may be persons.
inline constexpr Permission account_for_money{"funding.vouchers.edit"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_money,
         "right.funding.money.see"_msg,
         Sees::no_personal_data,
         {conference_office, steering_group, department_editor, municipal_editor}},
        {edit_money,
         "right.funding.money.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {edit_programmes, "right.funding.programmes.edit"_msg, Sees::no_personal_data, {conference_office}},
        {account_for_money,
         "right.funding.vouchers.edit"_msg,
         Sees::personal_data,
         {conference_office, municipal_editor}},
    };
}

} // namespace kommin::funding
