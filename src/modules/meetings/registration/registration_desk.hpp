#pragma once
// Handlers for the office: the programme of a session, and who has registered for it.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view programme_path = "programm"; // below a meeting
inline constexpr std::string_view participants_path = "anmeldungen"; // likewise
inline constexpr std::string_view waiting_path = "warteliste"; // likewise
inline constexpr std::string_view statistics_path = "statistik"; // likewise
inline constexpr std::string_view conference_statistics_path = "konferenz/statistik";

http::Response show_programme(web::Call& call);
http::Response save_programme_at_desk(web::Call& call);

http::Response show_participants(web::Call& call);
http::Response export_participants(web::Call& call);
http::Response cancel_participants(web::Call& call);
http::Response find_participants(web::Call& call); // POST: no name stands in an address
http::Response note_participant(web::Call& call); // came, or did not

http::Response show_selection_letter(web::Call& call);
http::Response send_selection_letter(web::Call& call);

http::Response show_new_party(web::Call& call);
http::Response add_party_at_desk(web::Call& call);
http::Response show_party_form(web::Call& call);
http::Response save_party_form(web::Call& call);
http::Response erase_party_address(web::Call& call); // of one that has ended
// At the door, after the code of a registration was read by the telephone of somebody who is logged in.
http::Response show_party_at_door(web::Call& call);
http::Response note_party_at_door(web::Call& call);

http::Response show_waiting_list(web::Call& call);
http::Response export_waiting_list(web::Call& call);
http::Response move_up_at_page(web::Call& call);
http::Response give_seats_at_page(web::Call& call);
http::Response accept_at_page(web::Call& call);
http::Response take_off_the_list(web::Call& call);

// "Heute": whom the office has to call, and who fits into free seats on the day itself.
void add_waiting_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// What the page of a meeting says of it; nothing for whoever may neither edit nor invite, nor for the
// meetings of other panels that have no programme.
web::Body programme_of_meeting(web::Call const& call, SeenMeeting const& seen);

contacts::OfPeople registrations_of_people();

} // namespace kommin::meetings
