#pragma once
// How members are asked for comments: the form, and what the page of a recommendation says of it.

#include "modules/meetings/recommendations/comment_call.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <vector>

namespace kommin::meetings {

struct CommentCallPage {
    SeenRecommendation const& seen;
    Askable const& askable;
    Panel const* panel; // whose members are asked; null where this person does not see it
    bool goes_on; // members were asked about this wording already
    bool has_ended; // likewise, and the day is over
    bool sees_unreached; // this person sees those whom no letter reaches, and so why
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response comment_call_page(web::Call const& call, CommentCallPage const& page);

// Who was asked when, until which day; and the button, for whoever may press it.
void write_comment_calls(
    html::Writer& w, web::Call const& call, Recommendation const& one, std::vector<CommentCall> const& calls,
    bool may_ask);

} // namespace kommin::meetings
