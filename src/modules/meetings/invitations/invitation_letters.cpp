#include "modules/meetings/invitations/invitation_letters.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/invitations/answering.hpp"
#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/invitations/inviting.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/work/use_case.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace kommin::meetings {

using i18n::Texts;

namespace {

constexpr std::chrono::hours guessed_duration{1};
constexpr std::chrono::days keep_invitations{365};
// Whoever has just been asked has not had the time to answer.
constexpr std::chrono::days quiet_before_reminder{2};

MessageKey subject_of(LetterKind kind)
{
    switch (kind) {
    case LetterKind::invitation:
        return "invitation.mail.subject"_msg;
    case LetterKind::change:
        return "invitation.mail.subject.change"_msg;
    case LetterKind::postponement:
        return "invitation.mail.subject.postponement"_msg;
    case LetterKind::cancellation:
        return "invitation.mail.subject.cancellation"_msg;
    case LetterKind::withdrawal:
        return "invitation.mail.subject.withdrawal"_msg;
    case LetterKind::reminder:
        return "invitation.mail.subject.reminder"_msg;
    }
    return {};
}

MessageKey lead_of(LetterKind kind, InvitationAnswer answer)
{
    switch (kind) {
    case LetterKind::invitation:
        return "invitation.mail.lead"_msg;
    case LetterKind::change:
        return "invitation.mail.lead.change"_msg;
    case LetterKind::postponement:
        return "invitation.mail.lead.postponement"_msg;
    case LetterKind::cancellation:
        return "invitation.mail.lead.cancellation"_msg;
    case LetterKind::withdrawal:
        return "invitation.mail.lead.withdrawal"_msg;
    case LetterKind::reminder:
        return answer == InvitationAnswer::accepted ? "invitation.mail.lead.reminder.accepted"_msg
                                                    : "invitation.mail.lead.reminder"_msg;
    }
    return {};
}

bool ends_the_date(LetterKind kind)
{
    return kind == LetterKind::postponement || kind == LetterKind::cancellation
        || kind == LetterKind::withdrawal;
}

// With the date that goes along, see date_of().
std::string note_of(LetterKind kind, bool has_date, Texts const& texts)
{
    if (kind == LetterKind::reminder)
        return std::string(texts("invitation.mail.note.reminder"_msg));
    if (!ends_the_date(kind))
        return std::string(texts("invitation.mail.note"_msg));
    return has_date ? std::string(texts("invitation.mail.note.ended"_msg)) : std::string{};
}

// The meeting at the time that the letter puts into a calendar or takes out of it; nothing where it does
// neither. A reminder changes no calendar: with a higher sequence, whoever has accepted would be asked anew.
std::optional<Meeting> date_of(InvitationLetter const& letter)
{
    if (letter.kind == LetterKind::reminder)
        return std::nullopt;
    if (ends_the_date(letter.kind))
        return meeting_as_told(letter.invitation, letter.meeting);
    return has_whole_day(letter.meeting) ? std::optional(letter.meeting) : std::nullopt;
}

html::Url link_of(InvitationLetter const& letter)
{
    auto address = letter.site + '/';
    address += letter.language.tag();
    address += "/einladung/" + letter.token;
    return html::Url::external(address).value();
}

calendar::Event event_of(
    InvitationLetter const& letter, Meeting const& meeting, i18n::Zone const& zone, Instant now)
{
    auto const& texts = Texts::of(letter.language);
    std::string description;
    for (auto const& line : fact_lines(meeting, texts))
        description += line.label + ": " + line.value + '\n';
    calendar::Event event{
        .uid = letter.invitation.uid,
        .sequence = static_cast<int>(letter.invitation.letters - 1), // the first letter is number 0
        .written = now,
        .when = calendar_time(meeting, zone),
        .title = meeting.title,
        .description = std::move(description),
        .location = place_of(meeting),
        .organizer = calendar::Person{letter.sender, letter.tenant.name},
        .invited = calendar::Person{letter.mail, letter.name}};
    if (!ends_the_date(letter.kind))
        event.url = page_for_calendars(meeting, letter.site, letter.language);
    return event;
}

// What a letter of this job says, and to whom.
struct Addressed {
    Invitation invitation;
    Meeting meeting;
    Panel panel;
    contacts::ReachablePerson person;
    Convocation convocation;
    LetterKind kind;
    std::string token = {}; // of the link in it
    TranslatedTexts translated = {}; // of the meeting and its panel
};

void clear_leaving_date(Invitation& invitation)
{
    invitation.leaving_day.reset();
    invitation.leaving_begins_at.reset();
    invitation.leaving_ends_at.reset();
}

// What was on its way stands in their calendar from now on.
void keep_leaving_date(Invitation& invitation)
{
    invitation.told_day = invitation.leaving_day;
    invitation.told_begins_at = invitation.leaving_begins_at;
    invitation.told_ends_at = invitation.leaving_ends_at;
    clear_leaving_date(invitation);
}

// `kind`: of a letter that is about to leave, as the next one.
void note_leaving_date(Invitation& invitation, Meeting const& meeting, LetterKind kind, jobs::JobId job)
{
    // Nobody knows whether that of another job has left: from now on it counts as if it had.
    if (invitation.leaving_day && invitation.leaving_job != job)
        keep_leaving_date(invitation);
    // What a letter takes out of a calendar stays noted until it has left.
    if (kind != LetterKind::invitation && kind != LetterKind::change)
        return;
    invitation.leaving_day = meeting.day.value().full();
    invitation.leaving_begins_at = meeting.begins_at;
    invitation.leaving_ends_at = meeting.ends_at;
}

// In the work that makes the link. Nothing where there is nothing of that kind to say any more. Problem
// unavailable where another job is about to send one to the same person: what it leaves to be said is known
// once it has ended.
Result<std::optional<Addressed>> addressed(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto invitation = load_invitation(db, tenant, order.id<InvitationId>("invitation"));
    auto meeting = invitation ? load_meeting(db, tenant, invitation->meeting) : std::nullopt;
    auto panel = meeting ? load_panel(db, tenant, meeting->panel) : std::nullopt;
    if (!panel || !can_be_told(*meeting, work.today()))
        return std::optional<Addressed>{};
    auto const kind = letter_needed(
        *invitation, *meeting, enum_from<LetterOrder>(order.text("why")).value_or(LetterOrder::news),
        order.job());
    auto people = contacts::list_reachable_people(db, tenant, {invitation->person});
    if (!kind || people.empty())
        return std::optional<Addressed>{};
    // Decided when it leaves: whoever has withdrawn their consent since it was ordered gets none.
    auto const consents = list_guest_consents(db, tenant, *meeting, {*invitation});
    if (people.front().mail.empty() || is_spared(*invitation, *meeting, consents)) {
        if (*kind == LetterKind::reminder) { // not ordered anew every day
            invitation->reminded_at = work.now();
            update_invitation(db, tenant, *invitation);
        }
        return std::optional<Addressed>{};
    }
    auto const facts = mark_of_facts(*meeting);
    bool const is_of_another
        = !invitation->leaving.empty() && invitation->leaving_job && *invitation->leaving_job != order.job();
    auto const other = is_of_another ? jobs::find_job(db, tenant, *invitation->leaving_job) : std::nullopt;
    if (other && other->state == jobs::State::running)
        return Problem{ProblemKind::unavailable, {}, "invitation.problem.on_its_way"_msg, {}};
    // A job that is repeated after the program was killed sends the same letter under the same id; another
    // one, or one that says something else by now, is the next letter.
    if (invitation->leaving != facts || invitation->leaving_job != order.job()) {
        note_leaving_date(*invitation, *meeting, *kind, order.job());
        invitation->leaving = facts;
        invitation->leaving_job = order.job();
        invitation->letters += 1;
        update_invitation(db, tenant, *invitation);
    }
    auto convocation = find_convocation(db, tenant, meeting->id).value_or(Convocation{});
    auto token = add_invitation_link(work, invitation->id);
    TranslatedTexts translated;
    translated.load(db, tenant, meeting_subject, meeting->id.value);
    translated.load(db, tenant, panel_subject, panel->id.value);
    return std::optional(Addressed{
        std::move(*invitation), std::move(*meeting), std::move(*panel), std::move(people.front()),
        std::move(convocation), *kind, std::move(token), std::move(translated)});
}

// Once it has left: what they know now.
Result<void> keep_told(WorkContext const& context, Addressed const& letter)
{
    return run_use_case(context, [&](Work& work) -> Result<void> {
        auto invitation = load_invitation(work.db(), work.tenant(), letter.invitation.id);
        // Nobody is left to know anything, or a later letter has left meanwhile.
        if (!invitation || invitation->letters != letter.invitation.letters)
            return {};
        bool const is_end = letter.kind == LetterKind::withdrawal;
        invitation->told_at = work.now();
        // Who is asked no more has nothing left to know.
        invitation->told = is_end ? "" : invitation->leaving;
        invitation->leaving.clear();
        invitation->leaving_job.reset();
        if (ends_the_date(letter.kind))
            clear_leaving_date(*invitation);
        if (letter.kind != LetterKind::reminder)
            keep_leaving_date(*invitation);
        if (letter.kind == LetterKind::reminder)
            invitation->reminded_at = work.now();
        else if (!ends_the_date(letter.kind)) // it may be another day, which nobody was reminded of
            invitation->reminded_at.reset();
        update_invitation(work.db(), work.tenant(), *invitation);
        // They were taken off the list while this was on its way.
        if (invitation->is_withdrawn && !is_end)
            order_letter(
                work, load_invitation(work.db(), work.tenant(), invitation->id).value(),
                LetterOrder::withdrawal);
        return {};
    });
}

// No server takes it, ever: they know as much as before.
Result<void> forget_leaving(WorkContext const& context, Addressed const& letter)
{
    return run_use_case(context, [&](Work& work) -> Result<void> {
        auto invitation = load_invitation(work.db(), work.tenant(), letter.invitation.id);
        if (!invitation || invitation->letters != letter.invitation.letters)
            return {};
        invitation->leaving.clear();
        invitation->leaving_job.reset();
        clear_leaving_date(*invitation);
        update_invitation(work.db(), work.tenant(), *invitation);
        return {};
    });
}

Result<void> send_letter(InvitationCare const& care, WorkContext const& context, JobOrder const& order)
{
    auto const source = TRY(find_letter_source(care.post, care.base_url, context));
    auto const letter = TRY(run_use_case(context, [&](Work& work) { return addressed(work, order); }));
    if (!letter)
        return {};
    auto const language
        = i18n::Language::find(letter->person.letters_language).value_or(source.tenant.source_language);
    TextsWithoutNote const words(letter->translated, source.tenant, language);
    auto sent = care.post.send(
        context,
        letter_of(
            {.kind = letter->kind,
             .invitation = letter->invitation,
             .meeting = in_words_of(words, letter->meeting),
             .panel = words(name_text(letter->panel)),
             .tenant = source.tenant,
             .site = source.site,
             .name = letter->person.name,
             .salutation = letter->person.salutation,
             .mail = letter->person.mail,
             .language = language,
             .convocation = letter->convocation,
             .token = letter->token,
             .sender = care.post.sender()},
            context.zone, context.clock.now()));
    if (sent)
        return keep_told(context, *letter);
    if (sent.problem().kind != ProblemKind::unavailable)
        TRY(forget_leaving(context, *letter));
    return sent;
}

}

