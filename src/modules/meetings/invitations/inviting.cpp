#include "modules/meetings/invitations/inviting.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/random.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

// The meeting, if this actor may invite to it and there is still somebody to tell.
Result<SeenMeeting> open_for_inviting(Work& work, MeetingId id)
{
    auto seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), invite);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (!seen->meeting.day || !seen->meeting.day->full())
        return Problem::conflict({}, "invitation.problem.day"_msg);
    if (!can_be_told(seen->meeting, work.today()))
        return Problem::conflict({}, "invitation.problem.over"_msg);
    return std::move(*seen);
}

// Puts one person on the list, or back on it; whether they were not on it.
bool put_on_list(Work& work, MeetingId meeting, contacts::PersonId person, InvitedAs as)
{
    auto known = find_invitation(work.db(), work.tenant(), meeting, person);
    if (known && !known->is_withdrawn)
        return false;
    if (known) {
        // What they know stays: whoever was told that they are off the list is told again by the next
        // sending.
        known->is_withdrawn = false;
        known->as = as;
        known->answer = InvitationAnswer::none;
        known->answer_note.clear();
        known->answered_at.reset();
        known->answered_about.clear();
        known->reminded_at.reset();
        update_invitation(work.db(), work.tenant(), *known);
    } else {
        Invitation fresh;
        fresh.meeting = meeting;
        fresh.person = person;
        fresh.as = as;
        fresh.uid = crypto::random_token(16);
        insert_invitation(work.db(), work.tenant(), fresh);
    }
    contacts::note_ground(work, person);
    return true;
}

struct Listable {
    contacts::PersonId person;
    InvitedAs as;
};

std::size_t count_listed(std::vector<Invitation> const& list)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(list, [](Invitation const& one) { return !one.is_withdrawn; }));
}

// All of them in one work, or nobody where the list has not room for all; how many were not on it.
Result<std::int64_t> put_all_on_list(Work& work, MeetingId id, std::vector<Listable> const& people)
{
    auto listed = count_listed(list_invitations(work.db(), work.tenant(), id));
    std::int64_t added = 0;
    for (auto const& [person, as] : people) {
        if (!put_on_list(work, id, person, as))
            continue;
        ++added;
        if (++listed > most_invited)
            return Problem::conflict({}, "invitation.problem.full"_msg);
    }
    if (added > 0)
        work.audit("meetings.meeting.listed", meeting_subject.word(), id, {}, {{"count", added}});
    return added;
}

Result<SeenInvitation> seen_as(Work& work, InvitationVersion const& seen)
{
    auto found = find_seen_invitation(work.db(), work.tenant(), seen.id, work.actor());
    if (!found)
        return Problem::not_found("invitation.problem.unknown"_msg);
    if (found->invitation.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return std::move(*found);
}

// Each with where its letters go; "" where no address is known.
std::vector<std::pair<Invitation, std::string>> mails_of(Work& work, std::vector<Invitation> invitations)
{
    std::vector<contacts::PersonId> ids;
    std::ranges::transform(invitations, std::back_inserter(ids), &Invitation::person);
    std::unordered_map<contacts::PersonId, std::string> mails;
    for (auto& person : contacts::list_reachable_people(work.db(), work.tenant(), ids))
        mails.emplace(person.id, std::move(person.mail));
    std::vector<std::pair<Invitation, std::string>> found;
    for (auto& invitation : invitations) {
        auto const mail = mails.find(invitation.person);
        found.emplace_back(std::move(invitation), mail == mails.end() ? std::string{} : mail->second);
    }
    return found;
}

Convocation convocation_from(Fields const& fields)
{
    Convocation convocation;
    convocation.words = trim(fields.value(convocation_field::words));
    std::erase(convocation.words, '\r');
    convocation.reply_by = parse_typed_date(one_line(fields.value(convocation_field::reply_by)));
    convocation.remind_days = parse_number(one_line(fields.value(convocation_field::remind))).value_or(0);
    return convocation;
}

}

std::optional<SeenInvitation> find_seen_invitation(
    db::Connection& db, TenantId tenant, InvitationId id, Actor const& actor)
{
    auto invitation = load_invitation(db, tenant, id);
    auto meeting
        = invitation ? find_seen_meeting(db, tenant, invitation->meeting, actor, invite) : std::nullopt;
    if (!meeting)
        return std::nullopt;
    return SeenInvitation{std::move(*invitation), std::move(*meeting)};
}

