#pragma once
// The letters with the link to a draft, for whoever was there.

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/minutes/minutes_course.hpp"
#include "platform/work/job_rules.hpp"

namespace kommin::meetings {

JobRule minutes_mail(InvitationCare const& care);
// At night, what waits for a meeting that was planned since.
RecurringRule minutes_approvals();

} // namespace kommin::meetings
