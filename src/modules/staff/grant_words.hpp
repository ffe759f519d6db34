#pragma once
// Roles and where they hold, for people and for forms.

#include "modules/tenants/api.hpp"
#include "platform/access/rights.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

// "Redaktion einer Gemeinde (Bergkamen)".
std::string text_of(Grant const& grant, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);

// The field of the form for a role: "editor", "editor@7" with a body.
std::string code_of(Grant const& grant);
// Those of a sent form, each once; whether they exist, check_grants() says.
std::vector<Grant> read_grants(http::Form const& form);

// A right that somebody gains or loses with other roles: its name, and where.
struct RightChange {
    std::string label; // "Rückmeldungen lesen (Aalfeld)"
    bool sees_personal_data = false;
};
// The rights that `to` brings and `from` does not, in the order of the tables of rights.
std::vector<RightChange> rights_gained(
    std::vector<Grant> const& from, std::vector<Grant> const& to, std::vector<PermissionRule> const& rules,
    std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);

} // namespace kommin::staff
