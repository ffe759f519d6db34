#include "modules/funding/grants/grant_fields.hpp"

#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::one_line;

std::optional<Date> day_in(records::Fields const& fields, std::string_view name)
{
    auto const date = records::read_typed_date(one_line(fields.value(name)));
    return date ? date->full() : std::nullopt;
}

std::string spelled(std::optional<Date> day)
{
    return day ? records::spelled_date(PartialDate(*day)) : std::string{};
}

void check_day(web::FieldCheck& check, std::string_view name)
{
    auto const typed = one_line(check.value(name));
    auto const date = records::read_typed_date(typed);
    if (!typed.empty() && (!date || !date->full()))
        check.refuse(name, "grant.problem.day"_msg, {{"value", typed}});
    else if (date)
        check_year_of(check, name, *date);
}

void check_needed_day(web::FieldCheck& check, std::string_view name)
{
    if (one_line(check.value(name)).empty())
        check.refuse(name, "grant.problem.no_day"_msg);
    else
        check_day(check, name);
}

void check_needed_money(web::FieldCheck& check, std::string_view name)
{
    auto const typed = one_line(check.value(name));
    auto const amount = read_typed_money(typed);
    if (typed.empty() || (amount && *amount == Money{}))
        check.refuse(name, "grant.problem.no_amount"_msg);
    else
        check_money(check, name);
}

std::string kind_cost_field(CostKind kind)
{
    return "cost_" + std::string(to_text(kind));
}

std::vector<KindSum> kind_costs_in(records::Fields const& fields)
{
    std::vector<KindSum> costs;
    for (auto const kind : all_cost_kinds) {
        auto const amount = money_in(fields, kind_cost_field(kind));
        if (amount && *amount > Money{})
            costs.push_back({kind, *amount});
    }
    return costs;
}

void set_kind_costs(records::Fields& fields, std::vector<KindSum> const& costs)
{
    for (auto const kind : all_cost_kinds) {
        auto const found = std::ranges::find(costs, kind, &KindSum::kind);
        fields.set(
            kind_cost_field(kind), found == costs.end() ? std::string{} : spelled_money(found->amount));
    }
}

void check_kind_costs(web::FieldCheck& check)
{
    for (auto const kind : all_cost_kinds)
        check_money(check, kind_cost_field(kind));
}

void add_posted_field(records::Fields& fields, http::Form const& posted, std::string_view name)
{
    std::string text(trim(posted.value(name)));
    std::erase(text, '\r');
    fields.set(name, std::move(text));
}

records::Fields posted_fields(http::Form const& posted, std::span<web::FormField const> fields)
{
    records::Fields typed;
    for (auto const& field : fields)
        add_posted_field(typed, posted, field.name);
    return typed;
}

} // namespace kommin::funding
