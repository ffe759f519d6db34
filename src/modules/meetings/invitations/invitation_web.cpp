// Routes of the desk for invitations.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/invitations/invitation_desk.hpp"
#include "modules/meetings/invitations/invitation_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_list.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_found_guests = 20;
constexpr int most_of_today = 40;
constexpr std::size_t most_shown_contacts = 50;
constexpr std::size_t longest_choice = 200; // bytes

http::Response see_other(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

// What the letters to each of them are about: mail addresses, and which of these are refused.
struct Reachable {
    std::unordered_map<contacts::PersonId, std::string> mails;
    std::map<std::string, post::RefusedAddress> refused;
    contacts::ConsentStandings consents; // of guests, see list_guest_consents()
    LetterJobs jobs = {}; // of the list alone

    [[nodiscard]] std::function<bool(Invitation const&)> gets_letters_of(Meeting const& meeting) const
    {
        return [this, &meeting](Invitation const& one) {
            return mails.contains(one.person) && !is_spared(one, meeting, consents);
        };
    }
    [[nodiscard]] std::string mail_of(contacts::PersonId person) const
    {
        auto const found = mails.find(person);
        return found == mails.end() ? std::string{} : found->second;
    }
};
Reachable load_reachable(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::vector<Invitation> const& invitations)
{
    std::vector<contacts::PersonId> ids;
    std::ranges::transform(invitations, std::back_inserter(ids), &Invitation::person);
    Reachable reachable;
    std::vector<std::string> addresses;
    for (auto& person : contacts::list_reachable_people(db, tenant, ids)) {
        if (person.mail.empty())
            continue;
        addresses.push_back(person.mail);
        reachable.mails.emplace(person.id, std::move(person.mail));
    }
    reachable.refused = post::find_refused_among(db, tenant, addresses);
    reachable.consents = list_guest_consents(db, tenant, meeting, invitations);
    return reachable;
}

// `is_seen`: whether this person may know whom it is about. Of others it stands as if nobody had been asked
// for a consent: that somebody has withdrawn it is theirs.
LetterState state_of(
    Invitation const& invitation, Meeting const& meeting, Reachable const& reachable, bool is_seen)
{
    if (is_seen && has_news(invitation, meeting) && is_spared(invitation, meeting, reachable.consents))
        return LetterState::spared;
    auto const mail = reachable.mail_of(invitation.person);
    if (mail.empty())
        return LetterState::no_address;
    if (reachable.refused.contains(mail))
        return LetterState::refused;
    auto const job = letter_job_of(invitation, reachable.jobs);
    if (job == jobs::State::dead)
        return LetterState::failed;
    if (job && job != jobs::State::done)
        return LetterState::waiting;
    if (!invitation.may_know())
        return LetterState::none;
    return has_news(invitation, meeting) ? LetterState::outdated : LetterState::told;
}

struct LoadedList {
    std::vector<InvitedPerson> people;
    InvitationCounts counts;
};
LoadedList load_list(db::Connection& db, web::Call const& call, Meeting const& meeting)
{
    auto const tenant = call.site.tenant;
    auto all = list_invitations(db, tenant, meeting.id);
    std::erase_if(all, [](Invitation const& one) { return one.is_withdrawn; });
    std::vector<contacts::PersonId> ids;
    std::ranges::transform(all, std::back_inserter(ids), &Invitation::person);
    auto const names = contacts::list_named_people(db, tenant, call.actor(), ids);
    auto reachable = load_reachable(db, tenant, meeting, all);
    reachable.jobs = list_letter_jobs(db, tenant, all);
    auto const facts = mark_of_facts(meeting);
    LoadedList list{{}, count_invitations(all, meeting, reachable.gets_letters_of(meeting))};
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    std::vector<std::pair<std::string, InvitedPerson>> sorted;
    for (auto& invitation : all) {
        auto const named = names.find(invitation.person);
        bool const is_seen = named != names.end();
        InvitedPerson person{
            .invitation = std::move(invitation),
            .name = is_seen ? named->second.name : std::string{},
            .letters = LetterState::none};
        person.letters = state_of(person.invitation, meeting, reachable, is_seen);
        if (auto const consent = reachable.consents.find(person.invitation.person);
            is_seen && consent != reachable.consents.end())
            person.consent = consent->second;
        person.answered_before_change
            = person.invitation.answer != InvitationAnswer::none && person.invitation.answered_about != facts;
        sorted.emplace_back(
            is_seen ? collator.sort_key(named->second.list_name) : std::string("\xff"), std::move(person));
    }
    std::ranges::stable_sort(
        sorted, [](auto const& one, auto const& other) { return one.first < other.first; });
    for (auto& [key, person] : sorted)
        list.people.push_back(std::move(person));
    return list;
}

void note_invited_read(web::Call const& call, MeetingId id, std::size_t count)
{
    if (count > 0)
        web::note_reading(
            call, "meetings.invitations.read", meeting_subject.word(), id,
            {{"shown", static_cast<std::int64_t>(count)}});
}

http::Response show_list(web::Call const& call, SeenMeeting const& seen, std::vector<Problem> problems = {})
{
    auto const list = web::read(call, [&](db::Connection& db) { return load_list(db, call, seen.meeting); });
    note_invited_read(call, seen.meeting.id, list.people.size());
    return invitations_list_page(
        call,
        {.seen = seen,
         .people = list.people,
         .counts = list.counts,
         .can_tell = can_be_told(seen.meeting, call.local_now().date),
         .can_answer = can_be_answered(seen.meeting, call.local_now().date),
         .problems = std::move(problems)});
}

// Where it worked, the list; else the list with what stood in the way.
template<class Value>
http::Response outcome(web::Call& call, SeenMeeting const& seen, Result<Value> const& result)
{
    if (result)
        return see_other(invitations_url(seen.meeting.id));
    if (result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_list(call, seen, {result.problem()});
}

std::optional<SeenInvitation> invitation_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["einladung"]);
    if (!number || *number <= 0)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_seen_invitation(db, call.site.tenant, InvitationId{*number}, call.actor());
    });
}

