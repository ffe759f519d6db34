#include "modules/meetings/minutes/participant_drafts.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/members/membership.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/registration/party_desk.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/html/url.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view party_mail_kind = "meetings.minutes_draft_party";

std::set<std::string> addresses_of_attendances(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    std::vector<contacts::PersonId> people;
    std::ranges::transform(
        list_attendances(db, tenant, meeting), std::back_inserter(people), &Attendance::person);
    std::set<std::string> addresses;
    for (auto const& person : contacts::list_reachable_people(db, tenant, people))
        addresses.insert(ascii_lower(person.mail));
    addresses.erase("");
    return addresses;
}

// Whoever registered alone and is on the list of those who are invited has the letter of that list. Of
// several, the others have none, and nobody knows whose address it is.
bool is_told_already(ArrivedParty const& party, std::set<std::string> const& addresses)
{
    return party.people == 1 && addresses.contains(ascii_lower(party.mail));
}

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string address_mark(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + ascii_lower(mail));
}

Date last_day_of_party(Minutes const& minutes, Meeting const& meeting)
{
    auto const until = minutes.amend_until.value();
    return std::min(until, last_day_of_names(meeting).value_or(until));
}

// On which they read what became of their remarks; never longer than their names are kept.
Date last_day_of_answers(Minutes const& minutes, Meeting const& meeting)
{
    auto const until = minutes.links_until.value_or(minutes.amend_until.value() + time_to_read_answers);
    return std::min(until, last_day_of_names(meeting).value_or(until));
}

struct PartyLetter {
    Minutes minutes;
    Meeting meeting;
    ArrivedParty party;
    std::string token;
    TranslatedTexts translated; // of the meeting
};

// Nothing where there is nothing to say any more: another round was sent, they were approved, the day is
// over, nobody of the party was there after all, or its address is gone. Who has the letter of the other list
// was settled when the letters were ordered.
Result<std::optional<PartyLetter>> addressed_party(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto minutes = load_minutes(db, tenant, order.id<MinutesId>("minutes"));
    bool const is_wanted = minutes && minutes->can_be_amended(work.today())
        && minutes->round == order.id<MinutesId>("round").value;
    if (!is_wanted)
        return std::optional<PartyLetter>{};
    auto meeting = load_meeting(db, tenant, minutes->meeting).value();
    auto party = find_arrived_party(db, tenant, meeting.id, order.id<RegistrationId>("registration"));
    if (!party || party->mail.empty() || !tells_of_draft(party->consent) || !meeting.day
        || last_day_of_party(*minutes, meeting) < work.today())
        return std::optional<PartyLetter>{};
    auto token = crypto::random_token(32);
    insert_party_link(
        db, tenant, {minutes->id, party->id, address_mark(token, party->mail)}, crypto::sha256_hex(token),
        work.now());
    TranslatedTexts translated;
    translated.load(db, tenant, meeting_subject, meeting.id.value);
    return std::optional(PartyLetter{
        std::move(*minutes), std::move(meeting), std::move(*party), std::move(token), std::move(translated)});
}

post::Letter letter_of(PartyLetter const& letter, LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const language = i18n::Language::find(letter.party.language).value_or(tenant.source_language);
    auto const& texts = i18n::Texts::of(language);
    TextsWithoutNote const words(letter.translated, tenant, language);
    auto const title = texts.foreign(words(title_text(letter.meeting)));
    auto const until = texts.date(last_day_of_party(letter.minutes, letter.meeting), i18n::DateStyle::full);
    auto address = source.site + '/';
    address += language.tag();
    address += "/protokoll/" + letter.token;
    return {
        .id = "minutes-party-" + std::to_string(tenant.id.value) + '-'
            + std::to_string(letter.minutes.id.value) + '-' + std::to_string(letter.party.id.value) + '-'
            + std::to_string(letter.minutes.round),
        .to = letter.party.mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts("minutes.mail.subject"_msg, {{"title", title}}),
        .text = std::string(texts("registration.mail.greeting"_msg)) + "\n\n"
            + texts("minutes.mail.lead"_msg,
                    {{"title", title},
                     {"day", texts.partial_date(letter.meeting.day.value())},
                     {"until", until}}),
        .button = post::Letter::
            Button{std::string(texts("minutes.mail.button"_msg)), html::Url::external(address).value()},
        .note = std::string(texts("minutes.mail.party.note"_msg))};
}

}

DraftParties find_draft_parties(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    DraftParties parties;
    auto const known = addresses_of_attendances(db, tenant, meeting);
    for (auto& party : list_arrived_parties(db, tenant, meeting)) {
        if (party.mail.empty())
            ++parties.without_mail;
        else if (is_told_already(party, known))
            continue;
        else if (!tells_of_draft(party.consent))
            ++parties.not_told;
        else
            parties.reachable.push_back(std::move(party));
    }
    return parties;
}

std::optional<Date> last_day_of_names(Meeting const& meeting)
{
    return meeting.day
        ? std::optional(Date{std::chrono::sys_days{last_possible_day(*meeting.day)} + keep_names})
        : std::nullopt;
}

std::int64_t order_drafts_for_parties(Work& work, Minutes const& minutes)
{
    auto const parties = find_draft_parties(work.db(), work.tenant(), minutes.meeting).reachable;
    for (auto const& party : parties)
        work.enqueue(
            party_mail_kind,
            json::print(json::Value::Object{
                {"minutes", minutes.id.value}, {"registration", party.id.value}, {"round", minutes.round}}));
    return std::ssize(parties);
}

JobRule party_draft_mail(InvitationCare const& care)
{
    return {
        party_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter_of_job(
                care.post, care.base_url, context, [&](Work& work) { return addressed_party(work, order); },
                [](PartyLetter const& letter, LetterSource const& source) {
                    return letter_of(letter, source);
                });
        }),
        "job.meetings.minutes_draft_party"_msg, true};
}

std::optional<OpenDraft> find_draft_of_party(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_party_link(db, tenant, crypto::sha256_hex(token));
    auto minutes = link ? load_minutes(db, tenant, link->minutes) : std::nullopt;
    if (!minutes)
        return std::nullopt;
    auto const party = load_registration(db, tenant, link->party);
    if (!party || party->mail.empty() || link->address_mark != address_mark(token, party->mail))
        return std::nullopt;
    auto people = list_arrived(db, tenant, *party);
    auto meeting = load_meeting(db, tenant, minutes->meeting).value();
    auto const until = last_day_of_party(*minutes, meeting);
    auto const ends_on = last_day_of_answers(*minutes, meeting);
    if (people.empty() || ends_on < today)
        return std::nullopt;
    bool const shows_draft = minutes->state == MinutesState::sent && today <= until;
    auto panel = load_panel(db, tenant, meeting.panel).value();
    return OpenDraft{
        .minutes = std::move(*minutes),
        .meeting = std::move(meeting),
        .panel = std::move(panel),
        .until = until,
        .party = party->id,
        .people = std::move(people),
        .shows_draft = shows_draft,
        .ends_on = ends_on};
}

std::optional<ParticipantId> speaker_of(AmendmentForm const& form, OpenDraft const& open)
{
    if (open.people.size() == 1)
        return open.people.front().id;
    bool const is_of_party = form.speaker
        && std::ranges::find(open.people, *form.speaker, &Participant::id) != open.people.end();
    return is_of_party ? form.speaker : std::nullopt;
}

} // namespace kommin::meetings
