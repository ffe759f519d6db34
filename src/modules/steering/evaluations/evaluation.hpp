#pragma once
// Evaluations: what came of a measure in a year, as the unit in charge and as others see it, and what is to
// become of it (docs/adr/0092). They feed the priorities of the next year.

#include "modules/goals/measures/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::steering {

inline constexpr content::SubjectKind evaluation_subject{"measure_evaluation"};

using EvaluationId = StrongId<struct MeasureEvaluationTag>;

// self: of the unit in charge, once for each measure and year. external: of an organisation or another unit.
enum class EvaluationView : std::uint8_t { self, external };
inline constexpr std::array<std::string_view, 2> evaluation_view_names{"self", "external"};
inline constexpr std::array all_evaluation_views{EvaluationView::self, EvaluationView::external};
inline std::string_view to_text(EvaluationView view)
{
    return kommin::name_of(evaluation_view_names, view);
}
inline bool from_text(std::string_view text, EvaluationView& view)
{
    return read_name(evaluation_view_names, text, view);
}
MessageKey label_of(EvaluationView view);

enum class Verdict : std::uint8_t { go_on, change, end };
inline constexpr std::array<std::string_view, 3> verdict_names{"continue", "change", "end"};
inline constexpr std::array all_verdicts{Verdict::go_on, Verdict::change, Verdict::end};
inline std::string_view to_text(Verdict verdict)
{
    return kommin::name_of(verdict_names, verdict);
}
inline bool from_text(std::string_view text, Verdict& verdict)
{
    return read_name(verdict_names, text, verdict);
}
MessageKey label_of(Verdict verdict);

struct MeasureEvaluation {
    EvaluationId id;
    YearId year;
    goals::MeasureId measure;
    EvaluationView view = EvaluationView::self;
    std::string
        evaluator; // a unit, an organisation or a function; nobody's name, since a closed year keeps it
    Date day;
    int effect = 3; // 1 to 5
    int effort = 3; // 1 to 5; 5 is much
    std::string lessons; // each line a paragraph
    Verdict verdict = Verdict::go_on;
    std::string verdict_why; // never empty with change and end
    std::string written_by; // Actor::code()
    std::int64_t version = 1;
    Instant changed_at = {};
};

} // namespace kommin::steering
