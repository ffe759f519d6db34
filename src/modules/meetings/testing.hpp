#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/ballots/secret_vote.hpp"
#include "modules/meetings/invitations/answering.hpp"
#include "modules/meetings/invitations/inviting.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/members/membership_editing.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/minutes/minutes_course.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/seat_editing.hpp"
#include "modules/meetings/publications/publication_editing.hpp"
#include "modules/meetings/recommendations/recommendation_comments.hpp"
#include "modules/meetings/recommendations/recommendation_course.hpp"
#include "modules/meetings/tasks/task_editing.hpp"
