#include "modules/goals/reporting/report_letters.hpp"

#include "modules/goals/measures/figure_due.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/reporting/question_letter.hpp"
#include "modules/goals/reporting/report_link.hpp"
#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/json/json.hpp"
#include "platform/post/letter.hpp"
#include "platform/work/use_case.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

constexpr int most_figures_asked = 10'000;

// Sample records carry the names of real institutions.
bool writes_letters(Work& work)
{
    return !tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration;
}

// ── Ordering

struct DueFigure {
    ReportingFigure figure;
    Date due;
    std::string owner;
};
std::vector<DueFigure> list_due_figures(Work& work)
{
    std::vector<DueFigure> due;
    auto const units = tenants::list_units(work.db(), work.tenant());
    for (auto& figure : list_figures_with_mail_or_of(
             work.db(), work.tenant(), units_with_mailbox(units), most_figures_asked)) {
        auto const day = asked_report_day(figure, work.today());
        if (!day || *day > work.today())
            continue;
        // Whoever has just reported something older is not asked for more the next morning.
        if (figure.last_reported_at && work.now() < *figure.last_reported_at + quiet_after_report)
            continue;
        auto owner = mark_of_mail(mail_of(figure, units));
        due.push_back({std::move(figure), *day, std::move(owner)});
    }
    return due;
}

// When which letters were ordered: for which report, and to which address.
using LetterKey = std::tuple<FigureId, Date, ReportLetter, std::string>;
using OrderedLetters = std::map<LetterKey, Instant>;

OrderedLetters load_ordered_letters(Work& work, std::vector<DueFigure> const& due)
{
    std::vector<FigureId> figures;
    figures.reserve(due.size());
    for (auto const& one : due)
        figures.push_back(one.figure.id);
    OrderedLetters letters;
    for (auto& one : list_report_letters(work.db(), work.tenant(), figures))
        letters.emplace(LetterKey{one.figure, one.due, one.kind, std::move(one.owner)}, one.ordered_at);
    return letters;
}

// Which letter is to be written; nothing where both were, or it is too early for the second one.
std::optional<ReportLetter> letter_for(OrderedLetters const& letters, DueFigure const& due, Instant now)
{
    auto const first = letters.find({due.figure.id, due.due, ReportLetter::due, due.owner});
    if (first == letters.end())
        return ReportLetter::due;
    bool const is_time = first->second + reminded_after <= now;
    return is_time && !letters.contains({due.figure.id, due.due, ReportLetter::reminder, due.owner})
        ? std::optional(ReportLetter::reminder)
        : std::nullopt;
}

// ── Leaving

struct AddressedReportLetter {
    ReportLetter kind;
    Figure figure;
    Measure measure;
    std::string mail; // to which it goes
    Date due;
    std::string token;
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    letters::OwnWords own; // of whose measure it is
};

std::string_view kind_of(ReportLetter letter)
{
    return letter == ReportLetter::reminder ? "goals.report.reminder" : "goals.report.due";
}

// Ordered once more should it become true again; written once, also where the worker dies before it can say
// that the job is done.
std::optional<AddressedReportLetter> leave_unsent_report_letter(
    Work& work, JobOrder const& order, ReportLetterId id)
{
    erase_report_letter(work.db(), work.tenant(), id);
    order.end_in(work);
    return std::nullopt;
}

// Nothing where there is nothing to ask for any more: somebody has reported, the measure is not running, or
// letters go to another address.
Result<std::optional<AddressedReportLetter>> addressed_report_letter(
    Work& work, JobOrder const& order, i18n::Language language)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const id = order.id<ReportLetterId>("letter");
    auto const letter = find_report_letter(db, tenant, id);
    if (!letter || !is_owed(db, tenant, letter->figure, letter->due, letter->ordered_at))
        return leave_unsent_report_letter(work, order, id);
    auto figure = load_figure(db, tenant, letter->figure).value();
    auto measure = load_measure(db, tenant, figure.measure).value();
    auto mail = mail_of(measure, tenants::list_units(db, tenant));
    if (mail.empty() || mark_of_mail(mail) != letter->owner)
        return leave_unsent_report_letter(work, order, id);
    auto token = add_report_link(work, figure.id, letter->due, mail);
    auto own = letters::find_own_words(db, tenant, {measure.body, kind_of(letter->kind), language.tag()});
    return std::optional(AddressedReportLetter{
        letter->kind, std::move(figure), std::move(measure), std::move(mail), letter->due, std::move(token),
        order.job().value, std::move(own)});
}

