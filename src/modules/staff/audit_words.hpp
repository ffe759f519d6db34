#pragma once
// What the codes of the audit trail mean, for people. A code without a word stands as it is.

#include "modules/tenants/api.hpp"
#include "platform/access/rights.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/texts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

// "Rollen geändert".
std::string action_word(std::string_view action, i18n::Texts const& texts);
// "Konten und Anmeldung: Rollen geändert", as a list of all actions needs it.
std::string action_choice(std::string_view action, i18n::Texts const& texts);
// The word for all actions that begin so: "Angebote"; empty if these have none.
std::string group_word(std::string_view beginning, i18n::Texts const& texts);
// "Konto".
std::string kind_word(std::string_view subject_kind, i18n::Texts const& texts);

// One thing that an entry says of its record; empty: did not exist or was not noted.
struct FactLine {
    std::string label;
    std::string before;
    std::string after;
};
std::vector<FactLine> fact_lines(
    audit::StoredEntry const& entry, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);

// The version of its record that an entry made; nothing where it made none.
std::optional<std::int64_t> version_of(audit::StoredEntry const& entry);

// The roles of an account that holds `held`, were a change of roles taken back: without what it gave, with
// what it took. Nothing for other entries, and where nothing of it is left to take back.
std::optional<std::vector<Grant>> grants_without(
    audit::StoredEntry const& entry, std::vector<Grant> const& held);

} // namespace kommin::staff
