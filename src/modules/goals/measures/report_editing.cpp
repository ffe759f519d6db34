#include "modules/goals/measures/report_editing.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/json/json.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <cstddef>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_report_source = 200; // code points
constexpr std::size_t longest_report_words = 1000;

Report report_from(Fields const& fields)
{
    Report report;
    report.value = read_value(fields.value(report_field::value)).value_or(Decimal{});
    report.day = parse_typed_date(fields.value(report_field::day)).value_or(Date{});
    report.source = one_line(fields.value(report_field::source));
    report.remark = one_line(fields.value(report_field::remark));
    return report;
}

void check_report_day(
    web::FieldCheck& check, SeenFigure const& of, std::vector<Report> const& reports, Date today)
{
    auto const day = parse_typed_date(check.value(report_field::day));
    if (!day)
        return check.refuse(report_field::day, "form.not_date"_msg);
    if (*day > today)
        return check.refuse(
            report_field::day, "report.problem.future"_msg, {{"today", typed_spelling(today)}});
    if (auto const& from = of.figure.baseline_day; from && *day < from->first_possible_day())
        return check.refuse(
            report_field::day, "report.problem.before_baseline"_msg, {{"day", records::spelled_date(from)}});
    auto const* confirmed = confirmed_of(reports, *day);
    if (confirmed != nullptr && check.value(report_field::replaces) != replaces_value)
        check.refuse(
            report_field::replaces, "report.problem.same_day"_msg,
            {{"day", typed_spelling(*day)},
             {"value", confirmed->value.to_typed()},
             {"unit", of.figure.unit}});
}

ReportId store_report(
    Work& work, Report const& report, std::string_view mark, std::optional<StoredPhoto> const& photo)
{
    auto const id = insert_report(work.db(), work.tenant(), report, mark);
    if (photo)
        insert_photo(work.db(), work.tenant(), id, *photo);
    return id;
}

// Asked anew under the lock of the work; what is there by now decides.
Result<SeenReport> report_to_decide(Work& work, ReportId id)
{
    auto seen = find_seen_report(work.db(), work.tenant(), id, work.actor(), edit_measures);
    if (!seen)
        return Problem::not_found("report.problem.unknown"_msg);
    return std::move(*seen);
}

void decide_report(Work& work, Measure const& measure, Report report, ReportState state)
{
    bool const was_shown = report.state == ReportState::confirmed;
    report.state = state;
    if (state != ReportState::questioned)
        report.address_mark.clear(); // nothing is asked about it any more
    report.decided_by = work.actor().code();
    report.decided_at = work.now();
    update_decision(work.db(), work.tenant(), report);
    work.audit(
        "goals.report." + std::string(to_text(state)), report_kind, report.id, {},
        {{"state", to_text(state)}});
    if (was_shown || state == ReportState::confirmed)
        tell_readers(work, measure);
}

bool erase_photo_of(Work& work, ReportId id)
{
    if (!erase_photo(work.db(), work.tenant(), id))
        return false;
    work.audit("goals.report.photo_erased", report_kind, id, {}, {});
    return true;
}

Problem decided_otherwise()
{
    return Problem::conflict({}, "report.problem.decided"_msg);
}

Result<std::string> words_of_decision(std::string_view typed, std::string_view field, MessageKey missing)
{
    auto words = one_line(typed);
    if (words.empty())
        return Problem::invalid(std::string(field), missing);
    if (count_code_points(words) > longest_report_words)
        return Problem::invalid(
            std::string(field), "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_report_words)}});
    return words;
}

}

std::optional<SeenReport> find_seen_report(
    db::Connection& db, TenantId tenant, ReportId id, Actor const& actor, Permission permission)
{
    auto report = load_report(db, tenant, id);
    auto of = report ? find_seen_figure(db, tenant, report->figure, actor, permission) : std::nullopt;
    return of ? std::optional(SeenReport{std::move(*report), std::move(of->figure), std::move(of->measure)})
              : std::nullopt;
}

std::vector<Problem> problems_of_report(
    Fields const& fields, SeenFigure const& of, std::vector<Report> const& reports, Date today)
{
    web::FieldCheck check(fields);
    auto const value = one_line(fields.value(report_field::value));
    if (value.empty())
        check.refuse(report_field::value, "report.problem.value"_msg);
    else if (!read_value(value))
        check.refuse(report_field::value, "figure.problem.value"_msg, {{"value", value}});
    check_report_day(check, of, reports, today);
    if (one_line(fields.value(report_field::source)).empty())
        check.refuse(report_field::source, "report.problem.source"_msg);
    check.check_length(report_field::source, longest_report_source);
    check.check_length(report_field::remark, longest_report_words);
    return check.take();
}