http::Response show_sending_form(
    web::Call const& call, SeenMeeting const& seen, Fields const& fields, std::vector<Problem> problems)
{
    struct Found {
        InvitationCounts counts;
        std::int64_t without_mail = 0;
        std::int64_t spared = 0;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const all = list_invitations(db, call.site.tenant, seen.meeting.id);
        auto const reachable = load_reachable(db, call.site.tenant, seen.meeting, all);
        Found numbers{count_invitations(all, seen.meeting, reachable.gets_letters_of(seen.meeting))};
        std::vector<contacts::PersonId> spared;
        for (auto const& one : all) {
            if (!has_news(one, seen.meeting))
                continue;
            if (is_spared(one, seen.meeting, reachable.consents))
                spared.push_back(one.person);
            else if (reachable.mail_of(one.person).empty())
                ++numbers.without_mail;
        }
        // Of one whom this person may not see, the number would tell it.
        numbers.spared = std::ssize(contacts::list_named_people(db, call.site.tenant, call.actor(), spared));
        return numbers;
    });
    return sending_page(
        call,
        {.seen = seen,
         .fields = fields,
         .counts = found.counts,
         .without_mail = found.without_mail,
         .spared = found.spared,
         .problems = std::move(problems)});
}

http::Response show_guests(
    web::Call const& call, SeenMeeting const& seen, std::string words, std::vector<Problem> problems = {})
{
    contacts::ConsentStandings consents;
    auto const found = web::read(call, [&](db::Connection& db) {
        auto people
            = contacts::find_named_people(db, call.site.tenant, call.actor(), words, most_found_guests);
        std::vector<contacts::PersonId> ids;
        std::ranges::transform(people.people, std::back_inserter(ids), &contacts::NamedPerson::id);
        consents
            = contacts::list_consent_standings(db, call.site.tenant, contacts::Purpose::invitations, ids);
        return people;
    });
    note_invited_read(call, seen.meeting.id, found.people.size());
    return guest_page(
        call,
        {.seen = seen,
         .words = words,
         .found = found,
         .consents = consents,
         .was_searched = !trim(words).empty(),
         .problems = std::move(problems)});
}

// What was chosen among the contacts, as the form sends it.
contacts::PeopleChoice choice_of(http::Form const& form)
{
    return {
        .words = std::string(truncate_utf8(trim(form.value(contacts_field::words)), longest_choice)),
        .municipality
        = std::string(truncate_utf8(trim(form.value(contacts_field::municipality)), longest_choice)),
        .field_of_work
        = std::string(truncate_utf8(trim(form.value(contacts_field::field_of_work)), longest_choice)),
        .language = std::string(truncate_utf8(trim(form.value(contacts_field::language)), longest_choice))};
}

