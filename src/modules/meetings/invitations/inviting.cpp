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
#include <unordered_set>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

// The meeting, if this actor may invite to it and there is still something to tell of it.
Result<SeenMeeting> open_for_telling(Work& work, MeetingId id)
{
    auto seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), invite);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (!can_be_told(seen->meeting, work.today()))
        return Problem::conflict({}, "invitation.problem.over"_msg);
    return std::move(*seen);
}

// The same, on a day on which somebody can be asked to come.
Result<SeenMeeting> open_for_inviting(Work& work, MeetingId id)
{
    auto seen = TRY(open_for_telling(work, id));
    if (!has_whole_day(seen.meeting))
        return Problem::conflict({}, "invitation.problem.day"_msg);
    return seen;
}

struct Listable {
    contacts::PersonId person;
    InvitedAs as;
};

// What they are in the panel on the day of the meeting; whoever has two seats and holds one of them is a
// holder.
std::unordered_map<contacts::PersonId, InvitedAs> functions_of(std::vector<MemberOn> const& members)
{
    std::unordered_map<contacts::PersonId, InvitedAs> functions;
    for (auto const& member : members) {
        if (member.capacity == Capacity::holder)
            functions.insert_or_assign(member.person, InvitedAs::holder);
        else
            functions.emplace(member.person, InvitedAs::substitute);
    }
    return functions;
}

std::size_t count_listed(std::vector<Invitation> const& list)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(list, [](Invitation const& one) { return !one.is_withdrawn; }));
}

Invitation fresh_invitation(MeetingId meeting, Listable const& who)
{
    Invitation fresh;
    fresh.meeting = meeting;
    fresh.person = who.person;
    fresh.as = who.as;
    fresh.uid = crypto::random_token(16);
    return fresh;
}

// What they know stays: whoever was told that they are off the list is told again by the next sending.
void bring_back(Invitation& invitation, InvitedAs as)
{
    invitation.is_withdrawn = false;
    invitation.as = as;
    invitation.answer = InvitationAnswer::none;
    invitation.answer_note.clear();
    invitation.answered_at.reset();
    invitation.answered_about.clear();
    invitation.reminded_at.reset();
}

// A guest without a letter turns out to have a seat.
bool becomes_member(Invitation const& invitation, InvitedAs as)
{
    return invitation.as == InvitedAs::guest && as != InvitedAs::guest && !invitation.may_know()
        && !invitation.job;
}

// Whoever was taken off the list before.
enum class TakenOff : std::uint8_t { comes_back, stays_off };

struct ListChanges {
    std::vector<Invitation> fresh, changed;
    std::vector<contacts::PersonId> came; // were not on the list
};
ListChanges changes_for(
    MeetingId meeting, std::vector<Invitation> const& list, std::vector<Listable> const& people,
    TakenOff taken_off)
{
    std::unordered_map<contacts::PersonId, Invitation> known;
    for (auto const& one : list)
        known.emplace(one.person, one);
    ListChanges changes;
    std::unordered_set<contacts::PersonId> done;
    for (auto const& who : people) {
        if (!done.insert(who.person).second)
            continue;
        auto const found = known.find(who.person);
        if (found == known.end()) {
            changes.fresh.push_back(fresh_invitation(meeting, who));
            changes.came.push_back(who.person);
            continue;
        }
        auto& invitation = found->second;
        if (invitation.is_withdrawn && taken_off == TakenOff::comes_back) {
            bring_back(invitation, who.as);
            changes.came.push_back(who.person);
        } else if (!invitation.is_withdrawn && becomes_member(invitation, who.as)) {
            invitation.as = who.as;
        } else {
            continue;
        }
        changes.changed.push_back(std::move(invitation));
    }
    return changes;
}

// All of them in one work, or nobody where the list has not room for all; for how many something changes.
// Nobody else of the tenant writes meanwhile: the number of statements does not grow with that of the new.
Result<std::int64_t> put_all_on_list(
    Work& work, MeetingId id, std::vector<Listable> const& people, TakenOff taken_off)
{
    auto const list = list_invitations(work.db(), work.tenant(), id);
    auto const changes = changes_for(id, list, people, taken_off);
    if (!changes.came.empty() && count_listed(list) + changes.came.size() > most_invited)
        return Problem::conflict({}, "invitation.problem.full"_msg);
    if (!changes.fresh.empty())
        insert_invitations(work.db(), work.tenant(), changes.fresh);
    for (auto const& one : changes.changed)
        update_invitation(work.db(), work.tenant(), one);
    contacts::note_grounds(work, changes.came);
    auto const count = std::ssize(changes.fresh) + std::ssize(changes.changed);
    if (count > 0)
        work.audit(
            "meetings.meeting.listed", meeting_subject.word(), id, {},
            {{"count", static_cast<std::int64_t>(count)}});
    return static_cast<std::int64_t>(count);
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
    auto const functions = functions_of(members);
    std::vector<Listable> people;
    for (auto const& member : members) {
        auto const as = functions.at(member.person);
        if (as == InvitedAs::holder || who == WhoOfPanel::with_substitutes)
            people.push_back({member.person, as});
    }
    return put_all_on_list(work, id, people, TakenOff::comes_back);
}

