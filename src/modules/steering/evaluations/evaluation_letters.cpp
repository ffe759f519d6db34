#include "modules/steering/evaluations/evaluation_letters.hpp"

#include "modules/meetings/invitations/api.hpp"
#include "modules/steering/evaluations/evaluation_asking.hpp"
#include "modules/steering/evaluations/evaluation_link.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace kommin::steering {

namespace {

struct AddressedEvaluationLetter {
    EvaluationLetter letter = EvaluationLetter::request;
    EvaluationRequest request;
    std::string measure; // "M 4 Zum Lesen geboren"
    int year = 0;
    std::string token;
    std::int64_t job = 0; // by which it leaves: a letter tried again is the same one
    bool is_behind_day = false;
    letters::OwnWords own = {}; // of whose year it is
};

std::string_view kind_of(EvaluationLetter letter)
{
    switch (letter) {
    case EvaluationLetter::soon:
        return "steering.evaluation.soon";
    case EvaluationLetter::late:
        return "steering.evaluation.late";
    case EvaluationLetter::request:
        break;
    }
    return "steering.evaluation.request";
}

i18n::Language language_of(EvaluationRequest const& request, tenants::Tenant const& tenant)
{
    return i18n::Language::find(request.language).value_or(tenant.source_language);
}

// Once, also where the worker dies before it can say that the job is done. Should there be something to say
// again, it is ordered anew: by the next press, or in the morning.
std::optional<AddressedEvaluationLetter> leave_evaluation_unsent(
    Work& work, JobOrder const& order, std::optional<EvaluationRequest> request, EvaluationLetter letter)
{
    if (request && !request->evaluation) {
        auto const forget = [&](std::optional<Date>& told) {
            if (told && to_iso(*told) == order.text("day"))
                told.reset();
        };
        switch (letter) {
        case EvaluationLetter::request:
            request->asked_at.reset();
            break;
        case EvaluationLetter::soon:
            forget(request->soon_for);
            break;
        case EvaluationLetter::late:
            forget(request->late_for);
            break;
        }
        update_evaluation_request(work.db(), work.tenant(), *request);
    }
    order.end_in(work);
    return std::nullopt;
}

// Nothing where there is nothing to say any more: it is answered by either way, long over, or without an
// address, or the year takes no evaluations any more.
Result<std::optional<AddressedEvaluationLetter>> addressed_evaluation_letter(
    Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const letter = enum_from<EvaluationLetter>(order.text("letter")).value_or(EvaluationLetter::request);
    auto request = load_evaluation_request(db, tenant, order.id<EvaluationRequestId>("request"));
    auto const year = request ? load_year(db, tenant, request->year) : std::nullopt;
    auto const measure = request ? goals::load_measure(db, tenant, request->measure) : std::nullopt;
    bool const is_wanted = year && measure && !request->evaluation && !request->mail.empty()
        && !is_long_over(*request, work.today()) && takes_evaluations(db, tenant, *year)
        && measure->state != goals::MeasureState::dropped && !is_answered_at_desk(db, tenant, *request);
    if (!is_wanted)
        return leave_evaluation_unsent(work, order, std::move(request), letter);
    auto token = add_evaluation_link(work, request->id, request->mail);
    bool const is_behind_day = is_behind_its_day(*request, work.today());
    auto const language = language_of(*request, tenants::find_tenant(db, tenant).value());
    auto own = letters::find_own_words(db, tenant, {year->body, kind_of(letter), language.tag()});
    return std::optional(AddressedEvaluationLetter{
        letter, std::move(*request), goals::full_title_of(*measure), year->year, std::move(token),
        order.job().value, is_behind_day, std::move(own)});
}

MessageKey subject_of(EvaluationLetter letter)
{
    switch (letter) {
    case EvaluationLetter::soon:
        return "evaluation.asked.mail.subject.soon"_msg;
    case EvaluationLetter::late:
        return "evaluation.asked.mail.subject.late"_msg;
    case EvaluationLetter::request:
        break;
    }
    return "evaluation.asked.mail.subject.request"_msg;
}

MessageKey lead_of(AddressedEvaluationLetter const& letter)
{
    switch (letter.letter) {
    case EvaluationLetter::soon:
        return "evaluation.asked.mail.lead.soon"_msg;
    case EvaluationLetter::late:
        return "evaluation.asked.mail.lead.late"_msg;
    case EvaluationLetter::request:
        break;
    }
    return letter.is_behind_day ? "evaluation.asked.mail.lead.late"_msg
                                : "evaluation.asked.mail.lead.request"_msg;
}

post::Letter evaluation_letter_of(
    AddressedEvaluationLetter const& letter, meetings::LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const language = language_of(letter.request, tenant);
    auto const& texts = i18n::Texts::of(language);
    auto const measure = texts.foreign(letter.measure);
    auto const year = std::to_string(letter.year);
    auto const until = texts.date(letter.request.until, i18n::DateStyle::full);
    auto const who = texts.foreign(letter.request.evaluator);
    auto text = letters::letter_text(
        {.greeting = std::string(texts("evaluation.asked.mail.greeting"_msg)),
         .facts
         = {texts(lead_of(letter), {{"measure", measure}, {"year", year}, {"who", who}, {"until", until}}),
            std::string(texts("evaluation.asked.mail.how"_msg))}},
        letter.own, {{"massnahme", measure}, {"jahr", year}, {"wer", who}, {"frist", until}}, texts);
    auto address = source.site + '/';
    address += language.tag();
    address += '/' + std::string(evaluation_path) + '/' + letter.token;
    return {
        .id = "measure-evaluation-" + std::to_string(tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.request.mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts(subject_of(letter.letter), {{"measure", measure}, {"year", year}}),
        .text = std::move(text),
        .button = post::Letter::
            Button{std::string(texts("evaluation.asked.mail.button"_msg)), html::Url::external(address).value()},
        .note = std::string(texts("evaluation.asked.mail.note"_msg))};
}

post::Letter example_evaluation_letter(EvaluationLetter kind, letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    AddressedEvaluationLetter letter;
    letter.letter = kind;
    letter.request.evaluator = texts("evaluation.example.who"_msg);
    letter.request.language = of.language.tag();
    letter.request.until = of.today;
    letter.measure = texts("evaluation.example.measure"_msg);
    letter.year = static_cast<int>(of.today.year());
    letter.token = "beispiel";
    letter.own = of.words;
    return evaluation_letter_of(letter, {of.tenant, std::string(letters::example_site)});
}

letters::LetterKind evaluation_letter_kind(EvaluationLetter letter, MessageKey label, MessageKey about)
{
    return {
        .word = kind_of(letter),
        .label = label,
        .about = about,
        .placeholders
        = {{"massnahme", "letters.placeholder.measure"_msg},
           {"jahr", "letters.placeholder.year"_msg},
           {"wer", "letters.placeholder.who"_msg},
           {"frist", "letters.placeholder.until"_msg}},
        .example = [letter](letters::ExampleOf const& of) { return example_evaluation_letter(letter, of); }};
}

}

std::vector<letters::LetterKind> evaluation_letter_kinds()
{
    return {
        evaluation_letter_kind(
            EvaluationLetter::request, "letters.kind.steering.evaluation.request"_msg,
            "letters.about.evaluation.request"_msg),
        evaluation_letter_kind(
            EvaluationLetter::soon, "letters.kind.steering.evaluation.soon"_msg, "letters.about.soon"_msg),
        evaluation_letter_kind(
            EvaluationLetter::late, "letters.kind.steering.evaluation.late"_msg, "letters.about.late"_msg)};
}

JobRule evaluation_mail(EvaluationLetterCare const& care)
{
    return {
        evaluation_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return meetings::send_letter_of_job(
                care.post, care.base_url, context,
                [&](Work& work) { return addressed_evaluation_letter(work, order); },
                [](AddressedEvaluationLetter const& letter, meetings::LetterSource const& source) {
                    return evaluation_letter_of(letter, source);
                });
        }),
        "job.steering.evaluation_letter"_msg, true};
}

RecurringRule evaluation_reminders()
{
    return {
        "steering.evaluation_reminders", i18n::TimeOfDay::at(8, 15),
        [](Work& work) -> Result<void> {
            // Sample records carry the names of real institutions.
            if (!tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration)
                order_evaluation_reminders(work);
            return {};
        },
        "job.steering.evaluation_reminders"_msg};
}

RecurringRule evaluation_links_ending()
{
    return {
        "steering.evaluation_links_ended", i18n::TimeOfDay::at(4, 40),
        [](Work& work) -> Result<void> {
            erase_ended_evaluation_links(work.db(), work.tenant(), work.today() + -longest_late);
            erase_old_evaluation_addresses(work.db(), work.tenant(), work.today() + -addresses_kept);
            return {};
        },
        "job.steering.evaluation_links_ended"_msg};
}

} // namespace kommin::steering
