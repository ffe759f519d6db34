#include "modules/meetings/minutes/minutes_shown.hpp"

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/minutes/minutes_course.hpp"
#include "modules/meetings/minutes/participant_drafts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

std::string day_ahead(web::Call const& call)
{
    return records::spelled_date(PartialDate(call.local_now().date + time_to_amend));
}

// Who said it, as far as somebody may see that: participants by name are for whoever invites to the meeting
// or settles what they say.
class Speakers {
public:
    Speakers(
        web::Call const& call, db::Connection& db, SeenMeeting const& seen,
        std::vector<Amendment> const& amendments)
        : texts_(web::staff_texts(call))
    {
        auto const owner = seen.panel.owner();
        bool const sees_participants
            = call.actor().may(write_minutes, owner) || call.actor().may(invite, owner);
        std::vector<contacts::PersonId> people;
        std::vector<ParticipantId> participants;
        for (auto const& one : amendments) {
            if (one.person)
                people.push_back(*one.person);
            if (one.participant && sees_participants)
                participants.push_back(*one.participant);
        }
        people_ = contacts::list_named_people(db, call.site.tenant, call.actor(), people);
        participants_ = list_arrived_names(db, call.site.tenant, participants);
    }

    [[nodiscard]] std::string name_of(Amendment const& one) const
    {
        if (one.by_participant) {
            auto const named = one.participant ? participants_.find(*one.participant) : participants_.end();
            return named == participants_.end()
                ? std::string(texts_("amendment.participant.unnamed"_msg))
                : texts_("amendment.participant"_msg, {{"name", texts_.foreign(named->second)}});
        }
        auto const named = one.person ? people_.find(*one.person) : people_.end();
        return named == people_.end() ? std::string{} : named->second.name;
    }

private:
    i18n::Texts const& texts_;
    contacts::NamedPeople people_;
    std::map<ParticipantId, std::string> participants_;
};

std::vector<ShownAmendment> load_amendments(
    web::Call const& call, db::Connection& db, SeenMeeting const& seen, MinutesId id)
{
    auto const& texts = web::staff_texts(call);
    auto const amendments = list_amendments(db, call.site.tenant, id);
    Speakers const speakers(call, db, seen, amendments);
    auto const items = items_of(list_agenda(db, call.site.tenant, seen.meeting.id));
    std::vector<ShownAmendment> shown;
    for (auto const& one : amendments) {
        auto const item = std::ranges::find_if(
            items, [&](MinutesItem const& known) { return one.item && known.id == *one.item; });
        shown.push_back(
            {one, speakers.name_of(one),
             item == items.end() ? std::string{}
                                 : texts("minutes.item.number"_msg, {{"number", item->position}})});
    }
    return shown;
}

std::int64_t count_without_mail(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    std::vector<contacts::PersonId> people;
    std::ranges::transform(
        list_attendances(db, tenant, meeting), std::back_inserter(people), &Attendance::person);
    auto const reachable = contacts::list_reachable_people(db, tenant, people);
    auto const with_mail = std::ranges::count_if(
        reachable, [](contacts::ReachablePerson const& person) { return !person.mail.empty(); });
    return std::ssize(people) - with_mail;
}

}

std::optional<SeenMinutes> minutes_in_path(web::Call const& call, Permission permission)
{
    auto seen = meeting_of_path(call, permission);
    auto minutes = seen
        ? web::read(
              call, [&](db::Connection& db) { return find_minutes(db, call.site.tenant, seen->meeting.id); })
        : std::nullopt;
    return minutes ? std::optional(SeenMinutes{std::move(*seen), std::move(*minutes)}) : std::nullopt;
}

MinutesSide load_side(web::Call const& call, db::Connection& db, SeenMeeting const& seen, MinutesId id)
{
    auto const tenant = call.site.tenant;
    MinutesSide side;
    std::vector<contacts::PersonId> people;
    std::ranges::transform(
        list_attendances(db, tenant, seen.meeting.id), std::back_inserter(people), &Attendance::person);
    for (auto const& [person, named] : contacts::list_named_people(db, tenant, call.actor(), people))
        side.present.push_back(named.list_name);
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    std::ranges::sort(side.present, [&](std::string const& one, std::string const& other) {
        return collator.is_before(one, other);
    });
    side.count = count_attendance(db, tenant, seen.meeting.id);
    side.count_today = side.count;
    side.tasks = list_tasks_of_meeting(db, tenant, seen.meeting.id);
    side.owners = load_owners(call, db, side.tasks);
    side.amendments = load_amendments(call, db, seen, id);
    return side;
}

void take_approved_side(MinutesSide& side, Minutes const& minutes, std::vector<Edition> const& editions)
{
    if (minutes.state != MinutesState::approved || editions.empty() || !editions.front().keeps_side())
        return;
    side.count = editions.front().present;
    side.kept_tasks = kept_tasks_from_json(editions.front().tasks);
}

http::Response show_minutes_again(web::Call const& call, SeenMeeting const& seen, TypedSteps typed)
{
    auto const tenant = call.site.tenant;
    auto page = web::read(call, [&](db::Connection& db) {
        MinutesPage shown{
            .seen = seen,
            .minutes = find_minutes(db, tenant, seen.meeting.id),
            .content = {},
            .numbers = {},
            .editions = {},
            .side = {},
            .approval = {},
            .approved_by = {}};
        if (!shown.minutes)
            return shown;
        auto const& minutes = *shown.minutes;
        shown.editions = list_editions(db, tenant, minutes.id);
        shown.content = content_as_read(db, tenant, minutes, shown.editions);
        if (!call.actor().may(write_minutes, seen.panel.owner()))
            shown.content = without_office_notes(std::move(shown.content));
        shown.numbers = list_decisions(db, tenant, minutes.id);
        shown.side = load_side(call, db, seen, minutes.id);
        take_approved_side(shown.side, minutes, shown.editions);
        shown.approval = find_approval_item(db, tenant, minutes);
        if (shown.approval && shown.approval->meeting)
            shown.approved_by = load_meeting(db, tenant, *shown.approval->meeting);
        shown.without_mail = count_without_mail(db, tenant, seen.meeting.id);
        auto const parties = find_draft_parties(db, tenant, seen.meeting.id);
        shown.parties = std::ssize(parties.reachable);
        shown.parties_without_mail = parties.without_mail;
        shown.parties_not_told = parties.not_told;
        return shown;
    });
    page.problems = std::move(typed.problems);
    page.until = typed.until.empty() ? day_ahead(call) : std::move(typed.until);
    page.reason = std::move(typed.reason);
    page.word = std::move(typed.word);
    page.remark = typed.remark;
    return minutes_page(call, page);
}

void note_minutes_read(web::Call const& call, MeetingId id)
{
    web::note_reading(call, "meetings.minutes.read", meeting_subject.word(), id);
}

} // namespace kommin::meetings
