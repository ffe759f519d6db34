#pragma once
// The roles of people in the steering system of a district. What each may do stands in the tables of rights
// of the modules.

#include "platform/access/permission.hpp"
#include "platform/base/message_key.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace kommin::tenants {

inline constexpr Role administrator{"administrator"};
inline constexpr Role conference_office{"conference_office"};
inline constexpr Role moderator{"moderator"};
inline constexpr Role steering_group{"steering_group"};
inline constexpr Role department_editor{"department_editor"};
inline constexpr Role municipal_editor{"municipal_editor"};
inline constexpr Role translator{"translator"};
inline constexpr Role immigration_office_clerk{"immigration_office_clerk"};
inline constexpr Role counselling_office{"counselling_office"};
inline constexpr Role committee_clerk{"committee_clerk"};
inline constexpr Role data_protection_officer{"data_protection_officer"};
inline constexpr Role reader{"reader"};

// For whose records a role can be given.
enum class RoleReach : std::uint8_t { district, municipality, either };

struct RoleDescription {
    Role role;
    MessageKey label;
    MessageKey hint; // what it is for, in one sentence
    RoleReach reach;
};

inline constexpr std::array all_roles{
    RoleDescription{
        administrator, "role.administrator"_msg, "role.administrator.hint"_msg, RoleReach::district},
    RoleDescription{
        conference_office, "role.conference_office"_msg, "role.conference_office.hint"_msg,
        RoleReach::district},
    RoleDescription{moderator, "role.moderator"_msg, "role.moderator.hint"_msg, RoleReach::district},
    RoleDescription{
        steering_group, "role.steering_group"_msg, "role.steering_group.hint"_msg, RoleReach::district},
    RoleDescription{
        department_editor, "role.department_editor"_msg, "role.department_editor.hint"_msg,
        RoleReach::district},
    RoleDescription{
        municipal_editor, "role.municipal_editor"_msg, "role.municipal_editor.hint"_msg,
        RoleReach::municipality},
    RoleDescription{translator, "role.translator"_msg, "role.translator.hint"_msg, RoleReach::either},
    RoleDescription{
        immigration_office_clerk, "role.immigration_office_clerk"_msg,
        "role.immigration_office_clerk.hint"_msg, RoleReach::either},
    RoleDescription{
        counselling_office, "role.counselling_office"_msg, "role.counselling_office.hint"_msg,
        RoleReach::either},
    RoleDescription{
        committee_clerk, "role.committee_clerk"_msg, "role.committee_clerk.hint"_msg, RoleReach::district},
    RoleDescription{
        data_protection_officer, "role.data_protection_officer"_msg, "role.data_protection_officer.hint"_msg,
        RoleReach::district},
    RoleDescription{reader, "role.reader"_msg, "role.reader.hint"_msg, RoleReach::either},
};

// Null for the code of no role.
inline RoleDescription const* find_role(std::string_view code)
{
    for (auto const& description : all_roles) {
        if (description.role.code == code)
            return &description;
    }
    return nullptr;
}

} // namespace kommin::tenants
