#pragma once
// Rules of steering that are looked at and not enforced: no measure without a goal, no recommendation without
// an answer, no figure without a source (docs/adr/0095). What breaks one is asked of the records when
// somebody looks.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

enum class Rule : std::uint8_t {
    measure_without_goal,
    answer_late,
    report_without_source,
    goal_without_text,
    goal_changed_since, // adopted, and another text since
    goal_without_measure, // operational, and nothing is done for it
    measure_without_figure, // nor milestone: nobody can say whether it works
    measure_without_owner, // nobody is in charge
    milestone_late,
    risk_unchecked,
};
inline constexpr std::array<std::string_view, 10> rule_names{
    "measure-without-goal", "answer-late",          "report-without-source",  "goal-without-text",
    "goal-changed-since",   "goal-without-measure", "measure-without-figure", "measure-without-owner",
    "milestone-late",       "risk-unchecked"};
inline constexpr std::array all_rules{Rule::measure_without_goal,   Rule::answer_late,
                                      Rule::report_without_source,  Rule::goal_without_text,
                                      Rule::goal_changed_since,     Rule::goal_without_measure,
                                      Rule::measure_without_figure, Rule::measure_without_owner,
                                      Rule::milestone_late,         Rule::risk_unchecked};
inline std::string_view to_text(Rule rule)
{
    return kommin::name_of(rule_names, rule);
}
inline bool from_text(std::string_view text, Rule& rule)
{
    return read_name(rule_names, text, rule);
}
MessageKey label_of(Rule rule); // "Maßnahmen ohne Ziel"
MessageKey meaning_of(Rule rule); // one sentence: why it is a rule, and what to do

// One record that breaks a rule.
struct Finding {
    std::string title;
    html::Url url; // where it is mended, or read by whoever may not
    std::optional<std::int64_t> owner; // as Scope::owner(); nothing: of a recommendation
    // The day of a milestone, a risk, a report, on which an answer was due, or where there is no such day, on
    // which a recommendation was adopted.
    std::optional<PartialDate> since;
    std::string note = {}; // what is to be said instead of that day; "" for nothing
};
struct Findings {
    Rule rule = Rule::measure_without_goal;
    std::int64_t count = 0; // of all, no further than most_counted; one above: more
    std::vector<Finding> first = {};

    static constexpr std::int64_t most_counted = 1'000;
};

} // namespace kommin::goals
