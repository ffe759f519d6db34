#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::adoption {

// Packages are no secret among those who take over concepts; what a municipality has made of one belongs to
// it. Nobody's name stands in either.
inline constexpr Permission see_packages{"adoption.packages.see"};
inline constexpr Permission issue_packages{"adoption.packages.issue"};
// To read one in, and to take over from it. Each record asks for its own right besides.
inline constexpr Permission adopt_packages{"adoption.packages.adopt"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_packages,
         "right.adoption.packages.see"_msg,
         Sees::no_personal_data,
         {conference_office, steering_group, municipal_editor}},
        {issue_packages, "right.adoption.packages.issue"_msg, Sees::no_personal_data, {conference_office}},
        {adopt_packages,
         "right.adoption.packages.adopt"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
    };
}

} // namespace kommin::adoption
