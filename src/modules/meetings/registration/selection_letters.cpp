#include "modules/meetings/registration/selection_letters.hpp"

#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace kommin::meetings {

using i18n::Texts;

namespace {

constexpr std::string_view selection_mail_kind = "meetings.registration.selection_letter";

using MessageId = StrongId<struct RegistrationMessageTag>;

struct Reached {
    std::vector<RegistrationId> parties;
    std::int64_t without_address = 0;
};
Reached reached_by(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter)
{
    std::set<std::int64_t> seen;
    Reached reached;
    for (auto const& person : list_participants(db, tenant, programme, filter)) {
        if (!seen.insert(person.registration.value).second)
            continue;
        if (person.mail.empty())
            ++reached.without_address;
        else
            reached.parties.push_back(person.registration);
    }
    return reached;
}

struct SelectionLetter {
    OpenRegistration open;
    std::string token;
    LetterText text;
    std::string name; // the same whenever the job is tried again
    TranslatedTexts translated = {}; // of the meeting
};

std::string selection_letter_name(TenantId tenant, RegistrationId registration, MessageId message)
{
    return "selection-" + std::to_string(tenant.value) + '-' + std::to_string(registration.value) + '-'
        + std::to_string(message.value);
}

std::optional<LetterText> text_for(Work& work, MessageId message, std::string_view language)
{
    auto const german = i18n::Language::german().tag();
    auto const texts = work.db().list<LetterText>(
        "SELECT language, subject, text FROM registration_message_texts WHERE tenant_id = ? AND message_id = "
        "?"
        " AND language IN (?, ?)",
        work.tenant(), message, language, german);
    for (auto const tag : {language, german}) {
        auto const found = std::ranges::find(texts, tag, &LetterText::language);
        if (found != texts.end())
            return *found;
    }
    return std::nullopt;
}

std::optional<SelectionLetter> selection_letter(Work& work, crypto::Key const& key, JobOrder const& order)
{
    auto const message = order.id<MessageId>("message");
    auto const registration
        = load_registration(work.db(), work.tenant(), order.id<RegistrationId>("registration"));
    if (!registration || registration->mail.empty() || has_ended(registration->state))
        return std::nullopt;
    auto text = text_for(work, message, registration->language);
    auto name = selection_letter_name(work.tenant(), registration->id, message);
    // Tried again it is the same link; not once the address is another one.
    auto token
        = crypto::keyed_fingerprint(key, "letter\n" + name + '-' + std::to_string(registration->version));
    insert_link(work, registration->id, token, true);
    auto open = open_registration(work.db(), work.tenant(), *registration);
    if (!text || !open)
        return std::nullopt;
    TranslatedTexts translated;
    translated.load(work.db(), work.tenant(), meeting_subject, open->meeting.id.value);
    return SelectionLetter{
        std::move(*open), std::move(token), std::move(*text), std::move(name), std::move(translated)};
}

// Where the office has written nothing in their language, its German words stand in a frame that they can
// read.
post::Letter letter_of(SelectionLetter const& letter, LetterSource const& source)
{
    auto const& registration = letter.open.registration;
    auto const german = i18n::Language::german();
    auto const language = i18n::Language::find(registration.language).value_or(german);
    auto const written_in = i18n::Language::find(letter.text.language).value_or(german);
    auto const& texts = Texts::of(language);
    TextsWithoutNote const words(letter.translated, source.tenant, language);
    post::Letter made{
        .id = letter.name,
        .to = registration.mail,
        .from_name = source.tenant.name,
        .language = language,
        .subject = letter.text.subject,
        .text = letter.text.text,
        .note = texts(
                    "registration.mail.note.selection"_msg,
                    {{"title", texts.foreign(words(title_text(letter.open.meeting)))}})
            + "\n\n" + std::string(texts("registration.mail.note.no_date"_msg))};
    if (written_in != language) {
        made.text = texts("registration.mail.greeting"_msg);
        made.quote = post::Letter::Quote{
            std::string(texts("registration.mail.selection.german"_msg)), letter.text.text, written_in};
    }
    made.button = post::Letter::Button{
        std::string(texts("registration.mail.button"_msg)),
        registration_link(source.site, language, letter.token)};
    return made;
}

// The same for the same form with the same entries to the same people.
std::string content_mark_of(
    ProgrammeId programme, ParticipantFilter const& filter, std::vector<LetterText> const& texts,
    std::string_view form_key)
{
    json::Value::Array all{
        programme.value,
        std::string(form_key),
        filter.part ? filter.part->value : 0,
        std::string(filter.role ? to_text(*filter.role) : std::string_view{}),
        filter.municipality ? filter.municipality->value : 0,
        std::string(filter.need ? to_text(*filter.need) : std::string_view{}),
        filter.arrived ? (*filter.arrived ? 1 : 0) : -1};
    for (auto const& text : texts) {
        all.push_back(text.language);
        all.push_back(std::string(trim(text.subject)));
        all.push_back(std::string(trim(text.text)));
    }
    return crypto::sha256_hex(json::print(all));
}

}