post::Letter report_letter_of(
    AddressedReportLetter const& letter, ReportLetterSource const& source, i18n::Language language)
{
    auto const& texts = i18n::Texts::of(language);
    auto const figure = texts.foreign(letter.figure.name);
    auto const measure = texts.foreign(meetings::numbered(letter.measure.number, letter.measure.title));
    auto const due = texts.date(letter.due, i18n::DateStyle::full);
    bool const reminds = letter.kind == ReportLetter::reminder;
    auto text = letters::letter_text(
        {.greeting = std::string(texts("goals.report.mail.greeting"_msg)),
         .facts
         = {texts(
                reminds ? "goals.report.mail.text.reminder"_msg : "goals.report.mail.text"_msg,
                {{"figure", figure}, {"measure", measure}, {"day", due}}),
            texts("goals.report.mail.how"_msg, {{"unit", texts.foreign(letter.figure.unit)}})}},
        letter.own, {{"kennzahl", figure}, {"massnahme", measure}, {"frist", due}}, texts);
    return {
        .id = "report-" + std::to_string(source.tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.mail,
        .from_name = source.tenant.name,
        .language = language,
        .subject = texts(
            reminds ? "goals.report.mail.subject.reminder"_msg : "goals.report.mail.subject"_msg,
            {{"figure", figure}}),
        .text = std::move(text),
        .button = post::Letter::
            Button{std::string(texts("goals.report.mail.button"_msg)), link_of_report(source, letter.token, language)},
        .note = texts("goals.report.mail.note"_msg, {{"days", report_link_lives.count()}})};
}

post::Letter example_report_letter(ReportLetter kind, letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    Figure figure;
    figure.name = texts("goals.example.figure"_msg);
    figure.unit = texts("goals.example.unit"_msg);
    Measure measure;
    measure.title = texts("goals.example.measure"_msg);
    return report_letter_of(
        {kind, std::move(figure), std::move(measure), {}, of.today, "beispiel", 0, of.words},
        {of.tenant, std::string(letters::example_site)}, of.language);
}

letters::LetterKind report_letter_kind(ReportLetter letter, MessageKey label, MessageKey about)
{
    return {
        .word = kind_of(letter),
        .label = label,
        .about = about,
        .placeholders
        = {{"kennzahl", "letters.placeholder.figure"_msg},
           {"massnahme", "letters.placeholder.measure"_msg},
           {"frist", "letters.placeholder.due"_msg}},
        .is_in_source_language = true,
        .example = [letter](letters::ExampleOf const& of) { return example_report_letter(letter, of); }};
}

}

std::vector<letters::LetterKind> report_letter_kinds()
{
    return {
        report_letter_kind(
            ReportLetter::due, "letters.kind.goals.report.due"_msg, "letters.about.report.due"_msg),
        report_letter_kind(
            ReportLetter::reminder, "letters.kind.goals.report.reminder"_msg,
            "letters.about.report.reminder"_msg),
        question_letter_kind()};
}

std::int64_t order_report_letters(Work& work)
{
    auto const due = list_due_figures(work);
    auto const letters = load_ordered_letters(work, due);
    std::int64_t ordered = 0;
    for (auto const& one : due) {
        auto const kind = letter_for(letters, one, work.now());
        if (!kind)
            continue;
        auto const id = insert_report_letter(
            work.db(), work.tenant(),
            {.id = {},
             .figure = one.figure.id,
             .due = one.due,
             .kind = *kind,
             .owner = one.owner,
             .ordered_at = work.now()});
        work.enqueue(report_mail_kind, json::print(json::Value::Object{{"letter", id.value}}));
        ++ordered;
    }
    return ordered;
}

JobRule report_mail(ReportLetterCare const& care)
{
    return {
        report_mail_kind,
        JobOutward([care](WorkContext const& context, JobOrder const& order) -> Result<void> {
            auto const source = TRY(find_report_letter_source(care, context));
            auto const language = source.tenant.source_language;
            auto const letter = TRY(run_use_case(
                context, [&](Work& work) { return addressed_report_letter(work, order, language); }));
            return letter ? care.post.send(context, report_letter_of(*letter, source, language))
                          : Result<void>{};
        }),
        "job.goals.report_due"_msg, true};
}

RecurringRule report_letters_ordered()
{
    return {
        "goals.report_letters", i18n::TimeOfDay::at(8, 10),
        [](Work& work) -> Result<void> {
            if (writes_letters(work))
                order_report_letters(work);
            return {};
        },
        "job.goals.report_letters"_msg};
}

RecurringRule report_links_ended()
{
    return {
        "goals.report_links_ended", i18n::TimeOfDay::at(4, 30),
        [](Work& work) -> Result<void> {
            erase_ended_report_links(work.db(), work.tenant(), work.today());
            erase_settled_report_letters(work.db(), work.tenant(), work.now() - report_link_lives);
            erase_old_address_marks(
                work.db(), work.tenant(), work.now() - report_link_lives,
                work.now() - unseen_report_can_be_asked_about);
            return {};
        },
        "job.goals.report_links_ended"_msg};
}

} // namespace kommin::goals
