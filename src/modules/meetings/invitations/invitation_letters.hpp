#pragma once
// The letters about a meeting: asked to come, what has changed, that its date holds no more or that it does
// not take place, a reminder. What changes the calendar of whoever gets it takes the date along.

#include "modules/meetings/invitations/fact_lines.hpp"
#include "modules/meetings/invitations/invitation.hpp"
#include "modules/meetings/invitations/inviting.hpp"
#include "modules/tenants/api.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/post/letter.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::meetings {

struct InvitationCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
};

// postponement: the date holds no more, and the next one is not known yet; an invitation follows once it is.
enum class LetterKind : std::uint8_t { invitation, change, postponement, cancellation, withdrawal, reminder };

// Which letter an invitation needs now for what was ordered; nothing where there is nothing to tell. `job`:
// that sends it; where it tries again, what it said before is nothing that they know.
std::optional<LetterKind> letter_needed(
    Invitation const& invitation, Meeting const& meeting, LetterOrder order,
    std::optional<jobs::JobId> job = {});
// They know everything, have not declined that, and were not reminded of it yet.
bool waits_for_reminder(Invitation const& invitation, Meeting const& meeting);

// Everything that one letter is made of.
struct InvitationLetter {
    LetterKind kind;
    Invitation const& invitation;
    Meeting const& meeting;
    std::string panel; // its name
    tenants::Tenant const& tenant;
    std::string site; // "https://portal.kreis.example"
    std::string name; // of whoever is asked
    std::string salutation; // "" where nobody has said one
    std::string mail;
    i18n::Language language;
    Convocation const& convocation;
    std::string token; // of the link in it
    std::string sender; // mail address of the office
};
post::Letter letter_of(InvitationLetter const& letter, i18n::Zone const& zone, Instant now);
// For calendars: from beginning to end on that day; an hour where no end is known, the whole day where no
// beginning is. The day must be known.
std::variant<calendar::Hours, calendar::Days> calendar_time(Meeting const& meeting, i18n::Zone const& zone);
// Where a calendar says that more is to be read: the page that everybody reads, "" where there is none. Never
// the link of a letter, which opens internal items to members: calendars are shared.
std::string page_for_calendars(Meeting const& meeting, std::string_view site, i18n::Language language);

JobRule invitation_mail(InvitationCare const& care);
// Orders the reminders of the day.
RecurringRule invitation_reminders();
// Invitations with what was answered are kept for a year after the meeting.
RecurringRule invitation_erasure();

} // namespace kommin::meetings
