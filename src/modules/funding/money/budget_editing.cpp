#include "modules/funding/money/budget_editing.hpp"

#include "modules/funding/money/budget_group_store.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_source_text = 200; // code points
constexpr std::size_t longest_budget_remark = 1000;
constexpr int first_budget_year = 1900;
constexpr int last_budget_year = 2200;

std::optional<int> budget_year_in(std::string_view typed)
{
    auto const year = parse_number<int>(typed);
    return year && *year >= first_budget_year && *year <= last_budget_year ? year : std::nullopt;
}

BudgetLine line_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    BudgetLine one;
    one.year = budget_year_in(line(budget_field::year)).value_or(0);
    one.source = enum_from<FundingSource>(fields.value(budget_field::source)).value_or(one.source);
    one.source_text = line(budget_field::source_text);
    one.hangs_on = read_hangs_on(fields.value(budget_field::hangs_on)).value_or(HangsOn{});
    one.group = records::typed_id<BudgetGroupId>(fields.value(budget_field::group));
    one.carried
        = {.in = money_in(fields, budget_field::carried_in).value_or(Money{}),
           .out = money_in(fields, budget_field::carried_out).value_or(Money{})};
    one.decision = {
        .day = parse_typed_date(line(budget_field::carried_on)), .reason = line(budget_field::carry_reason)};
    one.amounts
        = {.planned = money_in(fields, budget_field::planned),
           .secured = money_in(fields, budget_field::secured),
           .committed = money_in(fields, budget_field::committed),
           .spent = money_in(fields, budget_field::spent)};
    one.as_of = parse_typed_date(line(budget_field::as_of)).value_or(Date{});
    one.remark = line(budget_field::remark);
    return one;
}

void check_amounts(web::FieldCheck& check)
{
    bool is_silent = true;
    for (auto const name :
         {budget_field::planned, budget_field::secured, budget_field::committed, budget_field::spent}) {
        check_money(check, name);
        is_silent = is_silent && one_line(check.value(name)).empty();
    }
    bool const says_why = !check.value(budget_field::hangs_on).empty()
        || !one_line(check.value(budget_field::remark)).empty();
    if (is_silent && !says_why)
        check.refuse(budget_field::planned, "budget.problem.nothing"_msg);
    auto const committed = read_typed_money(one_line(check.value(budget_field::committed)));
    auto const spent = read_typed_money(one_line(check.value(budget_field::spent)));
    if (committed && spent && *spent > *committed)
        check.refuse(budget_field::committed, "budget.problem.committed"_msg);
}

void check_as_of(web::FieldCheck& check, Date today)
{
    auto const typed = one_line(check.value(budget_field::as_of));
    auto const day = parse_typed_date(typed);
    if (!day)
        check.refuse(
            budget_field::as_of, typed.empty() ? "budget.problem.as_of"_msg : "funding.problem.whole_day"_msg,
            {{"value", typed}});
    else if (*day > today)
        check.refuse(budget_field::as_of, "budget.problem.future"_msg);
    else
        check_year_of(check, budget_field::as_of, PartialDate(*day));
}

bool sees(Work& work, HangsOn const& on)
{
    if (on.application)
        return find_seen_application(work.db(), work.tenant(), *on.application, work.actor(), see_money)
            .has_value();
    if (!on.grant)
        return false;
    auto const grants = list_named_grants(work.db(), work.tenant(), work.actor(), {*on.grant});
    // One that came of an application stands for it.
    return !grants.empty() && !grants.front().application;
}

Problem no_such_thing_to_hang_on()
{
    return Problem::invalid(std::string(budget_field::hangs_on), "budget.problem.hangs_on"_msg);
}

// A group of another owner is named to nobody.
Result<void> check_group(Work& work, BudgetLine const& line)
{
    if (!line.group)
        return {};
    auto const group = find_budget_group(work.db(), work.tenant(), *line.group);
    if (!group || group->owner() != line.owner())
        return Problem::invalid(std::string(budget_field::group), "budget.problem.group"_msg);
    if (group->year != line.year)
        return Problem::invalid(
            std::string(budget_field::group), "budget.problem.group_year"_msg,
            {{"name", group->name}, {"year", std::to_string(group->year)}});
    return {};
}

