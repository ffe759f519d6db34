#include "modules/goals/reporting/report_link.hpp"

#include "modules/goals/measures/figure_due.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/account.hpp"

#include <utility>

namespace kommin::goals {

namespace {

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string address_mark_of(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + identity::email_key(mail));
}

// `asked_about`: nothing where a report is due.
std::string add_link(
    Work& work, FigureId figure, Date due, std::optional<ReportId> asked_about, std::string_view mail)
{
    auto token = crypto::random_token(32);
    insert_report_link(
        work.db(), work.tenant(),
        {.figure = figure,
         .due = due,
         .address_mark = address_mark_of(token, mail),
         .until = work.today() + report_link_lives,
         .made_at = work.now(),
         .asked_about = asked_about},
        crypto::sha256_hex(token));
    return token;
}

Problem link_has_ended()
{
    return {ProblemKind::gone, {}, "goals.report.gone"_msg, {}};
}

}

std::string add_report_link(Work& work, FigureId figure, Date due, std::string_view mail)
{
    return add_link(work, figure, due, {}, mail);
}

std::string add_question_link(Work& work, Report const& asked_about, std::string_view mail)
{
    return add_link(work, asked_about.figure, asked_about.day, asked_about.id, mail);
}

bool is_owed(db::Connection& db, TenantId tenant, FigureId figure, Date due, Instant asked_at)
{
    auto const reporting = find_reporting_figure(db, tenant, figure);
    auto const next = reporting ? next_report(*reporting) : std::nullopt;
    if (!next || *next > due)
        return false;
    return !reporting->last_reported_at || *reporting->last_reported_at < asked_at;
}

std::optional<LinkedFigure> find_linked_figure(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_report_link(db, tenant, crypto::sha256_hex(token));
    if (!link || link->until < today)
        return std::nullopt;
    auto figure = load_figure(db, tenant, link->figure);
    auto measure = figure ? load_measure(db, tenant, figure->measure) : std::nullopt;
    if (!measure)
        return std::nullopt;
    auto mail = mail_of(*measure, tenants::list_units(db, tenant));
    if (mail.empty() || link->address_mark != address_mark_of(token, mail))
        return std::nullopt;
    auto reports = list_reports(db, tenant, link->figure);
    auto asked_about = link->asked_about ? load_report(db, tenant, *link->asked_about) : std::nullopt;
    bool const owed = asked_about ? is_unanswered(reports, *asked_about)
                                  : is_owed(db, tenant, link->figure, link->due, link->made_at);
    return LinkedFigure{
        {std::move(*figure), std::move(*measure)},
        std::move(reports),
        link->due,
        link->until,
        owed,
        std::move(mail),
        std::move(asked_about)};
}

Result<ReportId> report_by_link(
    Work& work, std::string_view token, records::Fields const& typed, std::string_view form_key,
    std::optional<StoredPhoto> const& photo)
{
    auto const linked = find_linked_figure(work.db(), work.tenant(), token, work.today());
    if (!linked)
        return link_has_ended();
    auto const mark = crypto::sha256_hex(
        "link " + crypto::sha256_hex(token) + ' ' + std::string(form_key) + ' ' + typed.to_json());
    if (auto const reported = find_report_by_mark(work.db(), work.tenant(), mark))
        return *reported;
    if (!linked->is_owed)
        return link_has_ended();
    return add_report_by_link(work, linked->of, typed, {mark, linked->mail}, photo);
}

} // namespace kommin::goals
