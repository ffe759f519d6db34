#pragma once
// What of a frozen state tells the course of things besides figures: milestones, open risks, stocktakings,
// and by which resolution a goal was adopted.

#include "modules/steering/closing/year_state.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string>

namespace kommin::steering {

// "Kreistag, 5. Juni 2007, einstimmig, Drucksache 054/07"; of a state that has no more only its day; "" where
// nobody has adopted it.
std::string shown_resolution(i18n::Texts const& texts, StateGoal const& goal);
// "Konzept, fällig April 2009"; "Konzept" where no day was set.
std::string shown_milestone(i18n::Texts const& texts, StateMilestone const& milestone);
// Sections for milestones, risks and stocktakings; one sentence for a state of an earlier format.
void write_state_course(html::Writer& w, i18n::Texts const& texts, YearState const& state);

} // namespace kommin::steering
