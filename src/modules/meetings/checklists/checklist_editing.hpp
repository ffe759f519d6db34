#pragma once
// The checklist of a meeting: made of a template, ticked line by line, moved with the meeting. Whoever writes
// the minutes of a panel keeps the checklists of its meetings; whose line it is ticks it.

#include "modules/meetings/checklists/checklist.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/tasks/task_editing.hpp"
#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kommin::meetings {

inline constexpr std::string_view template_of_form = "vorlage"; // fields of the forms
inline constexpr std::string_view lines_of_form = "zeilen";

// The lines of the template that the checklist has not had yet: they are told by their words, two with the
// same words are two, and what somebody has changed or dropped since is not put there again. How many were
// added. Problems: not_found without the right to write the minutes of that meeting; a conflict where
// somebody has changed the meeting meanwhile, it is called off, or its checklist is too long; "vorlage" where
// there is no such template for its kind; as of day_of_line().
Result<int> make_checklist(Work& work, MeetingVersion const& seen, ChecklistTemplateId of);
// Lines as read_lines() reads them. `form_key`: a form sent twice adds them once. Problems: as of
// make_checklist(); "zeilen" with what stands in their way.
Result<int> add_checklist_lines(
    Work& work, MeetingVersion const& seen, std::string_view typed, std::string_view form_key);
// Done, or open again. Problems: as of save_task(); not_found for a task of no checklist; a conflict while
// its meeting is called off.
Result<void> tick_line(Work& work, TaskVersion const& seen, bool is_done);

// What hangs on a meeting that is saved: its checklist is made where the form of a new one says so
// (`meeting_field::checklist`), open lines move with its day unless somebody has typed theirs, and fall where
// it is called off, until it is held after all. Refused where the day of a line cannot be, or no template
// fits.
MeetingFollowers checklist_followers();

} // namespace kommin::meetings
