#pragma once
// Handlers of secret votes: for whoever writes the minutes, and for whoever has a slip.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/ballots/secret_vote.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_secret_votes(web::Call& call, BallotKey const& key);
http::Response open_vote_at_desk(web::Call& call, BallotKey const& key);
http::Response count_vote_at_desk(web::Call& call, BallotKey const& key);
http::Response print_slips(web::Call& call, BallotKey const& key); // of the votes that are open

http::Response show_ballot(web::Visit& visit, BallotKey const& key);
http::Response send_ballot(web::Visit& visit, BallotKey const& key, web::VisitorGate& gate);

contacts::OfPeople ballots_of_people();

} // namespace kommin::meetings
