#include "modules/meetings/meetings/meeting.hpp"

namespace kommin::meetings {

MessageKey label_of(MeetingState state)
{
    switch (state) {
    case MeetingState::held:
        return "meeting.state.held"_msg;
    case MeetingState::cancelled:
        return "meeting.state.cancelled"_msg;
    case MeetingState::planned:
        break;
    }
    return "meeting.state.planned"_msg;
}

MessageKey label_of(Childcare childcare)
{
    switch (childcare) {
    case Childcare::offered:
        return "meeting.childcare.offered"_msg;
    case Childcare::none:
        return "meeting.childcare.none"_msg;
    case Childcare::unknown:
        break;
    }
    return "meeting.childcare.unknown"_msg;
}

bool Meeting::is_past(Date today) const
{
    return day && is_over(*day, today);
}

bool Meeting::may_have_begun(Date today) const
{
    return state == MeetingState::held
        || (state == MeetingState::planned && day && day->first_possible_day() <= today);
}

bool Meeting::is_overdue(Date today) const
{
    return state == MeetingState::planned && is_past(today);
}

} // namespace kommin::meetings
