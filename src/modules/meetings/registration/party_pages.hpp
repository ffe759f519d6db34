#pragma once
// Pages of one party at the desk: its form, and the door.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/registration/party_desk.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Below the participants of a meeting: a party, or a page.
html::Url party_url(MeetingId meeting, RegistrationId party);
html::Url party_url(MeetingId meeting, std::string_view page);
html::Url party_door_url(std::string_view code);

struct PartyPage {
    SeenMeeting const& seen;
    Programme const& programme;
    std::vector<ProgrammePart> const& parts;
    std::vector<tenants::Body> const& bodies;
    DeskForm const& form; // as typed
    OpenRegistration const* party = nullptr; // nothing: a new one
    std::string form_key = {}; // of a new one
    std::int64_t seen_version = 0; // else
    std::vector<Problem> problems = {};
    bool has_new_line = false; // was asked for
};
http::Response party_page(web::Call const& call, PartyPage const& page);

struct PartyDoorPage {
    SeenMeeting const& seen;
    OpenRegistration const& party;
    std::string code;
    bool can_note;
    std::set<ParticipantId> invited; // who is on the list of those who are invited, too
    std::vector<Problem> problems = {};
};
http::Response party_door_page(web::Call const& call, PartyDoorPage const& page);

} // namespace kommin::meetings
