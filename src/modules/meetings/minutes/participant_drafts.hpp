#pragma once
// The draft of the minutes of a session for its participants (docs/adr/0087): which parties get it, what
// their links lead to, and their letters.

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/minutes/minutes_course.hpp"
#include "modules/meetings/registration/party_arrival.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Parties of whom somebody came.
struct DraftParties {
    std::vector<ArrivedParty> reachable;
    std::int64_t without_mail = 0;
    std::int64_t not_told = 0; // who gave their address before the form said that a draft may come to it
};
// Not among them, on either side: somebody who registered alone, with the address of somebody on the list of
// those who are invited, who gets the letter already.
DraftParties find_draft_parties(db::Connection& db, TenantId tenant, MeetingId meeting);
// On which participants say what is wrong, whatever the day of the draft: then their names are erased.
// Nothing for a meeting without a day.
std::optional<Date> last_day_of_names(Meeting const& meeting);

// One letter to each of them. How many.
std::int64_t order_drafts_for_parties(Work& work, Minutes const& minutes);
JobRule party_draft_mail(InvitationCare const& care);

// What the link of a party leads to: nothing once its day is over, nobody of it is named or has come, or its
// address is another one.
std::optional<OpenDraft> find_draft_of_party(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);
// Who of a party speaks: whom the form names, or the only one who came.
std::optional<ParticipantId> speaker_of(AmendmentForm const& form, OpenDraft const& open);

} // namespace kommin::meetings
