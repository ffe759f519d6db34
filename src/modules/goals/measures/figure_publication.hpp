#pragma once
// Names and units of figures for translators: those of measures that everybody reads (docs/adr/0094).

#include "modules/goals/measures/figure.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

namespace kommin::goals {

inline constexpr content::SubjectKind figure_translation_subject{"figure_translation"};
extern records::TranslatedKind const translated_figures;

// Of a figure that was written: whoever reads its measure, and whoever translates it, has something else
// before them.
void tell_readers_of_figure(Work& work, Measure const& measure, FigureId id);
// Of one that was erased, with all that it said in other languages.
void tell_readers_without_figure(Work& work, Measure const& measure, FigureId id);
// Of a measure that was shown, hidden or renamed, or was given another owner.
void keep_open_texts_of_figures(Work& work, MeasureId measure);

} // namespace kommin::goals
