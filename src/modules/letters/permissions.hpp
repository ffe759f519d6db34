#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::letters {

// Words that go out under the name of the Kreis or of a municipality. The form asks for functions rather than
// names.
inline constexpr Permission edit_templates{"letters.templates.edit"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {edit_templates,
         "right.letters.templates.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
    };
}

} // namespace kommin::letters
