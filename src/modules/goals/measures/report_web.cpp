// Routes of the desk for reports of figures.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_desk.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

struct FigureToReport {
    SeenFigure of;
    std::vector<Report> reports;
};
// Nothing either where the address names another measure than its own.
std::optional<FigureToReport> figure_to_report(web::Call const& call)
{
    auto const measure = parse_number(call.path["massnahme"]);
    auto const number = parse_number(call.path["kennzahl"]);
    if (!number)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FigureToReport> {
        auto const tenant = call.site.tenant;
        auto of = find_seen_figure(db, tenant, FigureId{*number}, call.actor(), report_figures);
        if (!of || measure != of->measure.id.value)
            return std::nullopt;
        auto reports = list_reports(db, tenant, of->figure.id);
        return FigureToReport{std::move(*of), std::move(reports)};
    });
}

struct ReportInPath {
    SeenReport seen;
    std::vector<Report> reports; // all of its figure
    web::Authors authors;
    std::optional<StoredPhoto> photo;
    std::string question_mail;
};
std::optional<ReportInPath> report_in_path(web::Call const& call)
{
    auto const measure = parse_number(call.path["massnahme"]);
    auto const number = parse_number(call.path["bericht"]);
    if (!number)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<ReportInPath> {
        auto const tenant = call.site.tenant;
        auto seen = find_seen_report(db, tenant, ReportId{*number}, call.actor(), report_figures);
        if (!seen || measure != seen->measure.id.value)
            return std::nullopt;
        auto reports = list_reports(db, tenant, seen->figure.id);
        auto photo = find_photo(db, tenant, seen->report.id);
        auto mail = mail_for_question(seen->report, seen->measure, tenants::list_units(db, tenant));
        return ReportInPath{
            std::move(*seen), std::move(reports), web::list_authors(db, tenant), std::move(photo),
            std::move(mail)};
    });
}

http::Response show_found_report(
    web::Call const& call, ReportInPath const& found, std::vector<Problem> problems = {},
    std::vector<std::string> not_stored = {})
{
    return report_page(
        call,
        {.seen = found.seen,
         .reports = found.reports,
         .authors = found.authors,
         .photo = found.photo,
         .question_mail = found.question_mail,
         .problems = std::move(problems),
         .not_stored = std::move(not_stored),
         .life = web::life_line(call, {measure_subject, found.seen.measure.id.value})});
}

http::Response to_page_of(SeenReport const& seen)
{
    return http::Response::redirect(
        http::Status::see_other, report_url(seen.measure.id, seen.report.id).text());
}

// A conflict is told on the page of the report, which shows what it is by now, with what was written about
// it.
http::Response refused_decision(web::Call const& call, Problem const& problem, std::string words = {})
{
    auto const now = report_in_path(call);
    if (problem.kind == ProblemKind::not_found || !now)
        return web::staff_not_found(call);
    std::vector<std::string> not_stored;
    if (!words.empty())
        not_stored.push_back(std::move(words));
    return show_found_report(call, *now, {problem}, std::move(not_stored));
}

std::optional<ReportState> state_seen(http::Form const& posted)
{
    ReportState state{};
    return from_text(posted.value(seen_state_field), state) ? std::optional(state) : std::nullopt;
}

Fields posted_report(http::Form const& posted)
{
    Fields fields;
    for (auto const name : all_report_fields)
        fields.set(name, std::string(trim(posted.value(name))));
    return fields;
}

constexpr std::array typed_report_fields{
    report_field::value, report_field::day, report_field::source, report_field::remark};

using Decide = std::function<Result<bool>(Work&, ReportAsSeen const&, std::string_view words)>;

bool may_be_decided(Report const& report, Decision decision)
{
    return decision == Decision::withdrawal ? report.state != ReportState::withdrawn
                                            : report.state == ReportState::reported;
}

// What can be said without a look into the photo comes first: nobody waits for that in vain.
Result<ReportId> report_with_photo(
    web::Call& call, PhotoCare const& care, FigureToReport const& found, Fields const& fields,
    http::Part const* file, std::string_view key)
{
    auto problems = problems_of_photo(file);
    if (problems.empty() && file != nullptr)
        problems = problems_of_report(fields, found.of, found.reports, call.local_now().date);
    // A form that was sent twice stands in its own way there: the use case knows it again.
    auto const photo = problems.empty() ? take_photo(call, care, file)
                                        : Result<std::optional<StoredPhoto>>(std::optional<StoredPhoto>{});
    if (!photo)
        return photo.problem();
    if (!problems.empty() && problems.front().field == photo_field)
        return std::move(problems.front());
    return web::write(
        call, [&](Work& work) { return report_figure(work, found.of.figure.id, fields, key, *photo); });
}

