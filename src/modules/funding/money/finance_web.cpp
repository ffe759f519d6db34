// Routes of the desk for the overview of money, and for what falls without a grant.

#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace kommin::funding {

namespace {

std::vector<goals::MeasureId> measures_of(std::vector<BudgetLine> const& lines)
{
    std::vector<goals::MeasureId> ids;
    for (auto const& line : lines)
        ids.push_back(line.measure);
    std::ranges::sort(ids);
    auto const twice = std::ranges::unique(ids);
    ids.erase(twice.begin(), twice.end());
    return ids;
}

int year_to_show(FinanceFilter const& filter, std::vector<int> const& years, Date today)
{
    if (filter.year)
        return *filter.year;
    auto const running = static_cast<int>(today.year());
    bool const has_running = std::ranges::find(years, running) != years.end();
    return has_running || years.empty() ? running : years.front();
}

BudgetQuery query_of_finances(
    web::Call const& call, FinanceFilter const& filter, tenants::TenantWithBodies const& district, int year)
{
    BudgetQuery query{
        .owners = owners_of(call.actor().where(see_money)), .year = year, .source = filter.source};
    if (filter.owner.empty())
        return query;
    auto const body = std::ranges::find(district.bodies, filter.owner, &tenants::Body::slug);
    if (body == district.bodies.end())
        query.owners = std::vector<std::int64_t>{}; // of nobody
    else
        query.owner
            = body->kind == tenants::BodyKind::municipality ? body->id.value : Scope::whole_tenant().owner();
    return query;
}

table::Cell cell_of(std::optional<Money> amount)
{
    return amount ? table::Cell(amount->to_decimal()) : table::Cell();
}

// What the address asks: of all that is open, of one; nothing for one that this person does not see.
std::optional<HangsOn> asked_loss(web::Call const& call, HangsOnNames const& names)
{
    auto const on = read_hangs_on(trim(call.request.query().value("ohne")));
    if (!on || (!on->is_nothing() && !names.has(*on)))
        return std::nullopt;
    return on;
}

struct FoundLoss {
    HangsOnNames names;
    HangsOn on;
    Loss loss;
    std::vector<OpenRisk> open;
};
std::optional<FoundLoss> find_loss(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundLoss> {
        auto const tenant = call.site.tenant;
        auto const actor = call.actor();
        auto const today = call.local_now().date;
        auto names = load_hangs_on_names(db, tenant, actor);
        auto const on = asked_loss(call, names);
        if (!on)
            return std::nullopt;
        FoundLoss found{.names = std::move(names), .on = *on, .loss = {}, .open = {}};
        if (on->is_nothing())
            found.open = list_open_risks(db, tenant, actor, today, most_open_risks);
        else
            found.loss = load_loss(db, tenant, actor, *on, today);
        return found;
    });
}

http::Response export_open_risks(web::Call& call, FoundLoss const& found)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    web::ListExport<OpenRisk> file(
        call, web::export_format(call.request), "wegfall", "loss.title"_msg,
        {{"application.one"_msg, 50, [](OpenRisk const& one) { return Cell(one.application.title); }},
         {"application.field.state"_msg, 16,
          [&](OpenRisk const& one) { return Cell(std::string(texts(label_of(one.application.state)))); }},
         {"application.field.asked"_msg, 16,
          [](OpenRisk const& one) { return cell_of(one.application.asked); }},
         {"loss.measures"_msg, 12, [](OpenRisk const& one) { return Cell(one.measures); }},
         {"budget.field.planned"_msg, 16,
          [](OpenRisk const& one) { return cell_of(one.hanging.planned.amount()); }},
         {"budget.field.committed"_msg, 16,
          [](OpenRisk const& one) { return cell_of(one.hanging.committed.amount()); }}});
    for (auto const& one : found.open) {
        if (!file.add(one))
            break;
    }
    return file.answer();
}

}

FinanceFilter FinanceFilter::read(http::Form const& query)
{
    constexpr int first = 1900;
    constexpr int last = 2200;
    FinanceFilter filter;
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= first && *year <= last)
        filter.year = year;
    filter.panel = records::typed_id<meetings::PanelId>(query.value("feld"));
    filter.source = enum_from<FundingSource>(query.value("quelle"));
    filter.owner = trim(query.value("wer"));
    return filter;
}

web::ListFields FinanceFilter::fields() const
{
    web::ListFields fields;
    if (year)
        fields.emplace_back("jahr", std::to_string(*year));
    if (panel)
        fields.emplace_back("feld", std::to_string(panel->value));
    if (source)
        fields.emplace_back("quelle", to_text(*source));
    if (!owner.empty())
        fields.emplace_back("wer", owner);
    return fields;
}

Finances load_finances(web::Call const& call, db::Connection& db, FinanceFilter const& filter)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    auto const today = call.local_now().date;
    Finances finances{
        .lines = {},
        .years = list_budget_years(db, tenant, owners_of(actor.where(see_money))),
        .panels = meetings::list_named_panels(db, tenant, today),
        .district = tenants::load_tenant_with_bodies(db, tenant)};
    finances.year = year_to_show(filter, finances.years, today);
    auto lines = list_budget_lines(
        db, tenant, query_of_finances(call, filter, finances.district, finances.year),
        most_finance_lines + 1);
    finances.is_cut = std::ssize(lines) > most_finance_lines;
    if (finances.is_cut)
        lines.pop_back();
    std::map<goals::MeasureId, goals::NamedMeasure> measures;
    for (auto& one : goals::list_named_measures(db, tenant, actor, measures_of(lines))) {
        auto const id = one.id;
        measures.emplace(id, std::move(one));
    }
    for (auto& line : lines) {
        auto const found = measures.find(line.measure);
        auto measure = found == measures.end() ? std::nullopt : std::optional(found->second);
        if (!filter.panel || (measure && measure->panel == *filter.panel))
            finances.lines.push_back({std::move(line), std::move(measure)});
    }
    return finances;
}

