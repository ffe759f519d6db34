#pragma once
// Handlers of secret votes: for whoever writes the minutes, and for whoever has drawn a slip.

#include "modules/meetings/ballots/vote_keys.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_secret_votes(web::Call& call, VoteKeys const& keys);
http::Response open_vote_at_desk(web::Call& call, VoteKeys const& keys); // answers with the slips, once
http::Response renew_slips_at_desk(web::Call& call, VoteKeys const& keys); // likewise
http::Response count_vote_at_desk(web::Call& call, VoteKeys const& keys);
http::Response cancel_vote_at_desk(web::Call& call, VoteKeys const& keys);

http::Response show_slip_search(web::Visit& visit);
http::Response find_slip(web::Visit& visit, web::VisitorGate& gate);
http::Response show_ballot(web::Visit& visit, VoteKeys const& keys);
http::Response send_ballot(web::Visit& visit, VoteKeys const& keys, web::VisitorGate& gate);

} // namespace kommin::meetings
