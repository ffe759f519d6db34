#include "modules/meetings/evaluation/evaluation_letters.hpp"

#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "platform/html/url.hpp"
#include "platform/json/json.hpp"

#include <optional>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view mail_kind = "meetings.evaluation.letter";

struct AskedParty {
    Evaluation evaluation;
    Meeting meeting;
    Registration registration;
    TranslatedTexts translated; // of the meeting
};

// Nothing where it cannot be answered any more, or they have cancelled.
std::optional<AskedParty> asked(Work& work, RegistrationId id)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto registration = load_registration(db, tenant, id);
    if (!registration || registration->state == RegistrationState::cancelled || registration->mail.empty())
        return std::nullopt;
    auto const programme = load_programme(db, tenant, registration->programme);
    auto evaluation = programme ? find_evaluation(db, tenant, programme->meeting) : std::nullopt;
    auto meeting = evaluation ? load_meeting(db, tenant, evaluation->meeting) : std::nullopt;
    if (!meeting || !is_known_outside(*meeting, programme)
        || phase_of(*evaluation, *meeting, work.zone(), work.now()) != EvaluationPhase::open)
        return std::nullopt;
    TranslatedTexts translated;
    translated.load(db, tenant, meeting_subject, meeting->id.value);
    return AskedParty{
        std::move(*evaluation), std::move(*meeting), std::move(*registration), std::move(translated)};
}

html::Url link_of(EvaluationLetter const& letter)
{
    auto address = letter.site + '/';
    for (auto const part : {letter.language.tag(), conference_path, std::string_view(letter.evaluation.slug)})
        address += std::string(part) + '/';
    address += evaluation_path;
    return html::Url::external(address).value();
}

Result<void> send_letter(RegistrationCare const& care, WorkContext const& context, JobOrder const& order)
{
    auto const id = order.id<RegistrationId>("registration");
    return send_letter_of_job(
        care.post, care.base_url, context,
        [id](Work& work) -> Result<std::optional<AskedParty>> { return asked(work, id); },
        [](AskedParty const& letter, LetterSource const& source) {
            auto const language
                = i18n::Language::find(letter.registration.language).value_or(source.tenant.source_language);
            TextsWithoutNote const words(letter.translated, source.tenant, language);
            return letter_of(
                {.evaluation = letter.evaluation,
                 .meeting = in_words_of(words, letter.meeting),
                 .registration = letter.registration,
                 .tenant = source.tenant,
                 .site = source.site,
                 .language = language});
        });
}

}

post::Letter letter_of(EvaluationLetter const& letter)
{
    auto const& texts = i18n::Texts::of(letter.language);
    auto const title = texts.foreign(letter.meeting.title);
    return {
        .id = "evaluation-" + std::to_string(letter.tenant.id.value) + '-'
            + std::to_string(letter.registration.id.value),
        .to = letter.registration.mail,
        .from_name = letter.tenant.name,
        .language = letter.language,
        .subject = texts("evaluation.mail.subject"_msg, {{"title", title}}),
        .text = std::string(texts("registration.mail.greeting"_msg)) + "\n\n"
            + texts("evaluation.mail.lead"_msg, {{"title", title}}) + "\n\n"
            + texts("evaluation.mail.until"_msg,
                    {{"day", texts.date(letter.evaluation.closes_on, i18n::DateStyle::long_)}}),
        .button = post::Letter::Button{std::string(texts("evaluation.mail.button"_msg)), link_of(letter)},
        .note = std::string(texts("evaluation.mail.note"_msg))};
}

std::int64_t ask_how_it_was(Work& work)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    std::int64_t letters = 0;
    for (auto const& evaluation : list_open_evaluations(db, tenant)) {
        auto const meeting = load_meeting(db, tenant, evaluation.meeting).value();
        bool const is_time = meeting.is_past(work.today())
            && phase_of(evaluation, meeting, work.zone(), work.now()) == EvaluationPhase::open;
        auto const programme = find_programme(db, tenant, evaluation.meeting);
        if (evaluation.asked_on || !is_time || !is_known_outside(meeting, programme))
            continue;
        db.execute(
            "UPDATE evaluations SET asked_on = ? WHERE tenant_id = ? AND meeting_id = ?", work.today(),
            tenant, evaluation.meeting);
        if (!programme)
            continue;
        for (auto const id : list_reachable_parties(db, tenant, programme->id)) {
            work.enqueue(mail_kind, json::print(json::Value::Object{{"registration", id.value}}));
            ++letters;
        }
    }
    return letters;
}

RecurringRule evaluation_morning()
{
    return {
        "meetings.evaluations_asked", i18n::TimeOfDay::at(8),
        [](Work& work) -> Result<void> {
            ask_how_it_was(work);
            return {};
        },
        "job.meetings.evaluations_asked"_msg};
}

JobRule evaluation_mail(RegistrationCare const& care)
{
    return {
        mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter(care, context, order);
        }),
        "job.meetings.evaluation"_msg, true};
}

} // namespace kommin::meetings