std::optional<LetterKind> letter_needed(
    Invitation const& invitation, Meeting const& meeting, LetterOrder order, std::optional<jobs::JobId> job)
{
    bool const is_cancelled = meeting.state == MeetingState::cancelled;
    switch (order) {
    case LetterOrder::withdrawal:
        return invitation.is_withdrawn && invitation.may_know() ? std::optional(LetterKind::withdrawal)
                                                                : std::nullopt;
    case LetterOrder::reminder:
        return waits_for_reminder(invitation, meeting) ? std::optional(LetterKind::reminder) : std::nullopt;
    case LetterOrder::news:
        break;
    }
    if (!has_news(invitation, meeting))
        return std::nullopt;
    if (is_cancelled)
        return LetterKind::cancellation;
    if (waits_for_day(meeting))
        return LetterKind::postponement;
    // In whose calendar it does not stand, or not any more, is invited, also when this job tries again.
    bool const is_of_another = invitation.leaving_day && invitation.leaving_job != job;
    bool const stands_there = invitation.told_day || is_of_another;
    return invitation.may_know() && stands_there ? LetterKind::change : LetterKind::invitation;
}

bool waits_for_reminder(Invitation const& invitation, Meeting const& meeting)
{
    auto const facts = mark_of_facts(meeting);
    bool const has_declined
        = invitation.answer == InvitationAnswer::declined && invitation.answered_about == facts;
    return meeting.state == MeetingState::planned && has_whole_day(meeting) && !invitation.is_withdrawn
        && invitation.knows(facts) && !invitation.reminded_at && !has_declined;
}

