#include "modules/goals/measures/figure_store.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::goals {

namespace {

// A figure without its steps.
struct FigureRow {
    FigureId id;
    MeasureId measure;
    std::int64_t position;
    std::string name, unit;
    Aim aim;
    TargetKind target_kind;
    std::optional<Decimal> baseline;
    std::string baseline_unit;
    std::optional<PartialDate> baseline_day;
    Decimal target;
    std::optional<PartialDate> deadline;
    ExpectationRule rule;
    std::int64_t weight, version;
    Instant changed_at;
};

constexpr db::SqlLiteral figure_columns{
    "SELECT id, measure_id, position, name, unit, aim, target_kind, baseline, baseline_unit, baseline_day,"
    " target, deadline, rule, weight, version, changed_at FROM figures"};
constexpr db::SqlLiteral reporting_figures{
    "SELECT f.id, m.id AS measure_id, m.title, f.name, m.report_months, (SELECT MAX(r.day)"
    " FROM figure_reports r WHERE r.figure_id = f.id AND r.state <> 'withdrawn') AS last, f.baseline_day,"
    " f.deadline, m.starts, m.ends, m.deadline AS measure_deadline, m.report_mail,"
    " (SELECT MAX(r.reported_at) FROM figure_reports r WHERE r.figure_id = f.id AND r.state <> 'withdrawn')"
    " AS last_reported_at, m.responsible_id, m.unit_id FROM figures f"
    " JOIN measures m ON m.id = f.measure_id WHERE f.tenant_id = ? AND m.state = 'running'"};

constexpr db::SqlLiteral report_columns{
    "SELECT id, figure_id, day, value, source, remark, state, question, reason, reported_by, reported_at,"
    " decided_by, decided_at, counted_from, by_link, address_mark, question_letter_at FROM figure_reports"};

Figure figure_of(FigureRow row)
{
    return {
        .id = row.id,
        .measure = row.measure,
        .position = row.position,
        .name = std::move(row.name),
        .unit = std::move(row.unit),
        .aim = row.aim,
        .target_kind = row.target_kind,
        .baseline = row.baseline,
        .baseline_unit = std::move(row.baseline_unit),
        .baseline_day = row.baseline_day,
        .target = row.target,
        .deadline = row.deadline,
        .rule = row.rule,
        .weight = row.weight,
        .version = row.version,
        .changed_at = row.changed_at};
}

// With the agreed values of those that go in steps.
std::vector<Figure> with_steps(db::Connection& db, TenantId tenant, std::vector<FigureRow> rows)
{
    std::vector<FigureId> stepwise;
    for (auto const& row : rows) {
        if (row.rule == ExpectationRule::stepwise)
            stepwise.push_back(row.id);
    }
    struct StepRow {
        FigureId figure;
        Date day;
        Decimal value;
    };
    std::map<FigureId, std::vector<AgreedValue>> steps;
    if (!stepwise.empty()) {
        db::Query sql("SELECT figure_id, day, value FROM figure_steps WHERE tenant_id = ?", tenant);
        sql.add_any_of("figure_id", stepwise).add(" ORDER BY figure_id, day");
        for (auto const& step : db.list<StepRow>(sql))
            steps[step.figure].push_back({step.day, step.value});
    }
    std::vector<Figure> figures;
    figures.reserve(rows.size());
    for (auto& row : rows) {
        figures.push_back(figure_of(std::move(row)));
        if (auto const found = steps.find(figures.back().id); found != steps.end())
            figures.back().steps = std::move(found->second);
    }
    return figures;
}

void store_steps(db::Connection& db, TenantId tenant, FigureId id, std::vector<AgreedValue> const& steps)
{
    db.execute("DELETE FROM figure_steps WHERE tenant_id = ? AND figure_id = ?", tenant, id);
    for (auto const& step : steps)
        db.execute(
            "INSERT INTO figure_steps (tenant_id, figure_id, day, value) VALUES (?, ?, ?, ?)", tenant, id,
            step.on, step.value);
}

constexpr db::SqlLiteral with_measure{
    " FROM figure_reports r JOIN figures f ON f.id = r.figure_id JOIN measures m ON m.id = f.measure_id"
    " WHERE r.tenant_id = ?"};

void add_owners(db::Query& sql, Owners const& owners)
{
    if (owners)
        sql.add_any_of("COALESCE(m.body_id, 0)", *owners);
}

// `reporter`: with what this person has reported of measures of others; "": nobody.
void add_owners_or_reporter(db::Query& sql, Owners const& owners, std::string_view reporter)
{
    if (!owners)
        return;
    sql.add(" AND (r.reported_by = ? OR (TRUE", reporter);
    add_owners(sql, owners);
    sql.add("))");
}

db::Query open_reports(
    db::SqlLiteral which, TenantId tenant, Owners const& owners, std::string_view reporter, int limit,
    OfMeasures const& measures)
{
    db::Query sql(
        "SELECT r.id, f.id AS figure_id, m.id AS measure_id, m.title, f.name, f.unit, r.day, r.value");
    sql.add(with_measure, tenant).add(which);
    if (reporter.empty())
        add_owners(sql, owners);
    else
        add_owners_or_reporter(sql, owners, reporter);
    if (measures) // of all that is open, which an index knows, and not report by report of each measure
        sql.add_any_of("m.id + 0", *measures);
    sql.add(" ORDER BY r.reported_at, r.id LIMIT ?", limit);
    return sql;
}

// Both name the states of the index of what is open, too: the index is used where its own words stand.
constexpr db::SqlLiteral waits_for_confirmation{
    " AND r.state IN ('reported', 'questioned') AND r.state = 'reported'"};
// As is_unanswered() has it.
constexpr db::SqlLiteral unanswered{
    " AND r.state IN ('reported', 'questioned') AND r.state = 'questioned' AND NOT EXISTS (SELECT 1 FROM "
    "figure_reports later"
    " WHERE later.figure_id = r.figure_id AND later.state <> 'withdrawn'"
    " AND later.reported_at >= COALESCE(r.decided_at, r.reported_at)"
    " AND (later.reported_at > r.reported_at OR (later.reported_at = r.reported_at AND later.id > r.id)))"};

}

