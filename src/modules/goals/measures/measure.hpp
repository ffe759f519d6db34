#pragma once
// Measures: what is done towards goals, by whom, for whom and until when (docs/adr/0090). Whether one is on
// track say its figures.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/reckoning/light.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr content::SubjectKind measure_subject{"measure"};

using MeasureId = StrongId<struct MeasureTag>;
using MilestoneId = StrongId<struct MilestoneTag>;

// waiting: for a grant or a decision; the reason says for which. dropped: it is not gone on with.
enum class MeasureState : std::uint8_t { planned, running, waiting, done, dropped };
inline constexpr std::array<std::string_view, 5> measure_state_names{
    "planned", "running", "waiting", "done", "dropped"};
inline constexpr std::array all_measure_states{
    MeasureState::planned, MeasureState::running, MeasureState::waiting, MeasureState::done,
    MeasureState::dropped};
inline std::string_view to_text(MeasureState state)
{
    return kommin::name_of(measure_state_names, state);
}
inline bool from_text(std::string_view text, MeasureState& state)
{
    return read_name(measure_state_names, text, state);
}
MessageKey label_of(MeasureState state);

// A light that somebody has set instead of the reckoned one, which stays beside it.
struct LightByHand {
    Light light = Light::no_data;
    std::string reason;
    std::string by; // Actor::code()
    Date until; // from then on the reckoned one holds again
    // When it was set, or changed last: of days before it says nothing. Nothing: nobody has noted it.
    std::optional<Date> since = {};
};

struct Measure {
    MeasureId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    meetings::PanelId panel; // its field of action
    std::string number; // as the district counts: "M 1"; may be empty
    std::string title;
    std::string text; // what is done; each line a paragraph
    std::string audience; // for whom
    std::optional<tenants::UnitId> unit; // who is in charge …
    std::string office; // … where that is no unit of the list
    std::optional<std::int64_t> responsible; // an account, beside the unit or office; for the desk alone
    MeasureState state = MeasureState::planned;
    std::string state_reason;
    std::optional<Date> state_since; // as somebody said it, or when it was set; nothing: nobody has noted it
    bool is_recurring = false; // each year again, without an end
    std::optional<PartialDate> starts, ends; // the planned years
    std::optional<PartialDate> deadline;
    std::string deadline_remark; // "Bis Ende 2010", or why there is none
    std::string reservation; // "abhängig von der Finanzierbarkeit des Kreishaushalts"
    std::string grant; // on which one it depends, as long as that is no record
    std::chrono::months reports_every{6};
    std::optional<LightByHand> by_hand;
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source;
    std::string report_mail; // for letters that ask for reports; "": the mailbox of the unit, see mail_of()
    std::string plain_text; // what is done in plain words, for everybody; may be empty
    std::string slug; // in its public address; given when it is shown first, and kept
    std::optional<Date> public_since; // nothing: it is not shown
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    // By the end of that day. Where nobody has noted since when, on any day.
    [[nodiscard]] bool was_done_on(Date day) const
    {
        return state == MeasureState::done && (!state_since || *state_since <= day);
    }
    // The last day of its deadline, else of its planned years, which is an assumption; nothing without both.
    struct Deadline {
        Date day;
        bool is_assumed = false;
    };
    [[nodiscard]] std::optional<Deadline> last_day() const;
};

// "M 1 Fortbildungen".
std::string full_title_of(Measure const& measure);

// "195 Kindergärten", "rund 70 Grundschulen", "alle Eltern".
struct Reach {
    std::optional<std::int64_t> count; // nothing: nobody has counted
    bool is_approximate = false;
    std::string what;
    friend bool operator==(Reach const&, Reach const&) = default;
};

struct Milestone {
    MilestoneId id;
    std::string title;
    std::optional<PartialDate> due;
    std::optional<Date> done_on;
    std::string remark;
};

struct ServedGoal {
    GoalId goal;
    std::int64_t weight = 1; // of the measure among those that serve this goal
    friend bool operator==(ServedGoal const&, ServedGoal const&) = default;
};

// What belongs to a measure besides its row, each in its order.
struct MeasureLinks {
    std::vector<ServedGoal> goals;
    std::vector<meetings::RecommendationId> origins;
    std::vector<tenants::BodyId> places; // empty: the whole district of its owner
    std::vector<Reach> reach;
    std::vector<std::string> partners;
};

} // namespace kommin::goals
