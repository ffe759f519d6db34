#include "modules/goals/site/translations_demo.hpp"

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/measures/figure_publication.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/demo/translated_records.hpp"

namespace kommin::goals {

void load_goal_translations(demo::Demo& demo)
{
    // A story for which somebody has asked says some of it otherwise: that stays German, as what an office
    // has changed since.
    bool const is_told_otherwise = demo.story && demo.story_of_district() == nullptr;
    demo::load_translations(
        demo,
        {.subject = "goals",
         .counted_as = "translations of goals",
         .fit = is_told_otherwise ? demo::Fit::loose : demo::Fit::exact,
         .kinds = {&translated_goals, &translated_measures, &translated_figures},
         .keep_open_texts = &keep_open_texts});
}

} // namespace kommin::goals