// What was carried was carried from this year, of this money, and as far as it was there.
Result<void> check_carried(BudgetLine const& before, BudgetLine const& wanted)
{
    if (before.carried.is_nothing())
        return {};
    auto const refuse = [](std::string_view field) -> Result<void> {
        return Problem::invalid(std::string(field), "budget.problem.carried"_msg);
    };
    if (before.year != wanted.year)
        return refuse(budget_field::year);
    if (before.source != wanted.source)
        return refuse(budget_field::source);
    if (before.hangs_on != wanted.hangs_on)
        return refuse(budget_field::hangs_on);
    if (before.is_bound_by_giver() && before.source_text != wanted.source_text)
        return refuse(budget_field::source_text);
    if (bears(wanted.amounts, before.carried))
        return {};
    if (!wanted.amounts.planned || !wanted.amounts.secured)
        return Problem::invalid(
            std::string(wanted.amounts.planned ? budget_field::secured : budget_field::planned),
            "budget.problem.carried_unknown"_msg);
    auto const planned = with_carried(wanted.amounts, before.carried).planned;
    return Problem::invalid(
        std::string(planned && *planned >= Money{} ? budget_field::secured : budget_field::planned),
        "budget.problem.carried_amount"_msg, {{"amount", spelled(before.carried.out)}});
}

Problem no_line()
{
    return Problem::not_found("budget.problem.unknown"_msg);
}

}

MessageKey label_of(FundingSource source)
{
    switch (source) {
    case FundingSource::own:
        return "budget.source.own"_msg;
    case FundingSource::municipal:
        return "budget.source.municipal"_msg;
    case FundingSource::state:
        return "budget.source.state"_msg;
    case FundingSource::federal:
        return "budget.source.federal"_msg;
    case FundingSource::european:
        return "budget.source.european"_msg;
    case FundingSource::foundation:
        return "budget.source.foundation"_msg;
    case FundingSource::sponsor:
        return "budget.source.sponsor"_msg;
    case FundingSource::fees:
        return "budget.source.fees"_msg;
    case FundingSource::other:
        break;
    }
    return "budget.source.other"_msg;
}

std::optional<goals::NamedMeasure> find_measure_with_money(
    db::Connection& db, TenantId tenant, Actor const& actor, goals::MeasureId id, Permission permission)
{
    auto measure = goals::find_named_measure(db, tenant, actor, id);
    return measure && actor.may(permission, measure->owner()) ? std::move(measure) : std::nullopt;
}

Fields form_of(BudgetLine const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(budget_field::year, one.year == 0 ? std::string{} : std::to_string(one.year));
    set(budget_field::source, std::string(to_text(one.source)));
    set(budget_field::source_text, one.source_text);
    set(budget_field::hangs_on, hangs_on_value(one.hangs_on));
    set(budget_field::group, one.group ? std::to_string(one.group->value) : std::string{});
    set(budget_field::planned, spelled(one.amounts.planned));
    set(budget_field::secured, spelled(one.amounts.secured));
    set(budget_field::committed, spelled(one.amounts.committed));
    set(budget_field::spent, spelled(one.amounts.spent));
    set(budget_field::as_of, one.as_of.ok() ? typed_spelling(one.as_of) : std::string{});
    set(budget_field::remark, one.remark);
    for (auto const& [name, amount] :
         {std::pair(budget_field::carried_in, one.carried.in),
          std::pair(budget_field::carried_out, one.carried.out)})
        set(name, amount > Money{} ? spelled(amount) : std::string{});
    set(budget_field::carried_on, one.decision.day ? typed_spelling(*one.decision.day) : std::string{});
    set(budget_field::carry_reason, one.decision.reason);
    return fields;
}

Fields form_of_new_line(Date today)
{
    BudgetLine line;
    line.year = static_cast<int>(today.year());
    line.as_of = today;
    return form_of(line);
}

Fields spelled_budget_line(Fields const& typed)
{
    return form_of(line_from(typed));
}

std::vector<Problem> problems_of_budget_line(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    auto const year = one_line(fields.value(budget_field::year));
    if (!budget_year_in(year))
        check.refuse(budget_field::year, "funding.problem.year"_msg, {{"value", year}});
    if (!enum_from<FundingSource>(fields.value(budget_field::source)))
        check.refuse(budget_field::source, "form.not_chosen"_msg);
    if (!read_hangs_on(fields.value(budget_field::hangs_on)))
        check.refuse(budget_field::hangs_on, "budget.problem.hangs_on"_msg);
    if (auto const group = fields.value(budget_field::group);
        !group.empty() && !records::typed_id<BudgetGroupId>(group))
        check.refuse(budget_field::group, "budget.problem.group"_msg);
    check.check_length(budget_field::source_text, longest_source_text);
    check.check_length(budget_field::remark, longest_budget_remark);
    check_amounts(check);
    check_as_of(check, today);
    return check.take();
}

