#pragma once
// Pages of participants at the desk: the list with its filters.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/registration/participant_list.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Everything of a list, as one moment of the database has it.
struct ListedParticipants {
    Programme programme;
    std::vector<ProgrammePart> parts;
    std::vector<Panel> panels; // of which parts are, and their fields of action
    std::vector<ListedParticipant> people; // whom the filter shows
    std::vector<ParticipantCount> counts; // of all
    std::vector<tenants::Body> bodies;
    std::vector<Registration> ended; // that the words found
    std::size_t waiting = 0; // parties that have no seat yet, or an offer
    std::set<ParticipantId> invited = {}; // who is on the list of those who are invited, too
    std::optional<Date> erased_on = {}; // the last day on which parties became totals

    [[nodiscard]] std::string part_of(ListedParticipant const& person) const; // "" for none of them
    [[nodiscard]] std::string municipality_of(ListedParticipant const& person) const; // likewise
};

// As it stands in an address. What it does not know matches nobody: a letter is not to go to everybody
// instead.
ParticipantFilter participant_filter(http::Form const& query, std::vector<tenants::Body> const& bodies);
// The address of the list, or of a page below it, with what is in force of the filter; words never stand in
// an address.
html::Url participants_url(
    MeetingId meeting, std::string_view page, ParticipantFilter const& filter,
    std::vector<tenants::Body> const& bodies);
html::Url with_participant_filter(
    html::Url url, ParticipantFilter const& filter, std::vector<tenants::Body> const& bodies);
std::string shown_participant(ListedParticipant const& person, i18n::Texts const& texts);
// What somebody needs, in one line.
std::string needs_of(ListedParticipant const& person, i18n::Texts const& texts);
// "Fachkraft, Selm, AWO".
std::string about_participant(
    ListedParticipant const& person, ListedParticipants const& listed, i18n::Texts const& texts);

struct ParticipantsPage {
    SeenMeeting const& seen;
    ListedParticipants const& listed;
    ParticipantFilter const& filter;
    bool can_note; // who came
    bool takes_parties;
    std::vector<Problem> problems = {};
};
http::Response participants_page(web::Call const& call, ParticipantsPage const& page);

} // namespace kommin::meetings
