#pragma once
// The form of a programme that was typed on an earlier version than the one that is stored by now: it goes on
// from the newest one, and says beside each field what stands there.

#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/registration/programme_editing.hpp"
#include "platform/i18n/texts.hpp"

#include <span>
#include <vector>

namespace kommin::meetings {

struct FormMeanwhile {
    ProgrammeForm form; // saved again, it is what counts
    std::vector<Problem> stored; // at each field that says something else, in its words
};
// Lines of parts that somebody has taken away are new ones, parts that have come stand behind the others.
// `stored`: form_of() what is stored.
FormMeanwhile on_newest(
    ProgrammeForm typed, ProgrammeForm const& stored, std::span<Panel const> panels,
    i18n::Texts const& texts);

} // namespace kommin::meetings
