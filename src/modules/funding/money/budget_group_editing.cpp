#include "modules/funding/money/budget_group_editing.hpp"

#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_group_name = 120; // code points
constexpr std::size_t longest_group_reason = 500;

std::optional<int> group_year_in(std::string_view typed)
{
    auto const year = parse_number<int>(typed);
    return year && *year >= first_year_of_money && *year <= last_year_of_money ? year : std::nullopt;
}

BudgetGroup group_from(Fields const& typed)
{
    BudgetGroup one;
    one.year = group_year_in(one_line(typed.value(group_field::year))).value_or(0);
    one.name = one_line(typed.value(group_field::name));
    one.across_earmarks = typed.value(group_field::across) == across_value;
    one.reason = one_line(typed.value(group_field::reason));
    return one;
}

Problem no_group()
{
    return Problem::not_found("budget.group.problem.unknown"_msg);
}

// Whose group it is to be: the Kreis's, or that of the municipality with that slug.
Result<std::optional<tenants::BodyId>> owner_in(Work& work, std::string_view slug)
{
    std::optional<tenants::BodyId> owner;
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (body != bodies.end() && body->kind == tenants::BodyKind::municipality)
        owner = body->id;
    auto const scope = owner ? Scope::of_owner(owner->value) : Scope::whole_tenant();
    if ((!owner && !slug.empty()) || !work.actor().may(edit_money, scope))
        return Problem::invalid(std::string(group_field::body), "budget.group.problem.body"_msg);
    return owner;
}

}

std::optional<BudgetGroup> find_seen_budget_group(
    db::Connection& db, TenantId tenant, BudgetGroupId id, Actor const& actor, Permission permission)
{
    auto group = find_budget_group(db, tenant, id);
    return group && actor.may(permission, group->owner()) ? std::move(group) : std::nullopt;
}

Fields form_of(BudgetGroup const& group)
{
    Fields fields;
    fields.set(group_field::year, group.year == 0 ? std::string{} : std::to_string(group.year));
    fields.set(group_field::name, group.name);
    fields.set(group_field::across, std::string(group.across_earmarks ? across_value : std::string_view{}));
    fields.set(group_field::reason, group.reason);
    return fields;
}

Fields form_of_new_group(Date today)
{
    BudgetGroup group;
    group.year = static_cast<int>(today.year());
    return form_of(group);
}

Fields spelled_budget_group(Fields const& typed)
{
    return form_of(group_from(typed));
}

std::vector<Problem> problems_of_budget_group(Fields const& fields)
{
    web::FieldCheck check(fields);
    auto const year = one_line(fields.value(group_field::year));
    if (!group_year_in(year))
        check.refuse(group_field::year, "funding.problem.year"_msg, {{"value", year}});
    if (one_line(fields.value(group_field::name)).empty())
        check.refuse(group_field::name, "budget.group.problem.name"_msg);
    check.check_length(group_field::name, longest_group_name);
    auto const across = fields.value(group_field::across);
    if (!across.empty() && across != across_value)
        check.refuse(group_field::across, "form.not_chosen"_msg);
    if (across == across_value && one_line(fields.value(group_field::reason)).empty())
        check.refuse(group_field::reason, "budget.group.problem.reason"_msg);
    check.check_length(group_field::reason, longest_group_reason);
    return check.take();
}

Result<BudgetGroupId> add_budget_group(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_money))
        return no_group();
    auto wanted = group_from(typed);
    wanted.body = TRY(owner_in(work, typed.value(group_field::body)));
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(wanted.owner().owner()) + ' '
        + fields.to_json());
    if (auto const added = find_budget_group_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_budget_group(typed); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_budget_group(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_budget_groups, id.value, wanted.owner(), fields);
    return id;
}

Result<void> save_budget_group(Work& work, BudgetGroupVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_budget_groups, seen.id.value, seen.version, edit_money,
        "budget.group.problem.unknown"_msg));
    if (auto problems = problems_of_budget_group(typed); !problems.empty())
        return std::move(problems.front());
    auto const now = find_budget_group(work.db(), work.tenant(), seen.id).value();
    auto wanted = group_from(typed);
    wanted.id = seen.id;
    if (wanted.year != now.year && has_lines(work.db(), work.tenant(), seen.id))
        return Problem::invalid(std::string(group_field::year), "budget.group.problem.year"_msg);
    auto const before = form_of(now);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_budget_group(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<void> erase_budget_group(Work& work, BudgetGroupVersion const& seen)
{
    TRY(records::Editing::begin(
        work, edited_budget_groups, seen.id.value, seen.version, edit_money,
        "budget.group.problem.unknown"_msg));
    if (has_lines(work.db(), work.tenant(), seen.id))
        return Problem::invalid({}, "budget.group.problem.lines"_msg);
    auto const group = find_budget_group(work.db(), work.tenant(), seen.id).value();
    records::erase_versions(work, {budget_group_subject, seen.id.value});
    erase_budget_group_row(work.db(), work.tenant(), seen.id);
    work.audit(
        "funding.group.erased", budget_group_subject.word(), seen.id, {{"year", std::int64_t{group.year}}});
    return {};
}

} // namespace kommin::funding