std::optional<Figure> load_figure(db::Connection& db, TenantId tenant, FigureId id)
{
    db::Query sql(figure_columns);
    sql.add(" WHERE tenant_id = ? AND id = ?", tenant, id);
    auto figures = with_steps(db, tenant, db.list<FigureRow>(sql));
    return figures.empty() ? std::nullopt : std::optional(std::move(figures.front()));
}

std::vector<Figure> list_figures(db::Connection& db, TenantId tenant, std::vector<MeasureId> const& measures)
{
    db::Query sql(figure_columns);
    sql.add(" WHERE tenant_id + 0 = ?", tenant)
        .add_any_of("measure_id", measures)
        .add(" ORDER BY measure_id, position, id");
    return with_steps(db, tenant, db.list<FigureRow>(sql));
}

FigureId insert_figure(
    db::Connection& db, TenantId tenant, Figure const& figure, std::string_view mark, Instant now)
{
    auto const id = db.load<FigureId>(
        "INSERT INTO figures (tenant_id, measure_id, position, name, unit, aim, target_kind, baseline,"
        " baseline_unit, baseline_day, target, deadline, rule, weight, mark, changed_at)"
        " VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM figures WHERE measure_id = ?), ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, figure.measure, figure.measure, figure.name, figure.unit, figure.aim, figure.target_kind,
        figure.baseline, figure.baseline_unit, figure.baseline_day, figure.target, figure.deadline,
        figure.rule, figure.weight, mark, now);
    store_steps(db, tenant, id, figure.steps);
    return id;
}