Result<std::int64_t> invite_members(Work& work, MeetingId id, WhoOfPanel who)
{
    auto const seen = TRY(open_for_inviting(work, id));
    auto const members
        = list_members_on(work.db(), work.tenant(), seen.panel.id, seen.meeting.day.value().full().value());
    std::vector<Listable> people;
    for (auto const& member : members) {
        bool const is_holder = member.capacity == Capacity::holder;
        if (is_holder || who == WhoOfPanel::with_substitutes)
            people.push_back({member.person, is_holder ? InvitedAs::holder : InvitedAs::substitute});
    }
    return put_all_on_list(work, id, people);
}

Result<bool> invite_guest(Work& work, MeetingId id, contacts::PersonId person)
{
    TRY(open_for_inviting(work, id));
    if (!contacts::may_see_person(work.db(), work.tenant(), work.actor(), person))
        return Problem::not_found("people.problem.unknown"_msg);
    if (count_listed(list_invitations(work.db(), work.tenant(), id)) >= most_invited)
        return Problem::conflict({}, "invitation.problem.full"_msg);
    bool const is_new = put_on_list(work, id, person, InvitedAs::guest);
    if (is_new)
        work.audit("meetings.meeting.listed", meeting_subject.word(), id, {}, {{"count", std::int64_t{1}}});
    return is_new;
}

Result<std::int64_t> invite_contacts(Work& work, MeetingId id, contacts::PeopleChoice const& choice)
{
    TRY(open_for_inviting(work, id));
    auto const chosen = contacts::list_people_who_allow(
        work.db(), work.tenant(), work.actor(), contacts::Purpose::invitations, choice,
        static_cast<int>(most_invited) + 1);
    if (chosen.size() > most_invited)
        return Problem::conflict({}, "invitation.problem.too_many"_msg);
    std::vector<Listable> people;
    for (auto const person : chosen)
        people.push_back({person, InvitedAs::guest});
    return put_all_on_list(work, id, people);
}

contacts::ConsentStandings list_guest_consents(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::vector<Invitation> const& invitations)
{
    std::vector<contacts::PersonId> guests;
    for (auto const& one : invitations) {
        if (one.as == InvitedAs::guest)
            guests.push_back(one.person);
    }
    auto consents = contacts::list_consent_standings(db, tenant, contacts::Purpose::invitations, guests);
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day || consents.empty())
        return consents;
    for (auto const& member : list_members_on(db, tenant, meeting.panel, *day))
        consents.erase(member.person); // a guest who has got a seat since
    return consents;
}

bool is_spared(
    Invitation const& invitation, Meeting const& meeting, contacts::ConsentStandings const& consents)
{
    if (invitation.is_withdrawn || meeting.state != MeetingState::planned)
        return false;
    auto const found = consents.find(invitation.person);
    return found != consents.end() && found->second == contacts::ConsentStanding::withdrawn;
}

Result<void> withdraw_invitation(Work& work, InvitationVersion const& seen)
{
    auto found = TRY(seen_as(work, seen));
    auto& invitation = found.invitation;
    if (invitation.is_withdrawn)
        return {};
    if (!invitation.may_know() && !invitation.job) {
        erase_invitation(work.db(), work.tenant(), invitation.id);
    } else {
        invitation.is_withdrawn = true;
        update_invitation(work.db(), work.tenant(), invitation);
        if (can_be_told(found.of.meeting, work.today()))
            order_letter(
                work, load_invitation(work.db(), work.tenant(), invitation.id).value(),
                LetterOrder::withdrawal);
    }
    work.audit("meetings.meeting.withdrawn", meeting_subject.word(), found.of.meeting.id);
    return {};
}

Result<void> note_answer(Work& work, InvitationVersion const& seen, InvitationAnswer answer)
{
    auto found = TRY(seen_as(work, seen));
    auto& invitation = found.invitation;
    if (invitation.is_withdrawn || !can_be_told(found.of.meeting, work.today()))
        return Problem::conflict({}, "invitation.problem.over"_msg);
    if (invitation.answer != answer)
        invitation.answer_note.clear(); // it was written with the other one
    invitation.answer = answer;
    invitation.answered_at
        = answer == InvitationAnswer::none ? std::nullopt : std::optional<Instant>(work.now());
    invitation.answered_about = mark_of_facts(found.of.meeting);
    update_invitation(work.db(), work.tenant(), invitation);
    work.audit("meetings.meeting.answer_noted", meeting_subject.word(), found.of.meeting.id);
    return {};
}

Fields form_of(Convocation const& convocation)
{
    Fields fields;
    fields.set(convocation_field::words, convocation.words);
    fields.set(
        convocation_field::reply_by,
        convocation.reply_by ? typed_spelling(*convocation.reply_by) : std::string{});
    fields.set(convocation_field::remind, std::to_string(convocation.remind_days));
    return fields;
}

