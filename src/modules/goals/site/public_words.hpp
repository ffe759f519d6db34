#pragma once
// How states, lights and figures read in public, in the language of the page.

#include "modules/goals/goals/resolution.hpp"
#include "modules/goals/site/public_goals.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

MessageKey public_label_of(MeasureState state);
MessageKey public_label_of(Light light);
MessageKey public_label_of(GoalKind kind);

// A light as word and shape, and that somebody has judged instead of figures.
struct PublicLight {
    i18n::Texts const& texts;
    ShownLight light;
    void operator()(html::Writer& writer) const;
};

// How many of the measures that are shown are on their way.
struct Going {
    std::size_t all = 0; // those that were not dropped
    std::size_t on_track = 0; // or have reached what they were for
    std::size_t done = 0;
    std::size_t unknown = 0; // are being done, and nobody knows how they are going
    std::size_t goals_below = 0; // that have such measures of their own
    std::size_t goals_serving = 0; // of municipalities, likewise
};
// Of a planned one nothing can be known yet, and a finished one is not on its way any more.
bool is_on_its_way(MeasureState state);
Going going_of(std::vector<PublicMeasure const*> const& measures, Date today);
// Of a goal: also at how many goals others stand that are done for it.
Going going_of(PublicGoal const& goal, Date today);
// "3 von 4 öffentlichen Maßnahmen im Plan oder am Ziel. 1 von 4 abgeschlossen. Bei einer wissen wir nicht,
// wie es steht."; where it has none: where they stand instead.
std::string going_in_words(i18n::Texts const& texts, Going const& going);

// "62 Prozent des Weges sind geschafft. Das wissen wir von 3 der 5 …", or that nobody knows; "" where there
// is nothing that could be known.
std::string progress_in_words(i18n::Texts const& texts, RolledUp const& progress);

// "Kreistag, 5. Juni 2007 (einstimmig)": who has adopted it, when and how, as far as that is known.
std::string adopted_in_words(i18n::Texts const& texts, Adoption const& adoption, std::string_view by);

// "31. Dezember 2010"; an end of the planned years, since nobody has set a day; "" where nothing is known.
std::string public_deadline_of(i18n::Texts const& texts, Measure const& measure);
// "2009 bis 2010"; "" where nothing is known.
std::string public_period_of(i18n::Texts const& texts, Measure const& measure);

} // namespace kommin::goals
