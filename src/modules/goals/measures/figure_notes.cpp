// Figures and reports where staff pages speak of any kind of record: "Heute" and the audit trail.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_desk.hpp"
#include "modules/goals/measures/figure_due.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace kommin::goals {

namespace {

constexpr int most_figures_shown = 20;
constexpr int most_figures_read = 10'000;
constexpr std::chrono::days ahead_of_report{7};

std::string title_of_report(OpenReport const& one)
{
    return one.measure_title + ": " + one.name;
}

void add_reports_to_confirm(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const owners = owners_of(call.actor().where(edit_measures));
    auto const tenant = call.site.tenant;
    auto const waiting = list_reports_to_confirm(call.db(), tenant, owners, most_figures_shown);
    for (auto const& one : waiting)
        items.push_back(
            {.area = "figure.title"_msg,
             .title = title_of_report(one),
             .url = report_url(one.measure, one.id),
             .reason = texts(
                 "report.today.confirm"_msg,
                 {{"value", shown_value(texts, one.value)},
                  {"unit", one.unit},
                  {"day", texts.date(one.day, i18n::DateStyle::short_numeric)}}),
             .due = std::nullopt,
             .action = "report.look"_msg,
             .is_content = true});
    if (std::ssize(waiting) < most_figures_shown)
        return;
    auto const all = count_reports_to_confirm(call.db(), tenant, owners, web::TodayOthers::most_counted);
    if (all > most_figures_shown)
        items.push_back(
            web::others_of("figure.title"_msg, measures_url(), {.count = all - most_figures_shown}, false));
}

void add_questions(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    // Whoever reported for a municipality answers what it asks; whoever may not any more is not asked.
    bool const may_for_all = !owners_of(actor.where(report_figures));
    for (auto const& one : list_unanswered_reports(
             call.db(), call.site.tenant, owners_reported_by(actor),
             may_for_all ? actor.code() : std::string{}, most_figures_shown))
        items.push_back(
            {.area = "figure.title"_msg,
             .title = title_of_report(one),
             .url = figure_url(one.measure, one.figure, "bericht"),
             .reason = texts(
                 "report.today.asked"_msg,
                 {{"value", shown_value(texts, one.value)},
                  {"unit", one.unit},
                  {"day", texts.date(one.day, i18n::DateStyle::short_numeric)}}),
             .due = std::nullopt,
             .action = "report.answer"_msg,
             .is_content = true});
}

// Those that this person may report, and those of measures for which they are responsible: who looks after a
// measure asks for its report, also where somebody else enters it.
struct ToReport {
    ReportingFigure figure;
    bool is_own; // of a measure for which this person is responsible
    bool may_report;
};
std::vector<ToReport> list_figures_to_report(web::Call const& call)
{
    auto const actor = call.actor();
    auto const tenant = call.site.tenant;
    bool const is_account = actor.kind() == Actor::Kind::account;
    std::vector<ToReport> figures;
    std::set<FigureId> known;
    if (actor.may_somewhere(report_figures)) {
        for (auto& one :
             list_reporting_figures(call.db(), tenant, owners_reported_by(actor), most_figures_read)) {
            known.insert(one.id);
            bool const is_own = is_account && one.responsible == actor.id();
            figures.push_back({std::move(one), is_own, true});
        }
    }
    if (!is_account)
        return figures;
    for (auto& one : list_figures_of_responsible(
             call.db(), tenant, owners_of(actor.where(see_goals)), actor.id(), most_figures_read)) {
        if (!known.contains(one.id))
            figures.push_back({std::move(one), true, false});
    }
    return figures;
}

void add_due_reports(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    struct Due {
        ToReport what;
        Date day;
    };
    std::vector<Due> due;
    for (auto& one : list_figures_to_report(call)) {
        if (auto const day = asked_report_day(one.figure, today); day && *day <= today + ahead_of_report)
            due.push_back({std::move(one), *day});
    }
    std::ranges::stable_sort(due, {}, [](Due const& one) { return std::pair(!one.what.is_own, one.day); });
    auto const shown = std::min<std::ptrdiff_t>(std::ssize(due), most_figures_shown);
    for (auto const& [what, day] : std::span(due).first(static_cast<std::size_t>(shown))) {
        auto const& figure = what.figure;
        items.push_back(
            {.area = "figure.title"_msg,
             .title = figure.measure_title + ": " + figure.name,
             .url = what.may_report ? figure_url(figure.measure, figure.id, "bericht")
                                    : measure_url(figure.measure),
             .reason = figure.last ? texts(
                                         "report.today.due"_msg,
                                         {{"day", texts.date(*figure.last, i18n::DateStyle::short_numeric)}})
                                   : std::string(texts("report.today.first"_msg)),
             .due = day,
             .action = what.may_report ? "report.new"_msg : "measure_task.today.action"_msg,
             .is_own = what.is_own,
             .is_content = true});
    }
    if (std::ssize(due) > shown) {
        auto const others = std::span(due).subspan(static_cast<std::size_t>(shown));
        items.push_back(web::others_of(
            "figure.title"_msg, measures_url(),
            {.count = std::ssize(others),
             .due = std::ranges::count_if(others, [&](Due const& one) { return one.day <= today; })},
            false));
    }
}

std::optional<html::Url> url_of_figure(web::Call const& call, std::int64_t id)
{
    auto const figure = load_figure(call.db(), call.site.tenant, FigureId{id});
    return figure ? std::optional(figure_url(figure->measure, figure->id)) : std::nullopt;
}

std::optional<html::Url> url_of_version(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const figure = load_figure(call.db(), call.site.tenant, FigureId{id});
    if (!figure
        || !records::find_version(
            call.db(), call.site.tenant, {figure_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return figure_url(figure->measure, figure->id, "verlauf")
        .with_query({{"fassung", std::to_string(version)}});
}

std::optional<html::Url> url_of_report(web::Call const& call, std::int64_t id)
{
    auto const report = load_report(call.db(), call.site.tenant, ReportId{id});
    auto const figure = report ? load_figure(call.db(), call.site.tenant, report->figure) : std::nullopt;
    return figure ? std::optional(report_url(figure->measure, report->id)) : std::nullopt;
}

std::optional<web::RecentRecord> recent_figure(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen
        = find_seen_figure(call.db(), call.site.tenant, FigureId{id}, call.actor(), edit_measures);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{
        seen->measure.title + ": " + seen->figure.name, figure_url(seen->measure.id, seen->figure.id)};
}

std::optional<web::RecentRecord> recent_report(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen
        = find_seen_report(call.db(), call.site.tenant, ReportId{id}, call.actor(), report_figures);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{
        seen->measure.title + ": " + seen->figure.name, report_url(seen->measure.id, seen->report.id)};
}

web::RecordForm noted_report(web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    web::RecordForm form;
    form.fields = {{"state", std::string(texts("staff.state"_msg))}};
    form.has_drafts = false;
    form.shown = [&texts](records::Fields const& fields, std::string_view name) {
        return web::word_of_value<ReportState>(fields.value(name), texts);
    };
    return form;
}

}

Owners owners_reported_by(Actor const& actor)
{
    auto owners = owners_of(actor.where(report_figures));
    return owners ? owners : Owners{std::vector<std::int64_t>{Scope::whole_tenant().owner()}};
}

void add_figures_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (actor.may_somewhere(edit_measures))
        add_reports_to_confirm(call, items);
    if (actor.may_somewhere(report_figures))
        add_questions(call, items);
    add_due_reports(call, items);
}

std::vector<web::StaffForm> noted_figures()
{
    return {
        {.kind = figure_subject.word(),
         .open = [](web::Call const& call) { return figure_record_form(web::staff_texts(call)); },
         .versions = figure_subject},
        {.kind = report_kind, .open = &noted_report}};
}

std::vector<web::StaffRecord> recorded_figures()
{
    return {
        {.kind = figure_subject.word(),
         .permission = edit_measures,
         .url = &url_of_figure,
         .version_url = &url_of_version},
        {.kind = report_kind, .permission = report_figures, .url = &url_of_report}};
}

std::vector<web::StaffRecent> recent_figures()
{
    return {
        {figure_subject.word(), "figure.title"_msg, &recent_figure},
        {report_kind, "report.title_of_all"_msg, &recent_report}};
}

} // namespace kommin::goals
