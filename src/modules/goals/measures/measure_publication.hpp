#pragma once
// A measure is shown to everybody, and no longer shown (docs/adr/0094). Rights are those of editing it.

#include "modules/goals/goals/publication.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "platform/records/translated_kind.hpp"

#include <string_view>

namespace kommin::goals {

inline constexpr content::SubjectKind measure_translation_subject{"measure_translation"};
extern records::TranslatedKind const translated_measures;

// As of a goal; a measure is adopted by nobody.
Result<bool> change_public_measure(
    Work& work, MeasureVersion const& seen, PublicStep step, std::string_view plain_text);

// Of a measure that was written: whoever reads it, and whoever translates it, has something else before them.
void tell_readers(Work& work, Measure const& before, Measure const& now);
// Of one of which a figure, a report or a milestone was.
void tell_readers(Work& work, Measure const& measure);

} // namespace kommin::goals