std::vector<Problem> problems_of_convocation(Fields const& fields, Meeting const& meeting, Date today)
{
    if (meeting.state == MeetingState::cancelled)
        return {}; // the letter has the reason of the meeting, and none of these
    FieldCheck check(fields);
    check.check_length(convocation_field::words, longest_convocation_words);
    auto const typed = one_line(fields.value(convocation_field::reply_by));
    auto const reply_by = parse_typed_date(typed);
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!typed.empty() && !reply_by)
        check.refuse(convocation_field::reply_by, "place.unit.problem.date"_msg, {{"value", typed}});
    else if (reply_by && (*reply_by < today || (day && *reply_by > *day)))
        check.refuse(convocation_field::reply_by, "invitation.problem.reply_by"_msg);
    auto const days = parse_number(one_line(fields.value(convocation_field::remind)));
    if (!days || *days < 0 || *days > most_remind_days)
        check.refuse(convocation_field::remind, "invitation.problem.remind"_msg);
    return check.take();
}

bool has_news(Invitation const& invitation, Meeting const& meeting)
{
    if (invitation.is_withdrawn)
        return false;
    // Whoever has never heard of it need not be told that it does not take place.
    if (!invitation.may_know())
        return meeting.state == MeetingState::planned;
    return !invitation.knows(mark_of_facts(meeting));
}

LetterJobs list_letter_jobs(db::Connection& db, TenantId tenant, std::vector<Invitation> const& invitations)
{
    constexpr std::size_t asked_at_once = 500; // placeholders of one statement
    std::vector<jobs::JobId> ids;
    for (auto const& one : invitations) {
        if (one.job)
            ids.push_back(*one.job);
    }
    LetterJobs states;
    for (auto rest = std::span(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), asked_at_once));
        for (auto const& job : jobs::list_chosen_jobs(db, tenant, {part.begin(), part.end()}))
            states.emplace(job.id, job.state);
        rest = rest.subspan(part.size());
    }
    return states;
}

std::optional<jobs::State> letter_job_of(Invitation const& invitation, LetterJobs const& states)
{
    auto const found = invitation.job ? states.find(*invitation.job) : states.end();
    return found == states.end() ? std::nullopt : std::optional(found->second);
}

bool is_on_its_way(Invitation const& invitation, LetterJobs const& states)
{
    auto const state = letter_job_of(invitation, states);
    return state == jobs::State::queued || state == jobs::State::failed;
}

Convocation fresh_convocation(std::optional<Convocation> const& stored, Meeting const& meeting, Date today)
{
    auto convocation = stored.value_or(Convocation{});
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    bool const is_over
        = convocation.reply_by && (*convocation.reply_by < today || (day && *convocation.reply_by > *day));
    if (is_over)
        convocation.reply_by.reset();
    return convocation;
}

Result<std::int64_t> send_invitations(Work& work, MeetingId id, Fields const& typed)
{
    auto const seen = TRY(open_for_inviting(work, id));
    if (auto problems = problems_of_convocation(typed, seen.meeting, work.today()); !problems.empty())
        return std::move(problems.front());
    auto all = list_invitations(work.db(), work.tenant(), id);
    auto const consents = list_guest_consents(work.db(), work.tenant(), seen.meeting, all);
    std::int64_t ordered = 0;
    for (auto const& [invitation, mail] : mails_of(work, std::move(all))) {
        // A letter that waits says what is true when it leaves.
        if (mail.empty() || is_spared(invitation, seen.meeting, consents)
            || is_on_its_way(invitation, waiting))
            continue;
        // One about the withdrawal may have got lost on the way.
        if (invitation.is_withdrawn && invitation.may_know())
            order_letter(work, invitation, LetterOrder::withdrawal);
        else if (has_news(invitation, seen.meeting))
            order_letter(work, invitation, LetterOrder::news);
        else
            continue;
        ++ordered;
    }
    if (ordered == 0)
        return ordered;
    if (seen.meeting.state == MeetingState::planned)
        store_convocation(work.db(), work.tenant(), id, convocation_from(typed), work.now());
    work.audit("meetings.meeting.invited", meeting_subject.word(), id, {}, {{"count", ordered}});
    return ordered;
}

void order_letter(Work& work, Invitation invitation, LetterOrder order)
{
    invitation.job = work.enqueue(
        invitation_mail_kind,
        json::print(
            json::Value::Object{{"invitation", invitation.id.value}, {"why", std::string(to_text(order))}}));
    update_invitation(work.db(), work.tenant(), invitation);
}

} // namespace kommin::meetings
    auto const waiting = list_letter_jobs(work.db(), work.tenant(), all);
