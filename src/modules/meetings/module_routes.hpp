#pragma once
// The addresses of the module.

#include "modules/meetings/advice/api.hpp"
#include "modules/meetings/agenda/paper_files.hpp"
#include "modules/meetings/ballots/vote_keys.hpp"
#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/recommendations/taken_up.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::meetings {

// What the module needs from outside of it, wired by the app.
struct MeetingsCare {
    InvitationCare invitations;
    VoteKeys votes;
    RegistrationCare registrations;
    PaperCare papers;
    TakenUpRecords taken_up = {}; // of modules above
    BelowRecommendation below_recommendation = {}; // what they show everybody of what came of one
    BelowAdvice below_advice = {}; // what modules above show on the page of an entry in the log of advice
};

// All routes of the standing conference, for the desk and for visitors.
std::vector<web::Route> module_routes(MeetingsCare const& care);

} // namespace kommin::meetings