bool LetterText::is_empty() const
{
    return trim(subject).empty() && trim(text).empty();
}

std::vector<Problem> problems_of_letter(std::vector<LetterText> const& texts)
{
    std::vector<Problem> problems;
    auto const check = [&](std::string const& field, std::string_view value, std::size_t limit,
                           MessageKey missing) {
        if (trim(value).empty())
            problems.push_back(Problem::invalid(field, missing));
        else if (count_code_points(value) > limit)
            problems.push_back(
                Problem::invalid(field, "registration.problem.long"_msg, {{"limit", std::to_string(limit)}}));
    };
    for (auto const& text : texts) {
        bool const is_german = text.language == i18n::Language::german().tag();
        if (text.is_empty() && !is_german)
            continue;
        check("subject_" + text.language, text.subject, longest_letter_subject, "letter.problem.subject"_msg);
        check("text_" + text.language, text.text, longest_letter_text, "letter.problem.text"_msg);
    }
    return problems;
}

LetterReach reach_of_letter(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter)
{
    auto const reached = reached_by(db, tenant, programme, filter);
    return {static_cast<std::int64_t>(reached.parties.size()), reached.without_address};
}

Result<std::int64_t> write_to_selection(
    Work& work, MeetingId meeting, ParticipantFilter const& filter, std::vector<LetterText> const& texts,
    std::string_view form_key)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const programme = TRY(programme_at_desk(work, meeting));
    auto const form_mark = crypto::sha256_hex(form_key);
    auto const content_mark = content_mark_of(programme.id, filter, texts, form_key);
    if (auto const sent = db.find<std::string>(
            "SELECT content_mark FROM registration_messages WHERE tenant_id = ? AND form_mark = ?", tenant,
            form_mark)) {
        if (*sent != content_mark)
            return Problem::conflict({}, "registration.problem.sent_already"_msg);
        return std::int64_t{0};
    }
    if (auto problems = problems_of_letter(texts); !problems.empty())
        return std::move(problems.front());
    auto const reached = reached_by(db, tenant, programme.id, filter);
    if (reached.parties.empty())
        return Problem::conflict({}, "letter.problem.nobody"_msg);
    auto const count = static_cast<std::int64_t>(reached.parties.size());
    auto const message = db.load<MessageId>(
        "INSERT INTO registration_messages (tenant_id, programme_id, form_mark, content_mark, parties,"
        " written_by, written_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, programme.id, form_mark, content_mark, count, work.actor().code(), work.now());
    for (auto const& text : texts) {
        if (!text.is_empty())
            db.execute(
                "INSERT INTO registration_message_texts (message_id, tenant_id, language, subject, text)"
                " VALUES (?, ?, ?, ?, ?)",
                message, tenant, text.language, trim(text.subject), trim(text.text));
    }
    for (auto const party : reached.parties)
        work.enqueue(
            selection_mail_kind,
            json::print(json::Value::Object{{"registration", party.value}, {"message", message.value}}));
    work.audit("meetings.registration.written", meeting_subject.word(), meeting);
    return count;
}

std::vector<WrittenLetter> list_written_letters(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<WrittenLetter>(
        "SELECT t.subject, m.parties, m.written_at FROM registration_messages m"
        " JOIN registration_message_texts t ON t.message_id = m.id AND t.language = ?"
        " WHERE m.tenant_id = ? AND m.programme_id = ? AND t.text <> '' ORDER BY m.id DESC",
        i18n::Language::german().tag(), tenant, programme);
}

JobRule selection_mail(RegistrationCare const& care)
{
    return {
        selection_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter_of_job(
                care.post, care.base_url, context,
                [&](Work& work) -> Result<std::optional<SelectionLetter>> {
                    return selection_letter(work, care.key(), order);
                },
                [](SelectionLetter const& letter, LetterSource const& source) {
                    return letter_of(letter, source);
                });
        }),
        "job.meetings.selection_letter"_msg, true};
}

} // namespace kommin::meetings