http::Response show_finances(web::Call& call)
{
    auto const filter = FinanceFilter::read(call.request.query());
    auto const finances
        = web::read(call, [&](db::Connection& db) { return load_finances(call, db, filter); });
    return finance_page(call, finances, filter);
}

http::Response export_finances(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = FinanceFilter::read(call.request.query());
    struct Found {
        Finances finances;
        HangsOnNames names;
    };
    auto const [finances, names] = web::read(call, [&](db::Connection& db) {
        return Found{
            load_finances(call, db, filter), load_hangs_on_names(db, call.site.tenant, call.actor())};
    });
    auto const today = call.local_now().date;
    auto const panel_of = [&](FinanceLine const& line) {
        auto const found = line.measure
            ? std::ranges::find(finances.panels, line.measure->panel, &meetings::NamedPanel::id)
            : finances.panels.end();
        return found == finances.panels.end() ? Cell() : Cell(found->name);
    };
    auto const owner_of = [&](FinanceLine const& line) {
        auto const* body = line.line.body ? finances.district.find_body(*line.line.body) : nullptr;
        return Cell(body != nullptr ? body->name : finances.district.tenant.name);
    };
    auto const amount = [](std::optional<Money> Amounts::* member) {
        return [member](FinanceLine const& line) { return cell_of(line.line.counted().*member); };
    };
    // Nothing where nothing was carried or covered: a file of zeros says less.
    auto const some = [](Money money) { return money > Money{} ? std::optional(money) : std::nullopt; };
    web::ListExport<FinanceLine> file(
        call, web::export_format(call.request), finances_path, "finance.title"_msg,
        {{"budget.field.year"_msg, 8,
          [](FinanceLine const& line) { return Cell(std::int64_t{line.line.year}); }},
         {"finance.measure"_msg, 50,
          [](FinanceLine const& line) { return line.measure ? Cell(line.measure->title) : Cell(); }},
         {"finance.field"_msg, 30, panel_of},
         {"finance.owner"_msg, 24, owner_of},
         {"budget.field.source"_msg, 20,
          [&](FinanceLine const& line) { return Cell(std::string(texts(label_of(line.line.source)))); }},
         {"budget.field.source_text"_msg, 40,
          [](FinanceLine const& line) { return Cell(line.line.source_text); }},
         {"budget.field.hangs_on"_msg, 40,
          [&](FinanceLine const& line) { return Cell(names.text(line.line.hangs_on, texts)); }},
         {"budget.field.planned"_msg, 16, amount(&Amounts::planned)},
         {"budget.field.secured"_msg, 16, amount(&Amounts::secured)},
         {"budget.field.committed"_msg, 16,
          [](FinanceLine const& line) { return cell_of(bound_of(line.line.counted())); }},
         {"budget.field.spent"_msg, 16, amount(&Amounts::spent)},
         {"budget.field.carried_in"_msg, 16,
          [&](FinanceLine const& line) { return cell_of(some(line.line.carried.in)); }},
         {"budget.field.carried_out"_msg, 16,
          [&](FinanceLine const& line) { return cell_of(some(line.line.carried.out)); }},
         {"budget.field.carried_on"_msg, 12,
          [](FinanceLine const& line) {
              return line.line.decision.day ? Cell(*line.line.decision.day) : Cell();
          }},
         {"budget.field.carry_reason"_msg, 50,
          [](FinanceLine const& line) { return Cell(line.line.decision.reason); }},
         {"budget.field.covered"_msg, 16,
          [&](FinanceLine const& line) { return cell_of(some(line.line.cover.covered)); }},
         {"budget.gap"_msg, 16, [](FinanceLine const& line) { return cell_of(line.line.open_gap()); }},
         {"budget.forecast"_msg, 16,
          [&](FinanceLine const& line) { return cell_of(forecast_of(line.line, today).amount); }},
         {"budget.field.as_of"_msg, 12, [](FinanceLine const& line) { return Cell(line.line.as_of); }},
         {"form.remark"_msg, 50, [](FinanceLine const& line) { return Cell(line.line.remark); }}});
    for (auto const& line : finances.lines) {
        if (!file.add(line))
            break;
    }
    return file.answer();
}

http::Response show_loss(web::Call& call)
{
    auto const found = find_loss(call);
    if (!found)
        return web::staff_not_found(call);
    return loss_page(
        call, {.names = found->names, .on = found->on, .loss = found->loss, .open = found->open});
}

http::Response export_loss(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const found = find_loss(call);
    if (!found)
        return web::staff_not_found(call);
    if (found->on.is_nothing())
        return export_open_risks(call, *found);
    web::ListExport<LostMeasure> file(
        call, web::export_format(call.request), "wegfall", "loss.title"_msg,
        {{"finance.measure"_msg, 50, [](LostMeasure const& one) { return Cell(one.measure.title); }},
         {"loss.depends"_msg, 20,
          [&](LostMeasure const& one) {
              return Cell(std::string(texts(one.depends ? "loss.depends.yes"_msg : "loss.depends.no"_msg)));
          }},
         {"loss.hanging"_msg, 16,
          [](LostMeasure const& one) { return cell_of(one.hanging.planned.amount()); }},
         {"loss.hanging.committed"_msg, 16,
          [](LostMeasure const& one) { return cell_of(one.hanging.committed.amount()); }},
         {"loss.all"_msg, 16, [](LostMeasure const& one) { return cell_of(one.all.planned.amount()); }}});
    for (auto const& one : found->loss.measures) {
        if (!file.add(one))
            break;
    }
    return file.answer();
}

} // namespace kommin::funding