Result<void> save_budget_line(Work& work, BudgetLineVersion const& seen, Fields const& typed)
{
    auto const stored = load_budget_line(work.db(), work.tenant(), seen.id);
    if (!stored
        || !find_measure_with_money(work.db(), work.tenant(), work.actor(), stored->measure, edit_money))
        return no_line();
    auto const editing = TRY(records::Editing::begin(
        work, edited_budget_lines, seen.id.value, seen.version, edit_money, "budget.problem.unknown"_msg));
    if (auto problems = problems_of_budget_line(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = line_from(typed);
    wanted.id = seen.id;
    auto const now = load_budget_line(work.db(), work.tenant(), seen.id).value();
    if (!wanted.hangs_on.is_nothing() && wanted.hangs_on != now.hangs_on && !sees(work, wanted.hangs_on))
        return no_such_thing_to_hang_on();
    wanted.body = now.body;
    wanted.carried = now.carried;
    wanted.decision = now.decision;
    TRY(check_carried(now, wanted));
    TRY(check_group(work, wanted));
    auto const before = form_of(now);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_budget_line(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<BudgetLineId> add_budget_line(
    Work& work, goals::MeasureId measure, Fields const& typed, std::string_view form_key)
{
    auto const of = find_measure_with_money(work.db(), work.tenant(), work.actor(), measure, edit_money);
    if (!of)
        return no_line();
    auto wanted = line_from(typed);
    wanted.measure = measure;
    wanted.body = of->body;
    wanted.carried = {};
    wanted.decision = {};
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(measure.value) + ' '
        + fields.to_json());
    if (auto const added = find_budget_line_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_budget_line(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    if (!wanted.hangs_on.is_nothing() && !sees(work, wanted.hangs_on))
        return no_such_thing_to_hang_on();
    TRY(check_group(work, wanted));
    auto const id = insert_budget_line(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_budget_lines, id.value, wanted.owner(), fields);
    return id;
}

Result<void> erase_budget_line(Work& work, BudgetLineVersion const& seen)
{
    auto const stored = load_budget_line(work.db(), work.tenant(), seen.id);
    if (!stored
        || !find_measure_with_money(work.db(), work.tenant(), work.actor(), stored->measure, edit_money))
        return no_line();
    TRY(records::Editing::begin(
        work, edited_budget_lines, seen.id.value, seen.version, edit_money, "budget.problem.unknown"_msg));
    if (!stored->carried.is_nothing())
        return Problem::invalid({}, "budget.problem.erase_carried"_msg);
    records::erase_versions(work, {budget_line_subject, seen.id.value});
    erase_budget_line_row(work.db(), work.tenant(), seen.id);
    // The history goes with it: what it said last is all that is left to look up.
    work.audit(
        "funding.budget.erased", budget_line_subject.word(), seen.id,
        {{"year", std::int64_t{stored->year}},
         {"source", to_text(stored->source)},
         {"planned", spelled(stored->amounts.planned)},
         {"secured", spelled(stored->amounts.secured)},
         {"committed", spelled(stored->amounts.committed)},
         {"spent", spelled(stored->amounts.spent)}});
    return {};
}

Result<bool> add_dependency(Work& work, goals::MeasureId measure, std::string_view on)
{
    auto const of = find_measure_with_money(work.db(), work.tenant(), work.actor(), measure, edit_money);
    if (!of)
        return no_line();
    auto const hangs_on = read_hangs_on(on);
    if (!hangs_on || !sees(work, *hangs_on))
        return no_such_thing_to_hang_on();
    if (has_dependency(work.db(), work.tenant(), measure, *hangs_on))
        return false;
    insert_dependency(
        work.db(), work.tenant(), {.id = 0, .body = of->body, .measure = measure, .on = *hangs_on});
    work.audit("funding.dependency.added", goals::measure_subject.word(), measure);
    return true;
}

Result<bool> remove_dependency(Work& work, goals::MeasureId measure, std::int64_t id)
{
    if (!find_measure_with_money(work.db(), work.tenant(), work.actor(), measure, edit_money))
        return no_line();
    auto const all = list_dependencies(work.db(), work.tenant(), measure);
    if (std::ranges::find(all, id, &Dependency::id) == all.end())
        return false;
    erase_dependency_row(work.db(), work.tenant(), id);
    work.audit("funding.dependency.removed", goals::measure_subject.word(), measure);
    return true;
}

} // namespace kommin::funding
