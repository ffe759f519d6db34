#pragma once
// What breaks the rules, for the person of a call.

#include "modules/goals/rules/rule.hpp"
#include "modules/tenants/api.hpp"
#include "platform/http/form.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view rules_path = "steuerung/regeln";

// As it stands in the address.
struct RuleFilter {
    std::string place = {}; // ort: a slug; that of the Kreis for what is its own
    std::optional<Rule> rule = {}; // regel: this one alone, with more lines

    static RuleFilter read(http::Form const& query);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
};

struct FoundByRules {
    std::vector<Findings> rules; // of those that this person may look at, in the order of the rules
    std::vector<tenants::Body> bodies; // of the district, for their names
};
// At most `limit` of each rule.
FoundByRules find_broken_rules(web::Call const& call, RuleFilter const& filter, int limit);

} // namespace kommin::goals