std::variant<calendar::Hours, calendar::Days> calendar_time(Meeting const& meeting, i18n::Zone const& zone)
{
    auto const day = meeting.day.value().full().value();
    if (!meeting.begins_at)
        return calendar::Days{day, day};
    auto const begin = zone.to_instant({day, *meeting.begins_at});
    auto const end = meeting.ends_at ? zone.to_instant({day, *meeting.ends_at}) : begin + guessed_duration;
    return calendar::Hours{begin, end};
}

std::string page_for_calendars(Meeting const& meeting, std::string_view site, i18n::Language language)
{
    if (!meeting.is_public || meeting.slug.empty())
        return {};
    auto address = std::string(site) + '/';
    address += language.tag();
    return address + "/konferenz/" + meeting.slug;
}

post::Letter letter_of(InvitationLetter const& letter, i18n::Zone const& zone, Instant now)
{
    auto const& texts = Texts::of(letter.language);
    auto const& meeting = letter.meeting;
    bool const ends = ends_the_date(letter.kind);
    auto const date = date_of(letter);
    bool const is_postponed = letter.kind == LetterKind::postponement;
    // That of which it speaks: of one that is postponed the old one.
    auto const day = is_postponed && date ? date->day.value() : meeting.day.value();
    auto const title = texts.foreign(meeting.title);
    auto text = greeting_of(
        {.id = {}, .name = letter.name, .salutation = letter.salutation, .letters_language = {}, .mail = {}},
        texts);
    text += "\n\n"
        + texts(lead_of(letter.kind, letter.invitation.answer),
                {{"site", texts.foreign(letter.tenant.name)},
                 {"title", title},
                 {"panel", texts.foreign(letter.panel)},
                 {"day", texts.partial_date(day)},
                 {"planned", texts.partial_date(meeting.day.value())}});
    if (letter.kind == LetterKind::cancellation)
        text += "\n\n"
            + texts("invitation.mail.reason"_msg, {{"reason", texts.foreign(meeting.cancelled_for)}});
    text += "\n\n";
    // What place and interpreters will be is said with the next date.
    for (auto const& line : is_postponed ? std::vector<MeetingFactLine>{} : fact_lines(meeting, texts))
        text += line.label + ": " + texts.foreign(line.value) + '\n';
    auto const& reply_by = letter.convocation.reply_by;
    bool const may_still_reply = reply_by && *reply_by >= zone.to_local(now).date;
    if (!ends && may_still_reply && letter.invitation.answer == InvitationAnswer::none)
        text += '\n'
            + texts("invitation.mail.reply_by"_msg, {{"day", texts.date(*reply_by, i18n::DateStyle::full)}});
    auto const method = ends ? calendar::Method::cancel : calendar::Method::request;
    post::Letter made{
        .id = "invitation-" + std::to_string(letter.tenant.id.value) + '-'
            + std::to_string(letter.invitation.id.value) + '-' + std::to_string(letter.invitation.letters),
        .to = letter.mail,
        .from_name = letter.tenant.name,
        .language = letter.language,
        .subject = texts(subject_of(letter.kind), {{"title", title}, {"day", texts.partial_date(day)}}),
        .text = std::move(text),
        .note = note_of(letter.kind, date.has_value(), texts)};
    if (date)
        made.calendar = mail::CalendarPart{
            .method = ends ? "CANCEL" : "REQUEST",
            .text = calendar::print(method, event_of(letter, *date, zone, now)),
            .file_name = "termin.ics"};
    if (ends)
        return made;
    if (!letter.convocation.words.empty() && letter.kind != LetterKind::reminder)
        made.quote = post::Letter::Quote{
            std::string(texts("invitation.mail.words"_msg)), letter.convocation.words,
            letter.tenant.source_language};
    made.button = post::Letter::Button{std::string(texts("invitation.mail.button"_msg)), link_of(letter)};
    return made;
}

