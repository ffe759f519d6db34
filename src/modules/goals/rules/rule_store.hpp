#pragma once
// SQL of the rules for measures and what belongs to them. Every function works inside the caller's
// transaction.

#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/rules/rule.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

struct RuleQuery {
    std::vector<Scope> owners; // of these and of no other, as Rights::where() says them
    std::optional<std::int64_t> owner = {}; // of this one alone, as Scope::owner()
    Date today;
};

struct BrokenByMeasure {
    MeasureId measure;
    std::string number;
    std::string title;
    std::string what; // the milestone, the risk or the figure; "" where it is the measure itself
    std::int64_t owner = 0; // as Scope::owner()
    std::optional<PartialDate> since; // of milestones, risks and reports
    ReportId report = {}; // without a source; 0 by every other rule
};
// Whether this rule is one of measures that are neither done nor dropped.
bool is_of_measures(Rule rule);
// Those that break it, those of the earliest day first; at most `limit`. The rule is one of measures.
std::vector<BrokenByMeasure> list_broken_by_measures(
    db::Connection& db, TenantId tenant, Rule rule, RuleQuery const& query, int limit);
std::int64_t count_broken_by_measures( // at most `most`
    db::Connection& db, TenantId tenant, Rule rule, RuleQuery const& query, std::int64_t most);

} // namespace kommin::goals
