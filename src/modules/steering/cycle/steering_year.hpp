#pragma once
// Years of the administrative steering group: six steps from looking through the goals to reflecting on what
// came of them, each with an owner, a day, a checklist, documents and decisions (docs/adr/0092).

#include "modules/goals/measures/api.hpp"
#include "modules/meetings/meetings/api.hpp"
#include "modules/meetings/panels/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

inline constexpr content::SubjectKind year_subject{"steering_year"};
inline constexpr content::SubjectKind step_subject{"steering_step"};

using YearId = StrongId<struct SteeringYearTag>;
using StepId = StrongId<struct SteeringStepTag>;
using StepFileId = StrongId<struct SteeringStepFileTag>;

inline constexpr int first_year = 1900;
inline constexpr int last_year = 2200;

// What need, influence, cost and resolution weigh in a priority, in this order.
using Weights = std::array<int, 4>;
inline constexpr Weights usual_weights{4, 3, 2, 1}; // of a year with none before it
inline constexpr int most_weight = 10;

struct SteeringYear {
    YearId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    int year = 0;
    std::optional<meetings::PanelId> panel; // whose meetings steer it; nothing: nobody has said
    std::string remark; // each line a paragraph
    std::string source;
    bool is_closed = false; // its state is frozen, and nothing of it is edited any more
    std::int64_t version = 1;
    Instant changed_at = {};
    int need_weight = usual_weights[0]; // see year_weights.hpp, as those that follow
    int influence_weight = usual_weights[1];
    int cost_weight = usual_weights[2];
    int resolution_weight = usual_weights[3];

    [[nodiscard]] Weights weights() const
    {
        return {need_weight, influence_weight, cost_weight, resolution_weight};
    }
    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    [[nodiscard]] Date first_day() const { return std::chrono::year(year) / std::chrono::January / 1; }
    [[nodiscard]] Date last_day() const { return std::chrono::year(year) / std::chrono::December / 31; }
};

// In the order in which the group does them.
enum class StepKind : std::uint8_t {
    screening, // of the goals, by responsibility and influence
    stocktaking, // of what there is already
    priorities,
    strategies,
    conditions, // the resources that it takes
    evaluation, // and reflection
};
inline constexpr std::array<std::string_view, 6> step_kind_names{"screening",  "stocktaking", "priorities",
                                                                 "strategies", "conditions",  "evaluation"};
inline constexpr std::array all_step_kinds{StepKind::screening,  StepKind::stocktaking, StepKind::priorities,
                                           StepKind::strategies, StepKind::conditions,  StepKind::evaluation};
inline std::string_view to_text(StepKind kind)
{
    return kommin::name_of(step_kind_names, kind);
}
inline bool from_text(std::string_view text, StepKind& kind)
{
    return read_name(step_kind_names, text, kind);
}
MessageKey label_of(StepKind kind);

// skipped: not done in this year; the outcome says why.
enum class StepState : std::uint8_t { open, running, done, skipped };
inline constexpr std::array<std::string_view, 4> step_state_names{"open", "running", "done", "skipped"};
inline constexpr std::array all_step_states{
    StepState::open, StepState::running, StepState::done, StepState::skipped};
inline std::string_view to_text(StepState state)
{
    return kommin::name_of(step_state_names, state);
}
inline bool from_text(std::string_view text, StepState& state)
{
    return read_name(step_state_names, text, state);
}
MessageKey label_of(StepState state);

// A line of its checklist.
struct StepLine {
    std::string title;
    std::optional<Date> done_on; // nothing: open
    friend bool operator==(StepLine const&, StepLine const&) = default;
};
struct StepDocument {
    std::string title;
    std::string link; // https://…
    friend bool operator==(StepDocument const&, StepDocument const&) = default;
};
// A PDF beside them, written anew (step_files.hpp).
struct StepFile {
    StepFileId id;
    std::string title;
    std::string hash; // its digest in the store of files
    std::int64_t size = 0; // bytes
    std::int64_t pages = 0;
};
// Of the panel, as the minutes of that meeting name it: meetings::NamedDecision says what it is.
struct StepDecision {
    meetings::MeetingId meeting;
    std::string motion;
    friend auto operator<=>(StepDecision const&, StepDecision const&) = default;
};
// What a decision is about, as its step says it.
struct DecisionSubject {
    StepDecision decision;
    std::optional<goals::GoalId> goal; // one of both
    std::optional<goals::MeasureId> measure;
    friend auto operator<=>(DecisionSubject const&, DecisionSubject const&) = default;
};

struct Step {
    StepId id;
    YearId year;
    StepKind kind = StepKind::screening;
    std::optional<std::int64_t> account; // who sees to it …
    std::string owner; // … or whose function that is, in words: "Leitung der Stabsstelle"
    std::optional<PartialDate> due;
    StepState state = StepState::open;
    std::string outcome; // what came of it, or why it was skipped; each line a paragraph
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] bool is_open() const { return state == StepState::open || state == StepState::running; }
    // After the last day that its day can mean.
    [[nodiscard]] bool is_overdue(Date today) const
    {
        return is_open() && due && due->last_possible_day() < today;
    }
};

// A step with what belongs to it, each in its order.
struct WholeStep {
    Step step;
    std::vector<StepLine> lines;
    std::vector<StepDocument> documents;
    std::vector<StepDecision> decisions; // ascending
    std::vector<DecisionSubject> subjects = {}; // of these decisions, ascending
    std::vector<StepFile> files = {}; // the oldest first; they are changed by themselves (step_files.hpp)
};

} // namespace kommin::steering
