#include "modules/meetings/invitations/invitation.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/i18n/typed_time.hpp"
#include "platform/records/fields.hpp"

namespace kommin::meetings {

MessageKey label_of(InvitedAs as)
{
    switch (as) {
    case InvitedAs::holder:
        return "invitation.as.holder"_msg;
    case InvitedAs::substitute:
        return "invitation.as.substitute"_msg;
    case InvitedAs::guest:
        return "invitation.as.guest"_msg;
    }
    return {};
}

MessageKey label_of(InvitationAnswer answer)
{
    switch (answer) {
    case InvitationAnswer::none:
        return "invitation.answer.none"_msg;
    case InvitationAnswer::accepted:
        return "invitation.answer.accepted"_msg;
    case InvitationAnswer::declined:
        return "invitation.answer.declined"_msg;
    }
    return {};
}

std::string mark_of_facts(Meeting const& meeting)
{
    auto const time
        = [](std::optional<i18n::TimeOfDay> at) { return at ? i18n::typed_spelling(*at) : std::string{}; };
    records::Fields facts; // in an unambiguous spelling
    facts.set("title", meeting.title);
    facts.set("day", meeting.day ? meeting.day->to_iso() : std::string{});
    facts.set("begins", time(meeting.begins_at));
    facts.set("ends", time(meeting.ends_at));
    facts.set("place", meeting.place);
    facts.set("address", meeting.address);
    facts.set("link", meeting.online_link);
    facts.set("state", std::string(to_text(meeting.state)));
    return crypto::sha256_hex(facts.to_json());
}

bool can_be_told(Meeting const& meeting, Date today)
{
    return meeting.day && !meeting.is_past(today) && meeting.state != MeetingState::held;
}

bool waits_for_day(Meeting const& meeting)
{
    return meeting.state == MeetingState::planned && !has_whole_day(meeting);
}

bool can_be_answered(Meeting const& meeting, Date today)
{
    return can_be_told(meeting, today) && has_whole_day(meeting);
}

std::optional<Meeting> meeting_as_told(Invitation const& invitation, Meeting const& meeting)
{
    if (!invitation.may_have_date())
        return std::nullopt;
    bool const is_leaving = invitation.leaving_day.has_value();
    auto told = meeting;
    told.day = PartialDate(is_leaving ? *invitation.leaving_day : *invitation.told_day);
    told.begins_at = is_leaving ? invitation.leaving_begins_at : invitation.told_begins_at;
    told.ends_at = is_leaving ? invitation.leaving_ends_at : invitation.told_ends_at;
    return told;
}

} // namespace kommin::meetings
