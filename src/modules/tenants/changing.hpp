#pragma once
// Changing what was founded, for whoever edits places. Rights, versions and audit are the caller's; each
// function stores the next version and publishes.

#include "modules/tenants/tenant.hpp"
#include "platform/db/query.hpp"
#include "platform/work/work.hpp"

#include <string_view>

namespace kommin::tenants {

// For whoever keeps drafts of what places say of themselves: the table has their columns. A row is of the
// body itself, the Kreis of the whole district (Scope::owner()).
inline constexpr db::SqlLiteral edited_bodies{"bodies"};
inline constexpr db::SqlLiteral owner_of_body{"CASE WHEN kind = 'district' THEN 0 ELSE id END"};

// The introduction of the Kreis or a municipality.
void change_intro(Work& work, BodyId id, std::string_view intro);
// The introduction of the Kreis and whom to turn to in the district (`tenant.help_*`).
void change_district(Work& work, BodyId id, std::string_view intro, Tenant const& tenant);
// Kind, remark, mailbox and names of a unit.
void change_unit(Work& work, OrganisationalUnit const& unit);
// A unit with a key made of its first name.
UnitId add_unit(Work& work, OrganisationalUnit unit);

} // namespace kommin::tenants
