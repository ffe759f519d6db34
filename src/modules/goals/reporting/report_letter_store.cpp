#include "modules/goals/reporting/report_letter_store.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral letter_columns{
    "SELECT id, figure_id, due, kind, owner, ordered_at FROM figure_letters WHERE tenant_id + 0 = ?"};

}

ReportLetterId insert_report_letter(db::Connection& db, TenantId tenant, OrderedReportLetter const& letter)
{
    return db.load<ReportLetterId>(
        "INSERT INTO figure_letters (tenant_id, figure_id, due, kind, owner, ordered_at)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, letter.figure, letter.due, letter.kind, letter.owner, letter.ordered_at);
}

std::optional<OrderedReportLetter> find_report_letter(db::Connection& db, TenantId tenant, ReportLetterId id)
{
    auto found = db.list<OrderedReportLetter>(db::Query(letter_columns, tenant).add(" AND id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<OrderedReportLetter> list_report_letters(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures)
{
    if (figures.empty())
        return {};
    db::Query sql(letter_columns, tenant);
    return db.list<OrderedReportLetter>(sql.add_any_of("figure_id", figures));
}

void erase_report_letter(db::Connection& db, TenantId tenant, ReportLetterId id)
{
    db.execute("DELETE FROM figure_letters WHERE tenant_id = ? AND id = ?", tenant, id);
}

void erase_settled_report_letters(db::Connection& db, TenantId tenant, Instant before)
{
    db.execute(
        "DELETE FROM figure_letters WHERE tenant_id = ? AND ordered_at < ?"
        " AND (EXISTS (SELECT 1 FROM figure_letters later WHERE later.figure_id = figure_letters.figure_id"
        " AND later.due > figure_letters.due)"
        " OR EXISTS (SELECT 1 FROM figure_reports r WHERE r.figure_id = figure_letters.figure_id"
        " AND r.state <> 'withdrawn' AND r.day >= figure_letters.due)"
        " OR EXISTS (SELECT 1 FROM figures f JOIN measures m ON m.id = f.measure_id"
        " WHERE f.id = figure_letters.figure_id AND m.state <> 'running'))",
        tenant, before);
}

void insert_report_link(
    db::Connection& db, TenantId tenant, ReportLink const& link, std::string_view token_hash)
{
    db.execute(
        "INSERT INTO figure_links (token_hash, tenant_id, figure_id, due, address_mark, until, made_at,"
        " report_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        token_hash, tenant, link.figure, link.due, link.address_mark, link.until, link.made_at,
        link.asked_about);
}

std::optional<ReportLink> find_report_link(db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<ReportLink>(
        "SELECT figure_id, due, address_mark, until, made_at, report_id FROM figure_links WHERE tenant_id = ?"
        " AND token_hash = ?",
        tenant, token_hash);
}

void erase_ended_report_links(db::Connection& db, TenantId tenant, Date today)
{
    db.execute("DELETE FROM figure_links WHERE tenant_id = ? AND until < ?", tenant, today);
}

void erase_question_letter(db::Connection& db, TenantId tenant, ReportId report)
{
    db.execute(
        "UPDATE figure_reports SET question_letter_at = NULL WHERE tenant_id = ? AND id = ?", tenant, report);
}

void erase_old_address_marks(db::Connection& db, TenantId tenant, Instant questioned, Instant reported)
{
    db.execute(
        "UPDATE figure_reports SET address_mark = '' WHERE tenant_id = ?"
        " AND state IN ('reported', 'questioned') AND address_mark <> ''"
        " AND ((state = 'questioned' AND decided_at < ?) OR (state = 'reported' AND reported_at < ?))",
        tenant, questioned, reported);
}

} // namespace kommin::goals
