#pragma once
// Who is asked by letter how they see a measure of a year (docs/adr/0092): the unit in charge, or somebody
// from outside. Neither needs an account.

#include "modules/steering/evaluations/evaluation.hpp"
#include "platform/i18n/zone.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::steering {

inline constexpr std::string_view evaluation_request_kind = "evaluation_request"; // in the audit trail

using EvaluationRequestId = StrongId<struct EvaluationRequestTag>;

struct EvaluationRequest {
    EvaluationRequestId id;
    YearId year;
    goals::MeasureId measure;
    EvaluationView view = EvaluationView::self;
    std::string evaluator; // a unit or an organisation; nobody's name
    std::string mail; // "" once it was taken out
    std::string language; // of its letters: a tag
    Date until; // up to which day an answer is asked for
    std::optional<EvaluationId> evaluation; // what they answered
    std::optional<Instant> asked_at; // when its letter was ordered
    std::optional<Date> soon_for, late_for; // of which day a reminder was ordered
    std::int64_t version = 1;
};

// So long behind its day a link works, and letters leave.
inline constexpr std::chrono::days longest_late{90};
// So long behind its day the address stays.
inline constexpr std::chrono::days addresses_kept{180};
inline constexpr std::chrono::days longest_asking{366};
bool is_behind_its_day(EvaluationRequest const& request, Date today);
bool is_long_over(EvaluationRequest const& request, Date today);

// What a letter is about.
enum class EvaluationLetter : std::uint8_t { request, soon, late };
inline constexpr std::array<std::string_view, 3> evaluation_letter_names{"request", "soon", "late"};
inline std::string_view to_text(EvaluationLetter letter)
{
    return kommin::name_of(evaluation_letter_names, letter);
}
inline bool from_text(std::string_view text, EvaluationLetter& letter)
{
    return read_name(evaluation_letter_names, text, letter);
}
inline constexpr std::chrono::days reminded_before{7};
// So long nobody is reminded of a letter.
inline constexpr std::chrono::days left_in_peace{7};
// Which reminder is due on this day and was not ordered yet; nothing once it is answered or long over, and
// where no letter has asked. `zone`: in which a letter has its day.
std::optional<EvaluationLetter> reminder_due(
    EvaluationRequest const& request, Date today, i18n::Zone const& zone);

} // namespace kommin::steering
