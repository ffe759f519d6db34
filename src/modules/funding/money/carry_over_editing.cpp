#include "modules/funding/money/carry_over_editing.hpp"

#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
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

constexpr std::size_t longest_carry_reason = 500; // code points

Problem no_such_line()
{
    return Problem::not_found("budget.problem.unknown"_msg);
}

Problem does_not_fit(MessageKey message)
{
    return Problem::invalid(std::string(carry_field::into), message);
}

std::optional<CarryOver> find_carried(Work& work, BudgetLineId from)
{
    auto const all = list_carry_overs(work.db(), work.tenant(), {from});
    auto const found = std::ranges::find(all, from, &CarryOver::from);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

CarryOver carried_from(Fields const& typed, BudgetLine const& from)
{
    CarryOver one;
    one.from = from.id;
    one.from_year = from.year;
    one.to_year = from.year + 1;
    one.amount = money_in(typed, carry_field::amount).value_or(Money{});
    one.carried_on = parse_typed_date(one_line(typed.value(carry_field::carried_on))).value_or(Date{});
    one.reason = one_line(typed.value(carry_field::reason));
    return one;
}

// Beside the versions, which go with the line: day, amount and target for ever. By whom and by which rule it
// was decided is in the version alone: somebody wrote it, and it may name a person after all.
audit::Facts facts_of(CarryOver const& carried)
{
    return {
        {std::string(budget_field::carried_out), spelled(carried.amount)},
        {"into", carried.to.value},
        {std::string(budget_field::carried_on), typed_spelling(carried.carried_on)}};
}

// The next version of a line of which nothing changed but what was carried.
void keep_carried(
    Work& work, records::Editing const& editing, BudgetLine const& before, std::string_view step)
{
    update_budget_line(work.db(), work.tenant(), before, work.now());
    auto const after = load_budget_line(work.db(), work.tenant(), before.id).value();
    editing.keep_changed(form_of(before), form_of(after), step);
}

// The line of the next year, with what is carried into it.
Result<BudgetLineId> carry_into_new_line(Work& work, BudgetLine const& from, CarryOver carried)
{
    BudgetLine next;
    next.body = from.body;
    next.measure = from.measure;
    next.year = from.year + 1;
    next.source = from.source;
    next.source_text = from.source_text;
    next.hangs_on = from.hangs_on;
    next.amounts = {.planned = Money{}, .secured = Money{}, .committed = {}, .spent = {}};
    next.as_of = work.today();
    auto const mark
        = crypto::sha256_hex("carried " + std::to_string(from.id.value) + ' ' + std::to_string(from.version));
    carried.to = insert_budget_line(work.db(), work.tenant(), next, mark, work.now());
    insert_carry_over(work.db(), work.tenant(), carried);
    auto const stored = load_budget_line(work.db(), work.tenant(), carried.to).value();
    records::keep_created(work, edited_budget_lines, carried.to.value, stored.owner(), form_of(stored));
    return carried.to;
}

Result<BudgetLineId> carry_into_line(Work& work, BudgetLine const& from, CarryOver carried, BudgetLineId to)
{
    auto const editing = records::Editing::begin_unasked(work, edited_budget_lines, to.value);
    auto const next = list_next_lines(work.db(), work.tenant(), from);
    auto const found = std::ranges::find(next, to, &BudgetLine::id);
    if (!editing || found == next.end())
        return does_not_fit("budget.carry.problem.into"_msg);
    auto const with = Carried{.in = found->carried.in + carried.amount, .out = found->carried.out};
    if (!bears(found->amounts, with))
        return does_not_fit("budget.carry.problem.into_unknown"_msg);
    carried.to = to;
    insert_carry_over(work.db(), work.tenant(), carried);
    keep_carried(work, *editing, *found, "carried");
    return to;
}

}

Fields form_of_carry_over(BudgetLine const& line, std::vector<BudgetLine> const& next, Date today)
{
    Fields fields;
    auto const left = carriable_of(line.amounts, line.carried);
    fields.set(carry_field::amount, left && *left > Money{} ? spelled(left) : std::string{});
    fields.set(
        carry_field::into,
        next.size() == 1 ? std::to_string(next.front().id.value) : std::string(next.empty() ? new_line : ""));
    fields.set(carry_field::carried_on, typed_spelling(today));
    fields.set(carry_field::reason, std::string{});
    return fields;
}

std::optional<Problem> why_nothing_goes_on(BudgetLine const& from, Date today)
{
    auto const because = [](MessageKey message, MessageArguments arguments = {}) {
        return Problem::invalid(std::string(carry_field::amount), message, std::move(arguments));
    };
    if (static_cast<int>(today.year()) <= from.year)
        return because("budget.carry.problem.year"_msg, {{"year", std::to_string(from.year)}});
    if (from.carried.out > Money{})
        return because("budget.carry.problem.again"_msg);
    auto const left = carriable_of(from.amounts, from.carried);
    if (!left)
        return because("budget.carry.problem.unknown"_msg);
    return *left == Money{} ? std::optional(because("budget.carry.problem.none_left"_msg)) : std::nullopt;
}

