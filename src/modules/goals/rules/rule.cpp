#include "modules/goals/rules/rule.hpp"

#include <cstddef>

namespace kommin::goals {

namespace {

constexpr std::array<MessageKey, rule_names.size()> rule_labels{
    "rule.measure_without_goal"_msg,   "rule.answer_late"_msg,           "rule.report_without_source"_msg,
    "rule.goal_without_text"_msg,      "rule.goal_changed_since"_msg,    "rule.goal_without_measure"_msg,
    "rule.measure_without_figure"_msg, "rule.measure_without_owner"_msg, "rule.milestone_late"_msg,
    "rule.risk_unchecked"_msg};
constexpr std::array<MessageKey, rule_names.size()> rule_meanings{
    "rule.measure_without_goal.why"_msg,   "rule.answer_late.why"_msg,
    "rule.report_without_source.why"_msg,  "rule.goal_without_text.why"_msg,
    "rule.goal_changed_since.why"_msg,     "rule.goal_without_measure.why"_msg,
    "rule.measure_without_figure.why"_msg, "rule.measure_without_owner.why"_msg,
    "rule.milestone_late.why"_msg,         "rule.risk_unchecked.why"_msg};

}

MessageKey label_of(Rule rule)
{
    return rule_labels.at(static_cast<std::size_t>(rule));
}

MessageKey meaning_of(Rule rule)
{
    return rule_meanings.at(static_cast<std::size_t>(rule));
}

} // namespace kommin::goals
