#pragma once
// The course of a recommendation: discussed, adopted, submitted, what came of it, answered. Each step has a
// day as far as it is known; the last one can be taken back. Rights are those of editing it.

#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "modules/meetings/recommendations/taken_up.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

// The fields of the form of a step.
namespace step_field {
inline constexpr std::string_view state = "stand"; // to which it comes
inline constexpr std::string_view day = "day";
inline constexpr std::string_view meeting = "meeting"; // its number
inline constexpr std::string_view taken_up_as = "taken_up_as";
inline constexpr std::string_view note = "note";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view until = "until";
inline constexpr std::string_view records = taking_field; // several: see TakingRecord
} // namespace step_field
inline constexpr std::array all_step_fields{step_field::state, step_field::day,         step_field::meeting,
                                            step_field::until, step_field::taken_up_as, step_field::note,
                                            step_field::link};

// What a step to this state asks beside its day and its meeting.
struct AskedOfStep {
    bool note = false; // it must say something
    bool taken_up_as = false;
    bool until = false;
};
AskedOfStep asked_of(RecommendationState state);

// Everything that stands in the way of this step and can be said without a look at other records. `before`:
// the day of the step before.
std::vector<Problem> problems_of_step(
    records::Fields const& fields, std::optional<PartialDate> const& before, Date today);

// Says whether something was done: the same step a second time in a row is none. Records that were chosen
// name it as where they come from, in the same work. Problems: not_found without the right;
// "recommendation.problem.step" where this step does not follow on its state; what problems_of_step() finds;
// "meeting" where this actor does not see it; "records" as of TakenUpRecords::take_up; a conflict where
// somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<bool> take_step(
    Work& work, RecommendationVersion const& seen, records::Fields const& typed,
    RecommendationFollowers const& followers = {}, TakenUpRecords const& records = {});
// The last step is as if it had not been; the history keeps it. Problems: not_found without the right;
// "recommendation.problem.no_step" where there is none; a conflict as of take_step().
Result<void> take_step_back(
    Work& work, RecommendationVersion const& seen, RecommendationFollowers const& followers = {});

} // namespace kommin::meetings
