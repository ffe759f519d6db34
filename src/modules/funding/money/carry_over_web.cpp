// Routes of the desk for what is carried into the next year.

#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

struct LineToCarry {
    goals::NamedMeasure measure;
    BudgetLine line;
    std::vector<BudgetLine> next;
    std::optional<CarryOver> carried;
};
std::optional<LineToCarry> line_to_carry(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<LineToCarry> {
        auto const tenant = call.site.tenant;
        auto measure = measure_in_path(call, db, edit_money);
        auto const id = records::typed_id<BudgetLineId>(call.path["zeile"]);
        auto line = measure && id ? load_budget_line(db, tenant, *id) : std::nullopt;
        if (!line || line->measure != measure->id)
            return std::nullopt;
        LineToCarry found{std::move(*measure), std::move(*line), {}, {}};
        found.next = list_next_lines(db, tenant, found.line);
        auto const carried = list_carry_overs(db, tenant, {found.line.id});
        if (auto const out = std::ranges::find(carried, found.line.id, &CarryOver::from);
            out != carried.end())
            found.carried = *out;
        return found;
    });
}

http::Response show_carry_with(
    web::Call const& call, LineToCarry const& of, Fields const& fields, std::vector<Problem> problems = {})
{
    // Who has typed something keeps it, with what is wrong beside it.
    auto why_not = problems.empty() ? why_nothing_goes_on(of.line, call.local_now().date) : std::nullopt;
    return carry_page(
        call,
        {.measure = of.measure,
         .line = of.line,
         .next = of.next,
         .carried = of.carried ? &*of.carried : nullptr,
         .why_not = std::move(why_not),
         .fields = fields,
         .problems = std::move(problems)});
}

Fields fields_for(web::Call const& call, LineToCarry const& of)
{
    return form_of_carry_over(of.line, of.next, call.local_now().date);
}

BudgetLineVersion seen_in(http::Form const& form, BudgetLineId id)
{
    return {id, parse_number(form.value("fassung")).value_or(0)};
}

}

http::Response show_carry_over(web::Call& call)
{
    auto const of = line_to_carry(call);
    return of ? show_carry_with(call, *of, fields_for(call, *of)) : web::staff_not_found(call);
}

http::Response carry_over_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const of = line_to_carry(call);
    if (!form || !of)
        return web::staff_not_found(call);
    Fields fields;
    for (auto const& field : all_carry_fields)
        fields.set(field.name, std::string(trim(form->value(field.name))));
    auto const seen = seen_in(*form, of->line.id);
    auto const done = web::write(call, [&](Work& work) { return carry_over(work, seen, fields); });
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(http::Status::see_other, money_url(of->measure.id).text());
    }
    auto const now = line_to_carry(call);
    if (!now)
        return web::staff_not_found(call);
    auto problems = done.problem().kind == ProblemKind::invalid
        ? problems_of_carry_over(fields, now->line, call.local_now().date)
        : std::vector<Problem>{};
    if (problems.empty())
        problems = {done.problem()};
    return show_carry_with(call, *now, fields, std::move(problems));
}

http::Response take_back_carry_over_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const of = line_to_carry(call);
    if (!form || !of)
        return web::staff_not_found(call);
    auto const seen = seen_in(*form, of->line.id);
    auto const done = web::write(call, [&](Work& work) { return take_back_carry_over(work, seen); });
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(http::Status::see_other, money_url(of->measure.id).text());
    }
    auto const now = line_to_carry(call);
    return now ? show_carry_with(call, *now, fields_for(call, *now), {done.problem()})
               : web::staff_not_found(call);
}

} // namespace kommin::funding