std::optional<FigureId> find_figure_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<FigureId>("SELECT id FROM figures WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_figure(db::Connection& db, TenantId tenant, Figure const& figure, Instant now)
{
    db.execute(
        "UPDATE figures SET name = ?, unit = ?, aim = ?, target_kind = ?, baseline = ?, baseline_unit = ?,"
        " baseline_day = ?, target = ?, deadline = ?, rule = ?, weight = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        figure.name, figure.unit, figure.aim, figure.target_kind, figure.baseline, figure.baseline_unit,
        figure.baseline_day, figure.target, figure.deadline, figure.rule, figure.weight, now, tenant,
        figure.id);
    store_steps(db, tenant, figure.id, figure.steps);
}

std::vector<std::int64_t> list_public_figure_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT f.id FROM figures f JOIN measures m ON m.id = f.measure_id WHERE f.tenant_id = ?"
        " AND m.public_since IS NOT NULL AND f.id > ? ORDER BY f.id LIMIT ?",
        tenant, after, limit);
}

void erase_figure(db::Connection& db, TenantId tenant, FigureId id)
{
    store_steps(db, tenant, id, {});
    db.execute("DELETE FROM figure_links WHERE tenant_id = ? AND figure_id = ?", tenant, id);
    db.execute("DELETE FROM figure_letters WHERE tenant_id = ? AND figure_id = ?", tenant, id);
    db.execute("DELETE FROM figures WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::optional<Report> load_report(db::Connection& db, TenantId tenant, ReportId id)
{
    db::Query sql(report_columns);
    sql.add(" WHERE tenant_id = ? AND id = ?", tenant, id);
    auto rows = db.list<Report>(sql);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Report> list_reports(db::Connection& db, TenantId tenant, FigureId figure)
{
    return list_reports_of(db, tenant, {figure});
}

std::vector<Report> list_reports_of(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures,
    std::optional<ReportState> state)
{
    if (figures.empty())
        return {};
    db::Query sql(report_columns);
    sql.add(" WHERE tenant_id + 0 = ?", tenant).add_any_of("figure_id", figures);
    if (state)
        sql.add(" AND state = ?", *state);
    return db.list<Report>(sql.add(" ORDER BY figure_id, day DESC, reported_at DESC, id DESC"));
}

// One look into the index of each figure, and none at what came before.
std::vector<Report> list_latest_reports(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures, Date today)
{
    if (figures.empty())
        return {};
    db::Query sql(report_columns);
    sql.add(" WHERE tenant_id + 0 = ?", tenant)
        .add(
            " AND id IN (SELECT (SELECT latest.id FROM figure_reports latest WHERE latest.figure_id = f.id"
            " AND latest.state = 'confirmed' AND latest.day <= ?"
            " ORDER BY latest.day DESC, latest.reported_at DESC, latest.id DESC LIMIT 1)"
            " FROM figures f WHERE f.tenant_id + 0 = ?",
            today, tenant)
        .add_any_of("f.id", figures)
        .add(") ORDER BY figure_id");
    return db.list<Report>(sql);
}

std::vector<Report> list_counting_reports_of(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures)
{
    if (figures.empty())
        return {};
    db::Query sql(report_columns);
    sql.add(" WHERE tenant_id + 0 = ?", tenant)
        .add_any_of("figure_id", figures)
        .add(" AND (state = 'confirmed' OR counted_from IS NOT NULL)");
    return db.list<Report>(sql.add(" ORDER BY figure_id, day DESC, reported_at DESC, id DESC"));
}

bool has_reports(db::Connection& db, TenantId tenant, FigureId figure)
{
    return !db.list<ReportId>(
                  "SELECT id FROM figure_reports WHERE tenant_id = ? AND figure_id = ? LIMIT 1", tenant,
                  figure)
                .empty();
}

ReportId insert_report(db::Connection& db, TenantId tenant, Report const& report, std::string_view mark)
{
    return db.load<ReportId>(
        "INSERT INTO figure_reports (tenant_id, figure_id, day, value, source, remark, state, question,"
        " reason, reported_by, reported_at, decided_by, decided_at, by_link, address_mark, mark)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, report.figure, report.day, report.value, report.source, report.remark, report.state,
        report.question, report.reason, report.reported_by, report.reported_at, report.decided_by,
        report.decided_at, report.by_link, report.address_mark, mark);
}

std::optional<ReportId> find_report_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ReportId>("SELECT id FROM figure_reports WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_decision(db::Connection& db, TenantId tenant, Report const& report)
{
    db.execute(
        "UPDATE figure_reports SET state = ?, question = ?, reason = ?, decided_by = ?, decided_at = ?,"
        " counted_from = ?, address_mark = ?, question_letter_at = ? WHERE tenant_id = ? AND id = ?",
        report.state, report.question, report.reason, report.decided_by, report.decided_at,
        report.counted_from, report.address_mark, report.question_letter_at, tenant, report.id);
}

std::vector<OpenReport> list_reports_to_confirm(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit, OfMeasures const& measures)
{
    return db.list<OpenReport>(open_reports(waits_for_confirmation, tenant, owners, {}, limit, measures));
}

std::int64_t count_reports_to_confirm(
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1");
    sql.add(with_measure, tenant).add(waits_for_confirmation);
    add_owners(sql, owners);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<OpenReport> list_unanswered_reports(
    db::Connection& db, TenantId tenant, Owners const& owners, std::string_view reporter, int limit,
    OfMeasures const& measures)
{
    return db.list<OpenReport>(open_reports(unanswered, tenant, owners, reporter, limit, measures));
}

std::vector<ReportingFigure> list_reporting_figures(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit)
{
    db::Query sql(reporting_figures, tenant);
    add_owners(sql, owners);
    return db.list<ReportingFigure>(sql.add(" ORDER BY f.id LIMIT ?", limit));
}

std::vector<ReportingFigure> list_figures_of_responsible(
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t account, int limit)
{
    db::Query sql(reporting_figures, tenant);
    add_owners(sql, owners);
    return db.list<ReportingFigure>(
        sql.add(" AND m.responsible_id = ? ORDER BY f.id LIMIT ?", account, limit));
}

std::vector<ReportingFigure> list_figures_with_mail_or_of(
    db::Connection& db, TenantId tenant, std::vector<tenants::UnitId> const& units, int limit)
{
    db::Query sql(reporting_figures, tenant);
    sql.add(" AND (m.report_mail <> ''");
    if (!units.empty())
        sql.add(" OR (TRUE").add_any_of("m.unit_id", units).add(")");
    return db.list<ReportingFigure>(sql.add(") ORDER BY f.id LIMIT ?", limit));
}

std::optional<ReportingFigure> find_reporting_figure(db::Connection& db, TenantId tenant, FigureId id)
{
    db::Query sql(reporting_figures, tenant);
    auto found = db.list<ReportingFigure>(sql.add(" AND f.id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<ServingMeasure> list_all_serving_measures(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals)
{
    db::Query sql("SELECT goal_id, measure_id, weight FROM measure_goals WHERE tenant_id + 0 = ?", tenant);
    return db.list<ServingMeasure>(sql.add_any_of("goal_id", goals).add(" ORDER BY goal_id, measure_id"));
}

std::vector<ServingMeasure> list_serving_measures(db::Connection& db, TenantId tenant)
{
    return db.list<ServingMeasure>(
        "SELECT g.goal_id, g.measure_id, g.weight FROM measure_goals g JOIN measures m ON m.id = g.measure_id"
        " WHERE g.tenant_id = ? AND m.state <> 'dropped' ORDER BY g.goal_id, g.measure_id",
        tenant);
}

std::vector<MunicipalMeasure> list_municipal_measures(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals, int limit)
{
    if (goals.empty())
        return {};
    db::Query sql(
        "SELECT g.goal_id, m.id, m.body_id, m.number, m.title FROM measure_goals g"
        " JOIN measures m ON m.id = g.measure_id WHERE g.tenant_id = ? AND m.body_id IS NOT NULL"
        " AND m.state <> 'dropped'",
        tenant);
    sql.add_any_of("g.goal_id", goals);
    return db.list<MunicipalMeasure>(sql.add(" ORDER BY g.goal_id, m.id LIMIT ?", limit));
}

} // namespace kommin::goals
