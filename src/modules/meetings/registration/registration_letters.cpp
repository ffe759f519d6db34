#include "modules/meetings/registration/registration_letters.hpp"

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/html/url.hpp"
#include "platform/qr/qr.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace kommin::meetings {

using i18n::Texts;

namespace {

constexpr std::string_view erasure_kind = "meetings.registrations_erased.session";

struct Addressed {
    OpenRegistration open;
    std::string token;
    PartyLetter kind;
    TranslatedTexts translated = {}; // of the meeting
    OtherParties others = {};
};

std::string letter_name(TenantId tenant, Registration const& registration)
{
    return "registration-" + std::to_string(tenant.value) + '-' + std::to_string(registration.id.value) + '-'
        + std::to_string(registration.version);
}

// The same letter again, after the program was killed, has the same link.
std::string token_of_letter(Work& work, crypto::Key const& key, Registration const& registration)
{
    auto token = crypto::keyed_fingerprint(key, "letter\n" + letter_name(work.tenant(), registration));
    insert_link(work, registration.id, token, true);
    return token;
}

OtherParties list_others(Work& work, crypto::Key const& key, Registration const& registration)
{
    constexpr std::size_t most = 5;
    auto const all = list_parties_at_same_address(work.db(), work.tenant(), registration);
    OtherParties others{{}, std::ssize(all)};
    for (auto const& one : all) {
        if (others.first.size() == most)
            break;
        others.first.push_back(
            {.registered_at = one.registered_at,
             .people = std::ssize(list_participants(work.db(), work.tenant(), one.id)),
             .token = token_of_letter(work, key, one)});
    }
    return others;
}

PartyLetter kind_of(OpenRegistration const& open, LetterCause cause)
{
    using enum RegistrationState;
    auto const state = open.registration.state;
    bool const is_changed = cause == LetterCause::meeting;
    if (state == cancelled)
        return PartyLetter::cancellation;
    if (open.meeting.state == MeetingState::cancelled)
        return PartyLetter::called_off;
    if (state == waiting)
        return is_changed ? PartyLetter::still_waiting : PartyLetter::waiting;
    if (state == offered)
        return PartyLetter::offer;
    if (state == left)
        return PartyLetter::left;
    if (state == lapsed)
        return PartyLetter::lapsed;
    if (cause == LetterCause::moved_up)
        return PartyLetter::moved_up;
    if (cause == LetterCause::tomorrow)
        return PartyLetter::reminder;
    return is_changed ? PartyLetter::changed : PartyLetter::confirmation;
}

// Nothing where there is nothing to say any more: it was changed since, and the letter of that says all.
std::optional<Addressed> addressed(Work& work, crypto::Key const& key, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const registration = load_registration(db, tenant, order.id<RegistrationId>("registration"));
    struct Version {
        std::int64_t value = 0;
    };
    bool const is_newest
        = registration && registration->version == order.id<StrongId<Version>>("version").value;
    if (!is_newest || registration->mail.empty())
        return std::nullopt;
    auto token = token_of_letter(work, key, *registration);
    auto open = find_registration_by_link(db, tenant, token);
    if (!open)
        return std::nullopt;
    auto const begin = begin_of(open->meeting, work.zone());
    if (begin ? work.now() >= *begin : open->meeting.is_past(work.today()))
        return std::nullopt;
    auto const cause = enum_from<LetterCause>(order.text("because")).value_or(LetterCause::party);
    // It says "tomorrow": it may have waited.
    if (cause == LetterCause::tomorrow
        && open->meeting.day != PartialDate(work.today() + std::chrono::days{1}))
        return std::nullopt;
    TranslatedTexts translated;
    translated.load(db, tenant, meeting_subject, open->meeting.id.value);
    auto const kind = kind_of(*open, cause);
    bool const confirms = kind == PartyLetter::confirmation || kind == PartyLetter::waiting;
    auto others = confirms ? list_others(work, key, *registration) : OtherParties{};
    return Addressed{std::move(*open), std::move(token), kind, std::move(translated), std::move(others)};
}

MessageKey lead_of(PartyLetter kind)
{
    switch (kind) {
    case PartyLetter::cancellation:
        return "registration.mail.lead.cancelled"_msg;
    case PartyLetter::changed:
        return "registration.mail.lead.changed"_msg;
    case PartyLetter::called_off:
        return "registration.mail.lead.called_off"_msg;
    case PartyLetter::waiting:
        return "registration.mail.lead.waiting"_msg;
    case PartyLetter::still_waiting:
        return "registration.mail.lead.still_waiting"_msg;
    case PartyLetter::offer:
        return "registration.mail.lead.offer"_msg;
    case PartyLetter::moved_up:
        return "registration.mail.lead.moved_up"_msg;
    case PartyLetter::left:
        return "registration.mail.lead.left"_msg;
    case PartyLetter::lapsed:
        return "registration.mail.lead.lapsed"_msg;
    case PartyLetter::reminder:
        return "registration.mail.lead.tomorrow"_msg;
    case PartyLetter::confirmation:
        break;
    }
    return "registration.mail.lead"_msg;
}

MessageKey subject_of(PartyLetter kind)
{
    switch (kind) {
    case PartyLetter::cancellation:
        return "registration.mail.subject.cancelled"_msg;
    case PartyLetter::changed:
    case PartyLetter::still_waiting:
        return "registration.mail.subject.changed"_msg;
    case PartyLetter::called_off:
        return "registration.mail.subject.called_off"_msg;
    case PartyLetter::waiting:
    case PartyLetter::left:
    case PartyLetter::lapsed:
        return "registration.mail.subject.waiting"_msg;
    case PartyLetter::offer:
        return "registration.mail.subject.offer"_msg;
    case PartyLetter::reminder:
        return "registration.mail.subject.tomorrow"_msg;
    case PartyLetter::moved_up:
    case PartyLetter::confirmation:
        break;
    }
    return "registration.mail.subject"_msg;
}

// The code of the door, as the page of the link shows it.
post::Letter::Picture code_of(RegistrationLetter const& letter, Texts const& texts)
{
    constexpr auto* picture_name = "eintritt.png";
    constexpr int side = 200;
    auto const address = letter.site + std::string(party_door_url(letter.token).text());
    return {
        .about = texts("registration.mail.code"_msg, {{"file", picture_name}}),
        .file = {.file_name = picture_name, .png = qr::encode(address).png()},
        .side = side};
}

std::vector<post::Letter::Button> links_of(
    RegistrationLetter const& letter, Texts const& texts, i18n::Zone const& zone)
{
    std::vector<post::Letter::Button> links;
    for (auto const& other : letter.others.first)
        links.push_back(
            {texts(
                 "registration.mail.other"_msg,
                 {{"when", texts.date_time(zone.to_local(other.registered_at))}, {"count", other.people}}),
             registration_link(letter.site, letter.language, other.token)});
    return links;
}

std::string others_in_words(OtherParties const& others, Texts const& texts)
{
    if (others.count == 0)
        return {};
    auto words = '\n' + texts("registration.mail.others"_msg, {{"count", others.count}});
    if (auto const more = others.count - std::ssize(others.first); more > 0)
        words += ' ' + texts("registration.mail.others.more"_msg, {{"count", more}});
    return words;
}

Result<void> send_letter(RegistrationCare const& care, WorkContext const& context, JobOrder const& order)
{
    return send_letter_of_job(
        care.post, care.base_url, context,
        [&](Work& work) -> Result<std::optional<Addressed>> { return addressed(work, care.key(), order); },
        [&](Addressed const& letter, LetterSource const& source) {
            auto const language = i18n::Language::find(letter.open.registration.language)
                                      .value_or(source.tenant.source_language);
            auto open = letter.open;
            open.meeting = in_words_of({letter.translated, source.tenant, language}, std::move(open.meeting));
            return letter_of(
                {.open = open,
                 .tenant = source.tenant,
                 .site = source.site,
                 .token = letter.token,
                 .kind = letter.kind,
                 .language = language,
                 .others = letter.others},
                context.zone, context.clock.now());
        });
}

}

