#pragma once
// The texts of recommendations that everybody reads, for translators.

#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

namespace kommin::meetings {

inline constexpr content::SubjectKind recommendation_translation_subject{"recommendation_translation"};

extern records::TranslatedKind const translated_recommendations;

// Of one that was written, and of the panels that it names now and named before.
void keep_open_texts(Work& work, Recommendation const& before, Recommendation const& now);

} // namespace kommin::meetings