Result<bool> invite_guest(Work& work, MeetingId id, contacts::PersonId person)
{
    TRY(open_for_inviting(work, id));
    if (!contacts::may_see_person(work.db(), work.tenant(), work.actor(), person))
        return Problem::not_found("people.problem.unknown"_msg);
    auto const added = TRY(put_all_on_list(work, id, {{person, InvitedAs::guest}}, TakenOff::comes_back));
    return added > 0;
}

Result<std::int64_t> invite_contacts(Work& work, MeetingId id, contacts::PeopleChoice const& choice)
{
    auto const seen = TRY(open_for_inviting(work, id));
    auto const chosen = contacts::list_people_who_allow(
        work.db(), work.tenant(), work.actor(), contacts::Purpose::invitations, choice,
        static_cast<int>(most_invited) + 1);
    if (chosen.size() > most_invited)
        return Problem::conflict({}, "invitation.problem.too_many"_msg);
    auto const functions = functions_of(
        list_members_on(work.db(), work.tenant(), seen.panel.id, seen.meeting.day.value().full().value()));
    std::vector<Listable> people;
    for (auto const person : chosen) {
        auto const function = functions.find(person);
        people.push_back({person, function == functions.end() ? InvitedAs::guest : function->second});
    }
    return put_all_on_list(work, id, people, TakenOff::stays_off);
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
    bool const ends
        = invitation.is_withdrawn || meeting.state != MeetingState::planned || waits_for_day(meeting);
    if (ends && invitation.may_have_date())
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
    bool const had_letter = invitation.may_know() || invitation.job;
    invitation.is_withdrawn = true; // stays: who calls many at once does not bring them back
    update_invitation(work.db(), work.tenant(), invitation);
    if (had_letter && can_be_told(found.of.meeting, work.today()))
        order_letter(
            work, load_invitation(work.db(), work.tenant(), invitation.id).value(), LetterOrder::withdrawal);
    work.audit("meetings.meeting.withdrawn", meeting_subject.word(), found.of.meeting.id);
    return {};
}

Result<void> note_answer(Work& work, InvitationVersion const& seen, InvitationAnswer answer)
{
    auto found = TRY(seen_as(work, seen));
    auto& invitation = found.invitation;
    if (invitation.is_withdrawn || !can_be_told(found.of.meeting, work.today()))
        return Problem::conflict({}, "invitation.problem.over"_msg);
    if (!has_whole_day(found.of.meeting))
        return Problem::conflict({}, "invitation.problem.no_day"_msg);
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
    // That letter has the reason of the meeting, or says that another day follows, and none of these.
    if (meeting.state == MeetingState::cancelled || waits_for_day(meeting))
        return {};
    FieldCheck check(fields);
    check.check_length(convocation_field::words, longest_convocation_words);
    auto const typed = one_line(fields.value(convocation_field::reply_by));
    auto const reply_by = parse_typed_date(typed);
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!typed.empty() && !reply_by)
        check.refuse(convocation_field::reply_by, "form.problem.date"_msg, {{"value", typed}});
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
        return meeting.state == MeetingState::planned && has_whole_day(meeting);
    // Once their calendar is empty they hear of it again when there is a day.
    if (waits_for_day(meeting))
        return invitation.may_have_date();
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
    auto const seen = TRY(open_for_telling(work, id));
    if (auto problems = problems_of_convocation(typed, seen.meeting, work.today()); !problems.empty())
        return std::move(problems.front());
    auto all = list_invitations(work.db(), work.tenant(), id);
    auto const consents = list_guest_consents(work.db(), work.tenant(), seen.meeting, all);
    auto const waiting = list_letter_jobs(work.db(), work.tenant(), all);
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
    if (seen.meeting.state == MeetingState::planned && has_whole_day(seen.meeting))
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