http::Response show_decision(web::Call const& call, Decision decision)
{
    auto const found = report_in_path(call);
    if (!found || !call.actor().may(edit_measures, found->seen.measure.owner()))
        return web::staff_not_found(call);
    // An old link: the page says what became of it meanwhile.
    if (!may_be_decided(found->seen.report, decision))
        return show_found_report(call, *found, {Problem::conflict({}, "report.problem.decided"_msg)});
    return decision_page(
        call, {.seen = found->seen, .decision = decision, .question_mail = found->question_mail});
}

http::Response take_decision(web::Call& call, Decision decision, Decide const& decide)
{
    auto const posted = call.request.form();
    auto found = report_in_path(call);
    if (!posted || !found)
        return web::staff_not_found(call);
    auto const state = state_seen(*posted);
    bool const by_letter = posted->value(by_letter_field) == by_letter_value;
    auto words = std::string(
        posted->value(decision == Decision::question ? report_field::question : report_field::reason));
    auto const done = web::write(
        call, [&](Work& work) { return decide(work, {found->seen.report.id, state, by_letter}, words); });
    if (done) {
        call.nothing_was_done = !*done;
        return to_page_of(found->seen);
    }
    if (done.problem().kind != ProblemKind::invalid)
        return refused_decision(call, done.problem(), std::move(words));
    // Corrected, it is still about the report as it was.
    found->seen.report.state = state.value_or(found->seen.report.state);
    return decision_page(
        call,
        {.seen = found->seen,
         .decision = decision,
         .question_mail = found->question_mail,
         .typed = words,
         .problems = {done.problem()}});
}

}

http::Response show_report_form(web::Call& call)
{
    auto const found = figure_to_report(call);
    if (!found)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(report_field::day, typed_spelling(call.local_now().date));
    if (!found->reports.empty())
        fields.set(report_field::source, found->reports.front().source);
    return report_form_page(
        call,
        {.of = found->of, .reports = found->reports, .fields = fields, .form_key = crypto::random_token()});
}

http::Response report_figure_at_desk(web::Call& call, PhotoCare const& care)
{
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : call.request.form();
    if (!posted)
        return web::staff_not_found(call);
    auto const fields = posted_report(*posted);
    auto const gone = [&] {
        return gone_from_measure(
            call, Problem::not_found("figure.problem.unknown"_msg), fields, typed_report_fields);
    };
    auto const found = figure_to_report(call);
    if (!found)
        return gone();
    auto const key = web::key_of_form(*posted);
    auto const* file = body ? chosen_photo(*body) : nullptr;
    auto const reported = report_with_photo(call, care, *found, fields, file, key);
    if (reported)
        return http::Response::redirect(http::Status::see_other, measure_url(found->of.measure.id).text());
    // What is there by now: somebody else may have reported meanwhile, or erased the figure.
    auto const now = figure_to_report(call);
    if (!now || reported.problem().kind == ProblemKind::not_found)
        return gone();
    auto problems = problems_of_report(fields, now->of, now->reports, call.local_now().date);
    for (auto& problem : problems_of_photo(file))
        problems.push_back(std::move(problem));
    if (problems.empty())
        problems.push_back(reported.problem());
    return report_form_page(
        call,
        {.of = now->of,
         .reports = now->reports,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

http::Response send_report_photo(web::Call& call, PhotoCare const& care)
{
    auto const found = report_in_path(call);
    auto file = found && found->photo ? send_photo(care, call.site.tenant, *found->photo) : std::nullopt;
    return file ? *std::move(file) : web::staff_not_found(call);
}

// Nobody decides about the report by it: whatever became of that meanwhile, the photo goes.
http::Response erase_report_photo_at_desk(web::Call& call)
{
    auto const found = report_in_path(call);
    if (!call.request.form() || !found)
        return web::staff_not_found(call);
    auto const id = found->seen.report.id;
    auto const done = web::write(call, [&](Work& work) { return erase_report_photo(work, id); });
    if (!done)
        return refused_decision(call, done.problem());
    call.nothing_was_done = !*done;
    return to_page_of(found->seen);
}

http::Response show_report(web::Call& call)
{
    auto const found = report_in_path(call);
    return found ? show_found_report(call, *found) : web::staff_not_found(call);
}

http::Response confirm_report_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    auto const found = report_in_path(call);
    if (!posted || !found)
        return web::staff_not_found(call);
    ReportAsSeen const seen{found->seen.report.id, state_seen(*posted)};
    auto const done = web::write(call, [&](Work& work) { return confirm_report(work, seen); });
    if (!done)
        return refused_decision(call, done.problem());
    call.nothing_was_done = !*done;
    return to_page_of(found->seen);
}

http::Response show_question(web::Call& call)
{
    return show_decision(call, Decision::question);
}

http::Response ask_about_report(web::Call& call)
{
    return take_decision(call, Decision::question, &question_report);
}

http::Response show_withdrawal(web::Call& call)
{
    return show_decision(call, Decision::withdrawal);
}

http::Response withdraw_report_at_desk(web::Call& call)
{
    return take_decision(call, Decision::withdrawal, &withdraw_report);
}

} // namespace kommin::goals
