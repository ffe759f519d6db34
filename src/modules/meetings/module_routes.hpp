#pragma once
// The addresses of the module.

#include "modules/meetings/ballots/vote_keys.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::meetings {

// All routes of the standing conference, for the desk and for visitors.
std::vector<web::Route> module_routes(VoteKeys const& votes, RegistrationCare const& registrations);

} // namespace kommin::meetings
