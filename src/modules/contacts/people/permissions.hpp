#pragma once
// What the module allows with people, and to whom. Those of a municipality belong to it, all others to the
// Kreis.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::contacts {

inline constexpr Permission see_people{"contacts.people.see"};
inline constexpr Permission edit_people{"contacts.people.edit"};
inline constexpr Permission erase_people{"contacts.people.erase"};
// What people agree to; shows nobody.
inline constexpr Permission edit_consent_texts{"contacts.consent_texts.edit"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_people,
         "right.contacts.people.see"_msg,
         Sees::personal_data,
         {conference_office, municipal_editor, data_protection_officer}},
        {edit_people,
         "right.contacts.people.edit"_msg,
         Sees::personal_data,
         {conference_office, municipal_editor}},
        {erase_people,
         "right.contacts.people.erase"_msg,
         Sees::personal_data,
         {conference_office, data_protection_officer}},
        {edit_consent_texts,
         "right.contacts.consent_texts.edit"_msg,
         Sees::no_personal_data,
         {conference_office, data_protection_officer}},
    };
}

} // namespace kommin::contacts
