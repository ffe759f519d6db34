#pragma once
// The item "Offene Antworten": the program puts it on the agenda of each planned session of a conference and
// of each planned meeting of a steering group, as soon as an answer is open there (docs/adr/0086).

#include "modules/meetings/agenda/agenda_item.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"
#include "platform/work/work.hpp"

namespace kommin::meetings {

// Whether somebody has begun the minutes of a meeting. From then on, and once it may have begun, the program
// changes nothing on its agenda: they are about what stands there. Known to the part of the minutes.
using HasMinutes = bool (*)(db::Connection& db, TenantId tenant, MeetingId meeting);

// Once on each agenda where it belongs and is missing: before what is called "other" at the end. Where the
// office has taken it off, it stays away. How many were put there.
int place_open_answers(Work& work, HasMinutes has_minutes);
// Where nothing is open any more and nobody has touched it, it goes. How many went.
int take_idle_answers_away(Work& work, HasMinutes has_minutes);

// What is open now is what they will talk about there: it is planned, and its day is not over.
inline bool shows_open_answers(Meeting const& meeting, Date today)
{
    return meeting.state == MeetingState::planned && !meeting.is_past(today);
}
// Whether the office has taken it off this meeting and can put it back.
bool lacks_open_answers(
    db::Connection& db, TenantId tenant, Meeting const& meeting, Date today, HasMinutes has_minutes);
// Says whether it was put back: it may be there already. Problems: not_found without the right to edit the
// meeting; "item.problem.over" where it is not planned, may have begun or has minutes;
// "item.problem.no_answers" where it does not belong.
Result<bool> put_open_answers_back(Work& work, MeetingId id, HasMinutes has_minutes);

// As everybody reads it: the program's own title in the language of the page, one that the office has given
// as it is.
bool is_titled_by_program(AgendaItem const& item);
// On a page for everybody.
struct PublicItemTitle {
    AgendaItem const& item;
    web::Visit const& visit;
    void operator()(html::Writer& w) const;
};

} // namespace kommin::meetings
