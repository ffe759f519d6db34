#pragma once
// What becomes of minutes: the draft goes to whoever was there, they say what is wrong, a later meeting
// approves them, the public reads its part.

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/minutes/minutes_editing.hpp"
#include "modules/meetings/registration/registration.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view minutes_mail_kind = "meetings.minutes_draft";
inline constexpr std::chrono::days time_to_amend{14}; // what a form that sends the draft proposes

// Orders a letter to everybody who was there (docs/adr/0087: also to parties of participants) and puts the
// approval on the agenda of the panel's first planned meeting behind that day; without one the item waits.
// Sent again, everybody gets the draft again and the approval stays where it is, unless that meeting comes
// before the new day is over. How many letters. Problems: not_found
// without the right to write them; a conflict as of save_minutes(); "until" where it is no day from tomorrow
// on.
Result<std::int64_t> send_draft(Work& work, MinutesVersion const& seen, std::string_view until);
// The same of minutes that went round before they were entered here: `until` may be over. Problems: not_found
// without the right to write them; a conflict as of save_minutes().
Result<std::int64_t> send_earlier_draft(Work& work, MinutesVersion const& seen, Date until);

// The agenda item that approves them, wherever it was carried to by now.
std::optional<AgendaItem> find_approval_item(db::Connection& db, TenantId tenant, Minutes const& minutes);
// Items that approve minutes and wait for a meeting come onto the agenda of the first one that is planned
// behind the day until which people say what is wrong; from one that was cancelled, or that comes too early
// by now, they are carried over. How many.
int place_approvals(Work& work);
// Whether the meeting on whose agenda the approval stands can have approved them: it may have begun, and
// everybody had their time before.
bool can_have_approved(
    Minutes const& minutes, std::optional<AgendaItem> const& item, std::optional<Meeting> const& meeting,
    Date today);

// What a link leads to: the draft until it is approved, to a party of participants until they can say nothing
// more; then for time_to_read_answers what became of their own remarks. Nothing for every other token.
struct OpenDraft {
    Minutes minutes;
    Meeting meeting;
    Panel panel;
    Date until; // the last day on which they say what is wrong
    std::optional<contacts::PersonId> person = {}; // nothing: a party
    std::optional<RegistrationId> party = {};
    std::vector<Participant> people = {}; // those of the party who came
    bool is_member = false; // guests read nothing of what is internal
    bool shows_draft = true; // false: what became of their own remarks alone
    // The last day on which it leads there; nothing: nobody knows yet when the draft will be approved.
    std::optional<Date> ends_on = {};

    [[nodiscard]] bool can_be_amended(Date today) const
    {
        return minutes.can_be_amended(today) && today <= until;
    }
};
std::optional<OpenDraft> find_open_draft(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);
std::string add_minutes_link(Work& work, MinutesId id, contacts::PersonId person);

inline constexpr std::size_t longest_amendment = 3000; // code points
struct AmendmentForm {
    std::optional<ItemId> item; // nothing: about the whole
    std::string text;
    std::optional<ParticipantId> speaker = {}; // of a party of several
};
// At "text", and at "wer" where nobody says who of a party speaks.
std::vector<Problem> problems_of(AmendmentForm const& form, OpenDraft const& open);
// `form_key`: a press that is repeated says it once. Problems: those of problems_of(); gone where the link
// works no more, or the day is over.
Result<void> propose_amendment(
    Work& work, std::string_view token, AmendmentForm const& form, std::string_view form_key);
// Once. Problems: not_found without the right to write these minutes; "word" where one is declined without a
// word; a conflict where a colleague was faster and said something else.
Result<void> settle_amendment(Work& work, AmendmentId id, AmendmentState state, std::string_view word);

// By the meeting on whose agenda that stands, or in writing.
enum class ApprovalWay : std::uint8_t { meeting, writing };
inline constexpr std::array<std::string_view, 2> approval_way_names{"meeting", "writing"};
inline std::string_view to_text(ApprovalWay way)
{
    return kommin::name_of(approval_way_names, way);
}
inline bool from_text(std::string_view text, ApprovalWay& way)
{
    return read_name(approval_way_names, text, way);
}
// Keeps an edition that is never changed, and gives each decision its number. Problems: not_found without
// the right to approve them; a conflict as of Editing::begin(), "minutes.problem.not_sent",
// "minutes.problem.amendments" while one is open, "minutes.problem.time_left" before the day is over until
// which somebody may say what is wrong, "minutes.problem.no_meeting" where no meeting can have approved them
// yet.
Result<void> approve_minutes(Work& work, MinutesVersion const& seen, ApprovalWay way);
// Opens them again; the editions stay, and so does what the public reads. Problems: not_found without the
// right to approve them; a conflict, "minutes.problem.not_approved"; "reason" where it says nothing or too
// much.
Result<void> correct_minutes(Work& work, MinutesVersion const& seen, std::string_view reason);
// The public reads the newest edition, or nothing. Problems: not_found without the right to publish them; a
// conflict, "minutes.problem.not_approved".
Result<void> publish_minutes(Work& work, MinutesVersion const& seen, bool is_public);

} // namespace kommin::meetings