ContactsPage load_chosen(
    db::Connection& db, web::Call const& call, SeenMeeting const& seen, contacts::PeopleChoice const& choice)
{
    ContactsPage page{.seen = seen, .choice = choice};
    auto const tenant = call.site.tenant;
    page.bodies = tenants::list_bodies(db, tenant);
    auto ids = contacts::list_people_who_allow(
        db, tenant, call.actor(), contacts::Purpose::invitations, choice, static_cast<int>(most_invited) + 1);
    page.chosen = std::ssize(ids);
    if (ids.size() <= most_invited) {
        std::unordered_set<contacts::PersonId> listed, taken_off;
        for (auto const& one : list_invitations(db, tenant, seen.meeting.id))
            (one.is_withdrawn ? taken_off : listed).insert(one.person);
        page.listed = std::ranges::count_if(ids, [&](auto const id) { return listed.contains(id); });
        page.taken_off = std::ranges::count_if(ids, [&](auto const id) { return taken_off.contains(id); });
        page.without_mail = std::ranges::count_if(
            contacts::list_reachable_people(db, tenant, ids),
            [](contacts::ReachablePerson const& person) { return person.mail.empty(); });
    }
    ids.resize(std::min(ids.size(), most_shown_contacts));
    auto const names = contacts::list_named_people(db, tenant, call.actor(), ids);
    for (auto const id : ids) { // in the order of the list
        if (auto const named = names.find(id); named != names.end())
            page.first.push_back(named->second);
    }
    return page;
}

http::Response show_chosen(
    web::Call const& call, SeenMeeting const& seen, contacts::PeopleChoice const& choice,
    std::vector<Problem> problems = {})
{
    auto page = web::read(call, [&](db::Connection& db) { return load_chosen(db, call, seen, choice); });
    page.problems = std::move(problems);
    note_invited_read(call, seen.meeting.id, page.first.size());
    return contacts_page(call, page);
}

}

http::Response show_invitations(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    return seen ? show_list(call, *seen) : web::staff_not_found(call);
}

http::Response export_invitations(web::Call& call)
{
    using table::Cell;
    auto const seen = meeting_of_path(call, invite);
    if (!seen)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const list = web::read(call, [&](db::Connection& db) { return load_list(db, call, seen->meeting); });
    web::note_reading(
        call, "meetings.invitations.exported", meeting_subject.word(), seen->meeting.id,
        {{"count", static_cast<std::int64_t>(list.people.size())}});
    web::ListExport<InvitedPerson> file(
        call, web::export_format(call.request), invitations_path, "invitation.many"_msg,
        {{"invitation.column.person"_msg, 30,
          [&](InvitedPerson const& person) {
              return Cell(person.name.empty() ? std::string(texts("invitation.unseen"_msg)) : person.name);
          }},
         {"invitation.column.as"_msg, 16,
          [&](InvitedPerson const& person) {
              return Cell(std::string(texts(label_of(person.invitation.as))));
          }},
         {"invitation.column.letter"_msg, 22,
          [&](InvitedPerson const& person) { return Cell(std::string(texts(label_of(person.letters)))); }},
         {"invitation.column.answer"_msg, 16,
          [&](InvitedPerson const& person) {
              return Cell(std::string(texts(label_of(person.invitation.answer))));
          }},
         {"invitation.column.note"_msg, 50,
          [](InvitedPerson const& person) { return Cell(person.invitation.answer_note); }}});
    for (auto const& person : list.people) {
        if (!file.add(person))
            break;
    }
    return file.answer();
}

http::Response list_invited_members(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const who = form->value("vertretungen") == "ja" ? WhoOfPanel::with_substitutes : WhoOfPanel::holders;
    auto const added
        = web::write(call, [&](Work& work) { return invite_members(work, seen->meeting.id, who); });
    call.nothing_was_done = added && *added == 0;
    return outcome(call, *seen, added);
}

http::Response show_guest_search(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    return seen ? show_guests(call, *seen, {}) : web::staff_not_found(call);
}

http::Response find_guests(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    call.nothing_was_done = true;
    return show_guests(call, *seen, std::string(trim(form->value("worte"))));
}

http::Response list_guest_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    contacts::PersonId const person{parse_number(form->value("person")).value_or(0)};
    if (person.value <= 0)
        return show_guests(call, *seen, {}, {Problem::invalid("worte", "invitation.problem.person"_msg)});
    auto const added
        = web::write(call, [&](Work& work) { return invite_guest(work, seen->meeting.id, person); });
    call.nothing_was_done = added && !*added;
    return outcome(call, *seen, added);
}