JobRule invitation_mail(InvitationCare const& care)
{
    return {
        invitation_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter(care, context, order);
        }),
        "job.meetings.invitation"_msg, true};
}

RecurringRule invitation_reminders()
{
    return {
        "meetings.invitations_reminded", i18n::TimeOfDay::at(8),
        [](Work& work) -> Result<void> {
            auto& db = work.db();
            auto const ids = list_meetings_to_remind_of(db, work.tenant(), work.today());
            auto const meetings = list_chosen_meetings(db, work.tenant(), ids);
            for (auto const id : ids) {
                auto const& meeting = meetings.at(id);
                auto const all = list_invitations(db, work.tenant(), id);
                auto const consents = list_guest_consents(db, work.tenant(), meeting, all);
                auto const states = list_letter_jobs(db, work.tenant(), all);
                for (auto const& invitation : all) {
                    bool const is_due = waits_for_reminder(invitation, meeting)
                        && !is_spared(invitation, meeting, consents)
                        && invitation.told_at <= work.now() - quiet_before_reminder;
                    bool const has_ended
                        = letter_job_of(invitation, states).value_or(jobs::State::done) == jobs::State::done;
                    if (is_due && has_ended) // a letter that waits, or that no server takes, is enough
                        order_letter(work, invitation, LetterOrder::reminder);
                }
            }
            return {};
        },
        "job.meetings.invitations_reminded"_msg};
}

RecurringRule invitation_erasure()
{
    return {
        "meetings.invitations_erased", i18n::TimeOfDay::at(3, 40),
        [](Work& work) -> Result<void> {
            auto const day = Date{std::chrono::sys_days{work.today()} - keep_invitations};
            erase_invitations_before(work.db(), work.tenant(), day);
            return {};
        },
        "job.meetings.invitations_erased"_msg};
}

} // namespace kommin::meetings