Result<ReportId> report_figure(
    Work& work, FigureId figure, Fields const& typed, std::string_view form_key,
    std::optional<StoredPhoto> const& photo)
{
    auto const of = find_seen_figure(work.db(), work.tenant(), figure, work.actor(), report_figures);
    if (!of)
        return Problem::not_found("figure.problem.unknown"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(figure.value) + ' '
        + typed.to_json());
    if (auto const reported = find_report_by_mark(work.db(), work.tenant(), mark))
        return *reported;
    auto const reports = list_reports(work.db(), work.tenant(), figure);
    if (auto problems = problems_of_report(typed, *of, reports, work.today()); !problems.empty())
        return std::move(problems.front());
    auto report = report_from(typed);
    report.figure = figure;
    report.reported_by = work.actor().code();
    report.reported_at = work.now();
    if (work.actor().may(edit_measures, of->measure.owner())) {
        report.state = ReportState::confirmed;
        report.decided_by = report.reported_by;
        report.decided_at = report.reported_at;
    }
    auto const id = store_report(work, report, mark, photo);
    work.audit("goals.report.added", report_kind, id, {}, {{"state", to_text(report.state)}});
    if (report.state == ReportState::confirmed)
        tell_readers(work, of->measure);
    return id;
}

Result<ReportId> add_report_by_link(
    Work& work, SeenFigure const& of, Fields const& typed, SentByLink const& sent,
    std::optional<StoredPhoto> const& photo)
{
    auto const reports = list_reports(work.db(), work.tenant(), of.figure.id);
    if (auto problems = problems_of_report(typed, of, reports, work.today()); !problems.empty())
        return std::move(problems.front());
    auto report = report_from(typed);
    report.figure = of.figure.id;
    report.reported_at = work.now();
    report.by_link = true;
    if (!sent.mail.empty())
        report.address_mark = mark_of_mail(sent.mail);
    auto const id = store_report(work, report, sent.mark, photo);
    work.audit("goals.report.added_by_link", report_kind, id, {}, {{"state", to_text(report.state)}});
    return id;
}

Result<bool> confirm_report(Work& work, ReportAsSeen const& as_seen)
{
    auto const seen = TRY(report_to_decide(work, as_seen.id));
    if (seen.report.state == ReportState::confirmed)
        return false;
    if (seen.report.state == ReportState::withdrawn || seen.report.state != as_seen.state)
        return decided_otherwise();
    decide_report(work, seen.measure, seen.report, ReportState::confirmed);
    return true;
}

Result<bool> question_report(Work& work, ReportAsSeen const& as_seen, std::string_view question)
{
    auto seen = TRY(report_to_decide(work, as_seen.id));
    auto words = TRY(words_of_decision(question, report_field::question, "report.problem.question"_msg));
    if (seen.report.state == ReportState::questioned && seen.report.question == words)
        return false;
    // A second question would take the place of the first one.
    if (seen.report.state != ReportState::reported)
        return decided_otherwise();
    seen.report.question = std::move(words);
    bool const goes_by_letter
        = !mail_for_question(seen.report, seen.measure, tenants::list_units(work.db(), work.tenant()))
               .empty();
    // Whoever is told that nothing leaves may write what is for colleagues alone.
    if (goes_by_letter != as_seen.by_letter)
        return Problem::conflict({}, "report.problem.letter_changed"_msg);
    if (goes_by_letter)
        seen.report.question_letter_at = work.now();
    decide_report(work, seen.measure, std::move(seen.report), ReportState::questioned);
    if (goes_by_letter)
        work.enqueue(question_mail_kind, json::print(json::Value::Object{{"report", as_seen.id.value}}));
    return true;
}

Result<bool> withdraw_report(Work& work, ReportAsSeen const& as_seen, std::string_view reason)
{
    auto seen = TRY(report_to_decide(work, as_seen.id));
    auto words = TRY(words_of_decision(reason, report_field::reason, "report.problem.reason"_msg));
    if (seen.report.state == ReportState::withdrawn)
        return seen.report.reason == words ? Result<bool>(false) : decided_otherwise();
    if (seen.report.state != as_seen.state)
        return decided_otherwise();
    seen.report.reason = std::move(words);
    if (seen.report.state == ReportState::confirmed)
        seen.report.counted_from = seen.report.decided_at;
    decide_report(work, seen.measure, std::move(seen.report), ReportState::withdrawn);
    erase_photo_of(work, as_seen.id);
    return true;
}

Result<bool> erase_report_photo(Work& work, ReportId id)
{
    TRY(report_to_decide(work, id));
    return erase_photo_of(work, id);
}

} // namespace kommin::goals
