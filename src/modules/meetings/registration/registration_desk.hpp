#pragma once
// Handlers for the office: the programme of a session, and who has registered for it.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <string_view>

namespace kommin::meetings {

inline constexpr std::string_view programme_path = "programm"; // below a meeting
inline constexpr std::string_view participants_path = "anmeldungen"; // likewise
inline constexpr std::string_view waiting_path = "warteliste"; // likewise

http::Response show_programme(web::Call& call);
http::Response save_programme_at_desk(web::Call& call);

http::Response show_participants(web::Call& call);
http::Response export_participants(web::Call& call);
http::Response cancel_participants(web::Call& call);

http::Response show_waiting_list(web::Call& call);
http::Response export_waiting_list(web::Call& call);
http::Response move_up_at_page(web::Call& call);
http::Response give_seats_at_page(web::Call& call);
http::Response accept_at_page(web::Call& call);
http::Response take_off_the_list(web::Call& call);

// What the page of a meeting says of it; nothing for whoever may neither edit nor invite, nor for the
// meetings of other panels that have no programme.
web::Body programme_of_meeting(web::Call const& call, SeenMeeting const& seen);

} // namespace kommin::meetings
