#pragma once
// The addresses of the module.

#include "modules/meetings/ballots/secret_vote.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::meetings {

// All routes of the standing conference, for the desk and for visitors; those of secret votes keep a copy of
// `ballots`.
std::vector<web::Route> module_routes(BallotKey const& ballots);

} // namespace kommin::meetings