html::Url registration_link(std::string_view site, i18n::Language language, std::string_view token)
{
    std::string address(site);
    for (auto const part : {language.tag(), conference_path, registration_path, token}) {
        address += '/';
        address += part;
    }
    return html::Url::external(address).value();
}

calendar::Event event_of(
    OpenRegistration const& open, Texts const& texts, i18n::Zone const& zone, Instant now)
{
    calendar::Event event{
        .uid = "registration-" + std::to_string(open.registration.id.value) + '.'
            + crypto::sha256_hex(open.programme.slug + to_iso(open.registration.registered_at)).substr(0, 16),
        .sequence = static_cast<int>(open.registration.version - 1),
        .written = now,
        .when = calendar_time(open.meeting, zone),
        .title = open.meeting.title,
        .location = place_of(open.meeting),
        .is_cancelled = open.registration.state == RegistrationState::cancelled
            || open.meeting.state == MeetingState::cancelled};
    for (auto const& line : fact_lines(told_meeting(open), texts))
        event.description += line.label + ": " + line.value + '\n';
    return event;
}

post::Letter letter_of(RegistrationLetter const& letter, i18n::Zone const& zone, Instant now)
{
    auto const& texts = Texts::of(letter.language);
    auto const& open = letter.open;
    auto const kind = letter.kind;
    auto const title = texts.foreign(open.meeting.title);
    auto const& waiting = open.waiting;
    auto const& until = open.registration.offered_until;
    auto text = std::string(texts("registration.mail.greeting"_msg)) + "\n\n"
        + texts(lead_of(kind),
                {{"title", title},
                 {"count", static_cast<std::int64_t>(open.people.size())},
                 {"place", waiting ? waiting->place : 0},
                 {"of", waiting ? waiting->of : 0},
                 {"until", until ? texts.date_time(zone.to_local(*until)) : std::string{}}})
        + "\n\n";
    if (kind == PartyLetter::called_off && !open.meeting.cancelled_for.empty())
        text += texts.foreign(open.meeting.cancelled_for) + "\n\n";
    for (auto const& line : fact_lines(told_meeting(open), texts))
        text += line.label + ": " + texts.foreign(line.value) + '\n';
    text += others_in_words(letter.others, texts);
    post::Letter made{
        .id = letter_name(letter.tenant.id, open.registration)
            + (kind == PartyLetter::reminder ? "-reminder" : ""),
        .to = open.registration.mail,
        .from_name = letter.tenant.name,
        .language = letter.language,
        .subject = texts(subject_of(kind), {{"title", title}}),
        .text = std::move(text),
        .note = std::string(texts(
            has_date(open.registration) ? "registration.mail.note"_msg
                                        : "registration.mail.note.no_date"_msg))};
    if (has_whole_day(open.meeting) && has_date(open.registration))
        made.calendar = mail::CalendarPart{
            .method = "PUBLISH",
            .text = calendar::print(calendar::Method::publish, event_of(open, texts, zone, now)),
            .file_name = "termin.ics"};
    if (open.registration.state == RegistrationState::registered
        && open.meeting.state != MeetingState::cancelled)
        made.picture = code_of(letter, texts);
    made.button = post::Letter::Button{
        std::string(texts(
            kind == PartyLetter::offer ? "registration.mail.button.offer"_msg
                                       : "registration.mail.button"_msg)),
        registration_link(letter.site, letter.language, letter.token)};
    made.links = links_of(letter, texts, zone);
    return made;
}

