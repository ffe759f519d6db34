#include "modules/meetings/site/translations_demo.hpp"

#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "platform/demo/translated_records.hpp"

namespace kommin::meetings {

void load_conference_translations(demo::Demo& demo)
{
    demo::load_translations(
        demo,
        {.subject = "conference",
         .counted_as = "translations of the conference",
         .fit = demo::Fit::nothing_else,
         .kinds
         = {&translated_panels, &translated_meetings, &translated_items, &translated_parts,
            &translated_minutes, &translated_entries, &translated_recommendations},
         .keep_open_texts = &keep_open_texts});
}

} // namespace kommin::meetings
