#pragma once
// Invitations: who is asked to come to a meeting, and what they answer (docs/adr/0066).

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/jobs/jobs.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::meetings {

using InvitationId = StrongId<struct InvitationTag>;

enum class InvitedAs : std::uint8_t { holder, substitute, guest };
inline constexpr std::array<std::string_view, 3> invited_as_names{"holder", "substitute", "guest"};
inline std::string_view to_text(InvitedAs as)
{
    return name_of(invited_as_names, as);
}
inline bool from_text(std::string_view text, InvitedAs& as)
{
    return read_name(invited_as_names, text, as);
}
MessageKey label_of(InvitedAs as);

enum class InvitationAnswer : std::uint8_t { none, accepted, declined };
inline constexpr std::array<std::string_view, 3> invitation_answer_names{"none", "accepted", "declined"};
inline std::string_view to_text(InvitationAnswer answer)
{
    return name_of(invitation_answer_names, answer);
}
inline bool from_text(std::string_view text, InvitationAnswer& answer)
{
    return read_name(invitation_answer_names, text, answer);
}
MessageKey label_of(InvitationAnswer answer);

struct Invitation {
    InvitationId id;
    MeetingId meeting;
    contacts::PersonId person;
    InvitedAs as = InvitedAs::holder;
    std::string uid; // of the date in their calendar
    std::string told; // mark_of_facts() of the last letter; "" where none has left
    std::string leaving; // of a letter that may have left by now; "" where `told` says it all
    std::optional<jobs::JobId> leaving_job; // that sends it
    std::int64_t letters = 0; // that may have left
    std::optional<Instant> told_at;
    std::optional<Instant> reminded_at;
    std::optional<jobs::JobId> job; // of the last letter that was ordered
    InvitationAnswer answer = InvitationAnswer::none;
    std::string answer_note; // what they wrote with it
    std::optional<Instant> answered_at;
    std::string answered_about; // mark_of_facts() of what they answered
    bool is_withdrawn = false; // was on the list, and is not any more
    // The date that stands in their calendar; nothing where none does. The times only with the day.
    std::optional<Date> told_day;
    std::optional<i18n::TimeOfDay> told_begins_at, told_ends_at;
    // The date of the letter that may have left by now, which puts it there; nothing where it puts none.
    std::optional<Date> leaving_day;
    std::optional<i18n::TimeOfDay> leaving_begins_at, leaving_ends_at;
    std::int64_t version = 1;

    // Also where nobody knows whether the letter has left: a program may have been killed on the way.
    [[nodiscard]] bool may_know() const { return !told.empty() || !leaving.empty(); }
    // Likewise of a date in their calendar.
    [[nodiscard]] bool may_have_date() const { return told_day || leaving_day; }
    // Everything that the meeting says today, for sure.
    [[nodiscard]] bool knows(std::string_view facts) const { return told == facts && leaving.empty(); }
};

// What whoever is invited has to know, as one word: where it differs from the one they were told, they do not
// know all of it. Of when, where and whether the meeting takes place, and its title.
std::string mark_of_facts(Meeting const& meeting);

// Whether there is still something to tell of it: it is planned or was cancelled, and not over.
bool can_be_told(Meeting const& meeting, Date today);
// Planned, and nobody knows on which day: nobody is invited to it, and whoever was is told that their date
// holds no more.
bool waits_for_day(Meeting const& meeting);
// Whether somebody can say that they come: what can be told, on a day that is known.
bool can_be_answered(Meeting const& meeting, Date today);

// The meeting at the time that stands in their calendar, or may: of a letter that may have left rather than
// of the one before. Nothing where none does.
std::optional<Meeting> meeting_as_told(Invitation const& invitation, Meeting const& meeting);

// What the letters of a meeting say beside its facts.
struct Convocation {
    std::string words; // each line a paragraph
    std::optional<Date> reply_by;
    std::int64_t remind_days = 7; // before the meeting; 0: nobody is reminded
};

} // namespace kommin::meetings
