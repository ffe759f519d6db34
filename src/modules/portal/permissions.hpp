#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::portal {

// Messages from the public name persons and how to reach them.
inline constexpr Permission read_messages{"portal.feedback.read"};
inline constexpr Permission answer_messages{"portal.feedback.answer"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {read_messages,
         "right.portal.feedback.read"_msg,
         Sees::personal_data,
         {conference_office, department_editor}},
        {answer_messages,
         "right.portal.feedback.answer"_msg,
         Sees::personal_data,
         {conference_office, department_editor}},
    };
}

} // namespace kommin::portal