JobRule registration_mail(RegistrationCare const& care)
{
    return {
        registration_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter(care, context, order);
        }),
        "job.meetings.registration"_msg, true};
}

RecurringRule registration_reminders()
{
    return {
        "meetings.registration_reminders", i18n::TimeOfDay::at(9, 5),
        [](Work& work) -> Result<void> {
            remind_registered(work);
            return {};
        },
        "job.meetings.registration_reminders"_msg};
}

RecurringRule registration_erasure()
{
    return {
        "meetings.registrations_erased", i18n::TimeOfDay::at(3, 55),
        [](Work& work) -> Result<void> {
            erase_old_entries(work);
            work.enqueue(erasure_kind, "{}");
            return {};
        },
        "job.meetings.registrations_erased"_msg};
}

JobRule erasure_of_sessions()
{
    auto const one_session
        = [](WorkContext const& context, std::int64_t after) -> Result<std::optional<std::int64_t>> {
        return run_use_case(context, [&](Work& work) -> Result<std::optional<std::int64_t>> {
            auto const erased = erase_next_session(work, ProgrammeId{after});
            return erased ? std::optional(erased->value) : std::nullopt;
        });
    };
    return round_job(
        erasure_kind, Batch(one_session), "job.meetings.registrations_erased.session"_msg,
        std::chrono::milliseconds(0));
}

} // namespace kommin::meetings