http::Response show_contacts(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    return seen ? show_chosen(call, *seen, {}) : web::staff_not_found(call);
}

http::Response choose_contacts(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    call.nothing_was_done = true;
    return show_chosen(call, *seen, choice_of(*form));
}

http::Response list_contacts_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const choice = choice_of(*form);
    auto const added
        = web::write(call, [&](Work& work) { return invite_contacts(work, seen->meeting.id, choice); });
    if (!added && added.problem().kind != ProblemKind::not_found)
        return show_chosen(call, *seen, choice, {added.problem()});
    call.nothing_was_done = added && *added == 0;
    return outcome(call, *seen, added);
}

http::Response show_sending(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    if (!seen || !can_be_told(seen->meeting, call.local_now().date))
        return web::staff_not_found(call);
    auto const convocation = web::read(
        call, [&](db::Connection& db) { return find_convocation(db, call.site.tenant, seen->meeting.id); });
    return show_sending_form(
        call, *seen, form_of(fresh_convocation(convocation, seen->meeting, call.local_now().date)), {});
}

http::Response send_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    Fields fields;
    for (auto const field : all_convocation_fields)
        fields.set(field, std::string(trim(form->value(field))));
    auto const sent
        = web::write(call, [&](Work& work) { return send_invitations(work, seen->meeting.id, fields); });
    if (sent) {
        call.nothing_was_done = *sent == 0;
        return see_other(invitations_url(seen->meeting.id));
    }
    if (sent.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (sent.problem().field.empty())
        return show_list(call, *seen, {sent.problem()});
    return show_sending_form(
        call, *seen, fields, problems_of_convocation(fields, seen->meeting, call.local_now().date));
}

http::Response withdraw_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = invitation_in_path(call);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const version = parse_number(form->value("fassung")).value_or(0);
    auto const done = web::write(
        call, [&](Work& work) { return withdraw_invitation(work, {seen->invitation.id, version}); });
    return outcome(call, seen->of, done);
}

http::Response note_answer_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = invitation_in_path(call);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const answer = enum_from<InvitationAnswer>(form->value("antwort"));
    if (!answer)
        return show_list(call, seen->of, {Problem::invalid({}, "invitation.problem.which"_msg)});
    auto const version = parse_number(form->value("fassung")).value_or(0);
    auto const done = web::write(
        call, [&](Work& work) { return note_answer(work, {seen->invitation.id, version}, *answer); });
    return outcome(call, seen->of, done);
}

web::Body invitations_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(invite, seen.panel.owner()))
        return {};
    auto const counts = web::read(call, [&](db::Connection& db) {
        auto const all = list_invitations(db, call.site.tenant, seen.meeting.id);
        auto const reachable = load_reachable(db, call.site.tenant, seen.meeting, all);
        return count_invitations(all, seen.meeting, reachable.gets_letters_of(seen.meeting));
    });
    return [&call, meeting = seen.meeting, counts](html::Writer& w) {
        write_invitation_summary(w, call, meeting, counts);
    };
}

void add_invitations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may_somewhere(invite))
        return;
    auto const& texts = web::staff_texts(call);
    struct Outdated {
        Meeting meeting;
        std::int64_t people;
    };
    auto const outdated = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const panels = list_seen_panels(db, tenant, call.actor(), invite);
        std::vector<Outdated> found;
        for (auto const id :
             list_meetings_with_letters(db, tenant, call.local_now().date, panels.ids(), most_of_today)) {
            auto meeting = load_meeting(db, tenant, id).value();
            auto const all = list_invitations(db, tenant, id);
            auto const consents = list_guest_consents(db, tenant, meeting, all);
            auto const people = std::ranges::count_if(all, [&](Invitation const& one) {
                return one.may_know() && has_news(one, meeting) && !is_spared(one, meeting, consents);
            });
            if (people > 0)
                found.push_back({std::move(meeting), people});
        }
        return found;
    });
    for (auto const& [meeting, people] : outdated)
        items.push_back(
            {.area = "invitation.many"_msg,
             .title = meeting.title,
             .url = invitations_url(meeting.id, "verschicken"),
             .reason = texts("invitation.today"_msg, {{"count", people}}),
             .due = meeting.day.value().full(),
             .action = "invitation.send"_msg});
}

} // namespace kommin::meetings
