#pragma once
// SQL of figures and of what was reported of them. Every function works inside the caller's transaction.

#include "modules/goals/measures/figure.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral figure_table{"figures"};

std::optional<Figure> load_figure(db::Connection& db, TenantId tenant, FigureId id);
// Those of these measures, of each in their order.
std::vector<Figure> list_figures(db::Connection& db, TenantId tenant, std::vector<MeasureId> const& measures);
// Of measures that everybody reads, by id, behind `after`.
std::vector<std::int64_t> list_public_figure_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// At the end of those of its measure. `mark`: of the form; see find_figure_by_mark().
FigureId insert_figure(
    db::Connection& db, TenantId tenant, Figure const& figure, std::string_view mark, Instant now);
std::optional<FigureId> find_figure_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its measure and its place there stay.
void update_figure(db::Connection& db, TenantId tenant, Figure const& figure, Instant now);
void erase_figure(db::Connection& db, TenantId tenant, FigureId id);

std::optional<Report> load_report(db::Connection& db, TenantId tenant, ReportId id);
// Those of one figure, the latest day first, of one day what was reported last.
std::vector<Report> list_reports(db::Connection& db, TenantId tenant, FigureId figure);
// The same of many, those of each figure below each other; of one state, or of any.
std::vector<Report> list_reports_of(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures,
    std::optional<ReportState> state = std::nullopt);
// Of each of these figures the confirmed report of the latest day up to `today`, as latest_confirmed() has
// it; one without any is left out.
std::vector<Report> list_latest_reports(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures, Date today);
// Those that count, and those that have until they were withdrawn, likewise.
std::vector<Report> list_counting_reports_of(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures);
bool has_reports(db::Connection& db, TenantId tenant, FigureId figure);
ReportId insert_report(db::Connection& db, TenantId tenant, Report const& report, std::string_view mark);
std::optional<ReportId> find_report_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// Its state, what was said about it, by whom, since when it had counted, and where and when a question goes
// by letter; what was reported stays.
void update_decision(db::Connection& db, TenantId tenant, Report const& report);

// Of measures of these owners; nothing: of all.
using Owners = std::optional<std::vector<std::int64_t>>;

// A report about which somebody has to do something.
struct OpenReport {
    ReportId id;
    FigureId figure;
    MeasureId measure;
    std::string measure_title;
    std::string name; // of the figure
    std::string unit;
    Date day;
    Decimal value;
};
// Of these measures; nothing: of all.
using OfMeasures = std::optional<std::vector<MeasureId>>;
// Those that nobody has looked at, the oldest first; at most `limit`.
std::vector<OpenReport> list_reports_to_confirm(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit,
    OfMeasures const& measures = std::nullopt);
std::int64_t count_reports_to_confirm( // at most `most`
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t most);
// Those about which something was asked that no later report has answered, likewise; also those that
// `reporter` has reported of measures of others. An Actor::code(); "": nobody.
std::vector<OpenReport> list_unanswered_reports(
    db::Connection& db, TenantId tenant, Owners const& owners, std::string_view reporter, int limit,
    OfMeasures const& measures = std::nullopt);

// What tells when a figure of a running measure is to be reported again.
struct ReportingFigure {
    FigureId id;
    MeasureId measure;
    std::string measure_title;
    std::string name;
    std::int64_t months; // how often
    std::optional<Date> last; // the day of the last report, whether it was confirmed or not
    std::optional<PartialDate> baseline_day;
    std::optional<PartialDate> deadline; // its own …
    std::optional<PartialDate> starts, ends, measure_deadline; // … and what its measure says
    std::string report_mail = {}; // of its measure alone; see mail_of()
    std::optional<Instant> last_reported_at = {}; // when somebody reported last, for whatever day
    std::optional<std::int64_t> responsible = {}; // the account that is, for its measure
    std::optional<tenants::UnitId> unit = {}; // in charge of its measure
};
std::vector<ReportingFigure> list_reporting_figures(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit);
// Only those of measures for which this account is responsible.
std::vector<ReportingFigure> list_figures_of_responsible(
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t account, int limit);
// Only those whose measure has an address for letters of its own, or of which one of these units is in
// charge.
std::vector<ReportingFigure> list_figures_with_mail_or_of(
    db::Connection& db, TenantId tenant, std::vector<tenants::UnitId> const& units, int limit);
// Nothing either where its measure is not running.
std::optional<ReportingFigure> find_reporting_figure(db::Connection& db, TenantId tenant, FigureId id);

// Which measure serves which goal, of the whole district.
struct ServingMeasure {
    GoalId goal;
    MeasureId measure;
    std::int64_t weight;
};
std::vector<ServingMeasure> list_serving_measures(db::Connection& db, TenantId tenant);
// Of these goals, with those that were dropped.
std::vector<ServingMeasure> list_all_serving_measures(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals);

// A municipality's measure that serves a goal, and was not dropped; by goal and number of the measure.
struct MunicipalMeasure {
    GoalId goal;
    MeasureId id;
    tenants::BodyId body;
    std::string number;
    std::string title;
};
// Those that serve one of these goals; at most `limit`.
std::vector<MunicipalMeasure> list_municipal_measures(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals, int limit);

} // namespace kommin::goals