std::vector<Problem> problems_of_carry_over(Fields const& fields, BudgetLine const& from, Date today)
{
    web::FieldCheck check(fields);
    auto const amount_typed = one_line(fields.value(carry_field::amount));
    check_money(check, carry_field::amount);
    auto const amount = read_typed_money(amount_typed);
    auto const left = carriable_of(from.amounts, from.carried);
    if (auto const why = why_nothing_goes_on(from, today))
        check.refuse(carry_field::amount, why->message, why->arguments);
    else if (amount_typed.empty() || (amount && *amount == Money{}))
        check.refuse(carry_field::amount, "budget.carry.problem.nothing"_msg);
    else if (amount && left && *amount > *left)
        check.refuse(carry_field::amount, "budget.carry.problem.more"_msg, {{"amount", spelled(*left)}});
    auto const into = fields.value(carry_field::into);
    if (into != new_line && !records::typed_id<BudgetLineId>(into))
        check.refuse(carry_field::into, "form.not_chosen"_msg);
    auto const typed_day = one_line(fields.value(carry_field::carried_on));
    auto const day = parse_typed_date(typed_day);
    if (!day)
        check.refuse(carry_field::carried_on, "funding.problem.whole_day"_msg, {{"value", typed_day}});
    else if (*day > today)
        check.refuse(carry_field::carried_on, "budget.problem.future"_msg);
    else if (static_cast<int>(day->year()) < from.year)
        check.refuse(carry_field::carried_on, "budget.carry.problem.before"_msg);
    if (one_line(fields.value(carry_field::reason)).empty())
        check.refuse(carry_field::reason, "budget.carry.problem.reason"_msg);
    check.check_length(carry_field::reason, longest_carry_reason);
    return check.take();
}

Result<bool> carry_over(Work& work, BudgetLineVersion const& seen, Fields const& typed)
{
    auto const stored = load_budget_line(work.db(), work.tenant(), seen.id);
    if (!stored
        || !find_measure_with_money(work.db(), work.tenant(), work.actor(), stored->measure, edit_money))
        return no_such_line();
    auto carried = carried_from(typed, *stored);
    if (auto const before = find_carried(work, seen.id); before && seen.version + 1 == stored->version
        && before->amount == carried.amount && before->carried_on == carried.carried_on
        && before->reason == carried.reason)
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_budget_lines, seen.id.value, seen.version, edit_money, "budget.problem.unknown"_msg));
    auto const from = load_budget_line(work.db(), work.tenant(), seen.id).value();
    if (auto problems = problems_of_carry_over(typed, from, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const into = records::typed_id<BudgetLineId>(typed.value(carry_field::into));
    carried.to
        = TRY(into ? carry_into_line(work, from, carried, *into) : carry_into_new_line(work, from, carried));
    keep_carried(work, editing, from, "carried");
    work.audit("funding.carry_over.noted", budget_line_subject.word(), from.id, {}, facts_of(carried));
    return true;
}

Result<bool> take_back_carry_over(Work& work, BudgetLineVersion const& seen)
{
    auto const stored = load_budget_line(work.db(), work.tenant(), seen.id);
    if (!stored
        || !find_measure_with_money(work.db(), work.tenant(), work.actor(), stored->measure, edit_money))
        return no_such_line();
    if (!find_carried(work, seen.id))
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_budget_lines, seen.id.value, seen.version, edit_money, "budget.problem.unknown"_msg));
    auto const carried = find_carried(work, seen.id);
    if (!carried)
        return false;
    auto const to_editing = records::Editing::begin_unasked(work, edited_budget_lines, carried->to.value);
    auto const from = load_budget_line(work.db(), work.tenant(), seen.id).value();
    auto const to = load_budget_line(work.db(), work.tenant(), carried->to).value();
    Carried const without{.in = to.carried.in - carried->amount, .out = to.carried.out};
    if (!to_editing || !bears(to.amounts, without))
        return Problem::invalid({}, "budget.carry.problem.carried_on"_msg);
    auto const secured = with_carried(to.amounts, without).secured;
    if (secured && to.amounts.spent && *to.amounts.spent > *secured)
        return Problem::invalid(
            {}, "budget.carry.problem.spent"_msg,
            {{"spent", spelled(to.amounts.spent)}, {"secured", spelled(secured)}});
    erase_carry_over(work.db(), work.tenant(), seen.id);
    keep_carried(work, *to_editing, to, "carry_taken_back");
    keep_carried(work, editing, from, "carry_taken_back");
    work.audit("funding.carry_over.taken_back", budget_line_subject.word(), from.id, facts_of(*carried));
    return true;
}

} // namespace kommin::funding
