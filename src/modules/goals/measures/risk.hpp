#pragma once
// Risks of a measure: what may go wrong, how likely and how bad, what is done about it, and when somebody
// looked at it last (docs/adr/0095).

#include "modules/goals/measures/measure.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::goals {

using RiskId = StrongId<struct RiskTag>;

// Of a probability and of a damage.
enum class Grade : std::uint8_t { low, medium, high };
inline constexpr std::array<std::string_view, 3> grade_names{"low", "medium", "high"};
inline constexpr std::array all_grades{Grade::low, Grade::medium, Grade::high};
inline std::string_view to_text(Grade grade)
{
    return kommin::name_of(grade_names, grade);
}
inline bool from_text(std::string_view text, Grade& grade)
{
    return read_name(grade_names, text, grade);
}
MessageKey label_of(Grade grade);

// handled: it cannot happen any more, or would do no harm. occurred: it has happened.
enum class RiskState : std::uint8_t { open, handled, occurred };
inline constexpr std::array<std::string_view, 3> risk_state_names{"open", "handled", "occurred"};
inline constexpr std::array all_risk_states{RiskState::open, RiskState::handled, RiskState::occurred};
inline std::string_view to_text(RiskState state)
{
    return kommin::name_of(risk_state_names, state);
}
inline bool from_text(std::string_view text, RiskState& state)
{
    return read_name(risk_state_names, text, state);
}
MessageKey label_of(RiskState state);

// How often an open risk has to be looked at.
inline constexpr std::chrono::months risks_checked_every{6};

struct Risk {
    RiskId id;
    std::string title;
    Grade probability = Grade::medium;
    Grade damage = Grade::medium;
    std::string response; // what is done about it
    std::optional<tenants::UnitId> unit; // who looks after it …
    std::string office; // … where that is no unit of the list
    RiskState state = RiskState::open;
    Date checked_on;

    // Probability times damage, each from 1 to 3.
    [[nodiscard]] int weight() const;
    // In words: 1 and 2 are low, 3 and 4 medium, 6 and 9 high.
    [[nodiscard]] Grade grade() const;
    [[nodiscard]] bool is_unchecked(Date today) const;
};
// The day before which an open risk was looked at too long ago.
Date risks_due_before(Date today);

} // namespace kommin::goals
