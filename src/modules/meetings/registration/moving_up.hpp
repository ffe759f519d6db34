#pragma once
// Seats that come free go to those who wait (docs/adr/0074): in the work in which they come free, so that
// nobody takes them in between. An offer holds its seats; of whoever takes it, declines it and lets it lapse
// at once, one wins, by the state that their statement asks for.

#include "modules/meetings/registration/registration.hpp"
#include "platform/work/job_rules.hpp"

#include <string_view>

namespace kommin::meetings {

// Ends offers whose time is over and gives the free seats, in the order of places, to whoever fits as a
// whole: offered or confirmed at once, by the day (waiting_list.hpp). Nothing once the session has begun or
// is called off. Who can only be called and was not keeps the place, and gets nothing before the office says
// so.
Result<void> move_up(Work& work, ProgrammeId programme);
// Into an end: its seats are free, its people and telephone number forgotten; the letter of that is ordered.
// Those who wait are the caller's. Problem: a conflict where somebody was faster.
Result<void> end_party(
    Work& work, OpenRegistration const& open, RegistrationState to, std::string_view action);
// The session is on another day, or takes place after all: offers are as long as if they were made now.
void renew_offers(Work& work, Programme const& programme, Meeting const& meeting);
// Every night: as move_up() of all sessions to come.
Result<void> look_through_waiting_lists(Work& work);
RecurringRule waiting_lists();

// By whoever holds the link. Once more: nothing happens. Problems: gone where the link leads nowhere or the
// session has begun; a conflict where the offer is over ("registration.problem.offer_over").
Result<void> accept_offer(Work& work, std::string_view token);

// By the office. Problems of all: not_found without the right to invite to this meeting, or where it is no
// registration of it.
Result<Programme> programme_at_desk(Work& work, MeetingId meeting);
Result<OpenRegistration> registration_at_desk(Work& work, MeetingId meeting, RegistrationId id);
// The word of the office: whoever fits moves up now, also on the day until it is over. Problem: a conflict
// where nobody does ("waiting.problem.nobody").
Result<void> move_up_at_desk(Work& work, MeetingId meeting);
// This party before others. Problem: a conflict where it does not wait or does not fit
// ("waiting.problem.fit").
Result<void> give_seats_at_desk(Work& work, MeetingId meeting, RegistrationId id);
// For whoever has said so on the telephone or at the door, as long as its seats are held. Problem: a conflict
// where the offer is over.
Result<void> accept_at_desk(Work& work, MeetingId meeting, RegistrationId id);
// Whoever declines or waits no more. Problem: a conflict where it has its seats by now
// ("waiting.problem.has_seats").
Result<void> take_off_at_desk(Work& work, MeetingId meeting, RegistrationId id);

} // namespace kommin::meetings
