#pragma once
// One year against the one before: what changed, what was decided, what was missed and why. From two states,
// without a database.

#include "modules/steering/closing/year_money.hpp"
#include "modules/steering/closing/year_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// Of a goal or a measure that is in both years; the lights by their words, nothing where there is none.
struct Changed {
    std::int64_t id = 0;
    std::string title; // as it is called now
    std::optional<std::string> earlier_title; // where it was called otherwise
    std::optional<std::string> light_then, light_now;
    std::optional<std::int64_t> progress_then, progress_now; // millionths
    std::string state_then, state_now; // of a measure
};
// Of a measure that has not come as far as was planned.
struct Missed {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> light;
    std::string state;
    std::vector<StateMilestone> milestones; // that were late, of one without figures, whose light they are
    std::vector<std::string> reasons; // as people gave them; empty: nobody gave any
};
struct Named {
    std::int64_t id = 0;
    std::string title;
};
// The money of a measure that is not in both years what it was.
struct MoneyChanged {
    std::string title;
    MoneyTotals then, now;
};
// Of years in which money was kept; otherwise nobody knows any, which is not none.
struct MoneyReport {
    std::optional<MoneyTotals> then, now;
    std::vector<MoneyChanged> measures; // by title
};
struct YearReport {
    bool has_before = false; // the year before is closed
    std::vector<Changed> measures, goals; // in which something has changed
    std::vector<Named> new_measures, gone_measures;
    std::vector<StatePriority> overruled; // that the group put elsewhere
    std::vector<StateEvaluation> verdicts; // to change or to end
    std::vector<Missed> missed;
    MoneyReport money;
};
// `before`: null where the year before is not closed.
YearReport report_of(YearState const& year, YearState const* before);

std::string full_title_of(StateMeasure const& measure);
std::string full_title_of(StateGoal const& goal);

} // namespace kommin::steering
