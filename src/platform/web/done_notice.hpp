#pragma once
// What a press of a button has done, said once on the page that follows: it travels in a cookie that this
// page takes away, so that nothing is stored, and a page that is loaded again or passed on says nothing.

#include "platform/base/message_key.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <optional>
#include <string_view>

namespace kommin::web {

// Notes on a redirect what was done, by the last word of the route ("…/veroeffentlichen"), or by
// Call::done_word; where that is a parameter, something was saved. Some routes say themselves what they did,
// or lead out.
void note_done(http::Response& redirect, http::Request const& request, std::string_view pattern);

// What the request before has done; nothing where there is nothing to say.
std::optional<MessageKey> done_before(http::Request const& request);

// Takes the note away, where there is one.
void forget_done(http::Response& response, http::Request const& request);

} // namespace kommin::web
