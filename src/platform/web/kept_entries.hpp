#pragma once
// What somebody has typed into a form that could not be taken, because the session had ended or another one
// has begun meanwhile: kept on the page that says so, to be sent again. Nothing is stored for it. Passwords,
// codes and files do not go along: the page says which of them have to be given once more.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string_view>

namespace kommin::web {

// For a form that comes without a session. Keeps what was typed while the person logs in in another window.
http::Response session_has_ended(Call const& call);

// For a form without the token of this session. Asks to send once more what one of our own pages has sent,
// with a token that counts; whatever may come from elsewhere is refused, and nothing of it is shown.
http::Response form_is_not_ours(Call const& call);

// Whether a field of that name holds what must not stand in a page or a table: a password, a code.
bool is_secret_field(std::string_view name);

} // namespace kommin::web
