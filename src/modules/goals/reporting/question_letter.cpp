#include "modules/goals/reporting/question_letter.hpp"

#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "modules/goals/reporting/report_link.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/post/letter.hpp"
#include "platform/work/use_case.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::string_view question_letter_word = "goals.report.question";

struct QuestionLetter {
    Report report;
    Figure figure;
    Measure measure;
    std::string mail; // to which it goes
    std::string token;
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    letters::OwnWords own; // of whose measure it is
};

// The page of the report says from now on that the question reaches nobody by letter.
std::optional<QuestionLetter> leave_unsent_question(Work& work, JobOrder const& order, ReportId id)
{
    erase_question_letter(work.db(), work.tenant(), id);
    order.end_in(work);
    return std::nullopt;
}

// What will never leave: the page says that it reaches nobody, and the order ends with what was wrong.
Result<void> give_up_question(WorkContext const& context, ReportId id, Problem problem)
{
    if (problem.kind != ProblemKind::unavailable) {
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            erase_question_letter(work.db(), work.tenant(), id);
            return {};
        }));
    }
    return problem;
}

// Nothing where there is nothing to ask any more: the report was decided about or answered, or letters of the
// measure go to another address than the one from which it came.
Result<std::optional<QuestionLetter>> addressed_question(
    Work& work, JobOrder const& order, i18n::Language language)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const id = order.id<ReportId>("report");
    auto report = load_report(db, tenant, id);
    auto figure = report ? load_figure(db, tenant, report->figure) : std::nullopt;
    auto measure = figure ? load_measure(db, tenant, figure->measure) : std::nullopt;
    if (!measure || !is_unanswered(list_reports(db, tenant, figure->id), *report))
        return leave_unsent_question(work, order, id);
    auto mail = mail_for_question(*report, *measure, tenants::list_units(db, tenant));
    if (mail.empty())
        return leave_unsent_question(work, order, id);
    auto token = add_question_link(work, *report, mail);
    auto own = letters::find_own_words(db, tenant, {measure->body, question_letter_word, language.tag()});
    return std::optional(QuestionLetter{
        std::move(*report), std::move(*figure), std::move(*measure), std::move(mail), std::move(token),
        order.job().value, std::move(own)});
}

post::Letter question_letter_of(
    QuestionLetter const& letter, ReportLetterSource const& source, i18n::Language language)
{
    auto const& texts = i18n::Texts::of(language);
    auto const figure = texts.foreign(letter.figure.name);
    auto const measure = texts.foreign(meetings::numbered(letter.measure.number, letter.measure.title));
    auto text = letters::letter_text(
        {.greeting = std::string(texts("goals.report.mail.greeting"_msg)),
         .facts
         = {texts(
                "goals.report.mail.text.question"_msg,
                {{"figure", figure},
                 {"measure", measure},
                 {"value", shown_value(texts, letter.report.value)},
                 {"unit", texts.foreign(letter.figure.unit)},
                 {"day", texts.date(letter.report.day, i18n::DateStyle::full)},
                 {"source", texts.foreign(letter.report.source)}}),
            texts.foreign(letter.report.question), std::string(texts("goals.report.mail.how.question"_msg))}},
        letter.own, {{"kennzahl", figure}, {"massnahme", measure}}, texts);
    return {
        .id = "report-" + std::to_string(source.tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.mail,
        .from_name = source.tenant.name,
        .language = language,
        .subject = texts("goals.report.mail.subject.question"_msg, {{"figure", figure}}),
        .text = std::move(text),
        .button = post::Letter::
            Button{std::string(texts("goals.report.mail.button.question"_msg)), link_of_report(source, letter.token, language)},
        .note = texts("goals.report.mail.note.question"_msg, {{"days", report_link_lives.count()}})};
}

post::Letter example_question_letter(letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    Report report;
    report.value = Decimal::whole(42);
    report.day = of.today;
    report.source = texts("goals.example.source"_msg);
    report.question = texts("goals.example.question"_msg);
    Figure figure;
    figure.name = texts("goals.example.figure"_msg);
    figure.unit = texts("goals.example.unit"_msg);
    Measure measure;
    measure.title = texts("goals.example.measure"_msg);
    return question_letter_of(
        {std::move(report), std::move(figure), std::move(measure), {}, "beispiel", 0, of.words},
        {of.tenant, std::string(letters::example_site)}, of.language);
}

}

JobRule question_mail(ReportLetterCare const& care)
{
    return {
        question_mail_kind,
        JobOutward([care](WorkContext const& context, JobOrder const& order) -> Result<void> {
            auto const id = order.id<ReportId>("report");
            auto const source = find_report_letter_source(care, context);
            if (!source)
                return give_up_question(context, id, source.problem());
            auto const language = source->tenant.source_language;
            auto const letter = TRY(
                run_use_case(context, [&](Work& work) { return addressed_question(work, order, language); }));
            if (!letter)
                return {};
            auto const sent = care.post.send(context, question_letter_of(*letter, *source, language));
            return sent ? Result<void>{} : give_up_question(context, id, sent.problem());
        }),
        "job.goals.report_question"_msg, true};
}

letters::LetterKind question_letter_kind()
{
    return {
        .word = question_letter_word,
        .label = "letters.kind.goals.report.question"_msg,
        .about = "letters.about.report.question"_msg,
        .placeholders
        = {{"kennzahl", "letters.placeholder.figure"_msg}, {"massnahme", "letters.placeholder.measure"_msg}},
        .is_in_source_language = true,
        .example = &example_question_letter};
}

} // namespace kommin::goals
