#pragma once
// The letters that ask members for comments on a recommendation, each with a link of its own
// (docs/adr/0089).

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "platform/work/job_rules.hpp"

namespace kommin::meetings {

JobRule comment_call_mail(InvitationCare const& care);
// At night: links of calls whose day is over; of those that are discussed no more, also who was asked.
RecurringRule comment_calls_ending();

} // namespace kommin::meetings
