#pragma once
// Inviting: who is on the list of a meeting, what goes out to them, and what the office notes of their
// answers. Rights are those for the panel's owner.

#include "modules/meetings/invitations/invitation.hpp"
#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view invitation_mail_kind = "meetings.invitation";
inline constexpr std::size_t most_invited = 2000; // to one meeting

// An invitation with its meeting.
struct SeenInvitation {
    Invitation invitation;
    SeenMeeting of;
};
// Nothing where it does not exist or this actor may not invite for the panel.
std::optional<SeenInvitation> find_seen_invitation(
    db::Connection& db, TenantId tenant, InvitationId id, Actor const& actor);

// Puts everybody on the list who is on a seat of the panel on the day of the meeting, and says how many were
// not on it as that: whoever stands there as a guest and has had no letter becomes a member. Nobody gets a
// letter by that. Problems: not_found without the right to invite; a conflict where nobody can be asked to
// come ("invitation.problem.day", "invitation.problem.over"), or the list is full.
enum class WhoOfPanel : std::uint8_t { holders, with_substitutes };
Result<std::int64_t> invite_members(Work& work, MeetingId id, WhoOfPanel who);
// The same with a guest; somebody who was withdrawn is on it again. Problems: also not_found for a person
// that this actor may not see.
Result<bool> invite_guest(Work& work, MeetingId id, contacts::PersonId person);
// The same with all whom this actor may see, whom the choice leaves, and who allow it now to be invited
// (contacts::Purpose::invitations); as members, whoever has a seat on the day. Whoever was taken off the list
// stays off it. Says as much as invite_members(). Problems: as of that; a conflict where they are more than
// most_invited ("invitation.problem.too_many").
Result<std::int64_t> invite_contacts(Work& work, MeetingId id, contacts::PeopleChoice const& choice);

// How the guests among them stand to being invited by mail; without those who sit in the panel on the day of
// the meeting: whoever has a seat is asked by their function, whatever they allow for themselves.
contacts::ConsentStandings list_guest_consents(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::vector<Invitation> const& invitations);
// Has withdrawn that consent: gets no letter that invites, tells a change or reminds; only one that takes a
// date out of their calendar, also where no other day is known yet.
bool is_spared(
    Invitation const& invitation, Meeting const& meeting, contacts::ConsentStandings const& consents);

// Which invitation, as this person last saw it.
struct InvitationVersion {
    InvitationId id;
    std::int64_t version;
};
// Off the list; the row stays, so that invite_contacts() leaves them out. Whoever has had a letter gets
// another one that says so. Problems: not_found without the right; a conflict where something has changed
// meanwhile.
Result<void> withdraw_invitation(Work& work, InvitationVersion const& seen);
// What somebody has said on the telephone. Problems as above, and where the meeting is over or has no day.
Result<void> note_answer(Work& work, InvitationVersion const& seen, InvitationAnswer answer);

// The fields of the form that sends.
namespace convocation_field {
inline constexpr std::string_view words = "words";
inline constexpr std::string_view reply_by = "reply_by";
inline constexpr std::string_view remind = "remind";
} // namespace convocation_field
inline constexpr std::array all_convocation_fields{
    convocation_field::words, convocation_field::reply_by, convocation_field::remind};
inline constexpr std::size_t longest_convocation_words = 3000; // code points
inline constexpr std::int64_t most_remind_days = 60;
records::Fields form_of(Convocation const& convocation);
// Everything that stands in the way of sending.
std::vector<Problem> problems_of_convocation(
    records::Fields const& fields, Meeting const& meeting, Date today);

// Who gets a letter when it is sent now: whoever has had none, or one that is not true any more. While nobody
// knows the day, only those in whose calendar one stands.
bool has_news(Invitation const& invitation, Meeting const& meeting);
// How the last letters of these stand, as far as there are jobs of them.
using LetterJobs = std::unordered_map<jobs::JobId, jobs::State>;
LetterJobs list_letter_jobs(db::Connection& db, TenantId tenant, std::vector<Invitation> const& invitations);
std::optional<jobs::State> letter_job_of(Invitation const& invitation, LetterJobs const& states);
// Its last letter waits to be sent, or to be tried again: it will say what is true then.
bool is_on_its_way(Invitation const& invitation, LetterJobs const& states);
// What the form begins with: as it was sent last, without a day that is over.
Convocation fresh_convocation(std::optional<Convocation> const& stored, Meeting const& meeting, Date today);

// Orders a letter for everybody for whom there is news, and keeps what it says. Returns how many; 0 where
// everybody knows everything. Problems: not_found without the right; what problems_of_convocation() finds; a
// conflict where nobody can be told.
Result<std::int64_t> send_invitations(Work& work, MeetingId id, records::Fields const& typed);

// Why a letter is ordered; jobs carry the word. What it says is decided when it leaves, and where there is
// nothing of that kind to say any more, none leaves.
enum class LetterOrder : std::uint8_t { news, reminder, withdrawal };
inline constexpr std::array<std::string_view, 3> letter_order_names{"news", "reminder", "withdrawal"};
inline std::string_view to_text(LetterOrder order)
{
    return name_of(letter_order_names, order);
}
inline bool from_text(std::string_view text, LetterOrder& order)
{
    return read_name(letter_order_names, text, order);
}
void order_letter(Work& work, Invitation invitation, LetterOrder order);

} // namespace kommin::meetings
