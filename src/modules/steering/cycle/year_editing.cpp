#include "modules/steering/cycle/year_editing.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;
using records::typed_id;

namespace {

constexpr std::size_t longest_line = 200; // code points
constexpr std::size_t longest_text = 5000;

class YearCheck : private web::FieldCheck {
public:
    YearCheck(Fields const& fields, YearRules const& rules, SteeringYear const* edited)
        : FieldCheck(fields)
        , rules_(rules)
        , edited_(edited)
    { }
    std::vector<Problem> run(std::optional<std::optional<tenants::BodyId>> const& owner)
    {
        if (!owner)
            refuse(year_field::body, "year.problem.owner"_msg);
        if (edited_ == nullptr)
            check_year();
        check_panel(owner);
        check_length(year_field::remark, longest_text);
        check_length(year_field::source, longest_line);
        return take();
    }

private:
    void check_year()
    {
        auto const year = parse_number<int>(one_line(value(year_field::year)));
        if (!year || *year < first_year || *year > last_year)
            refuse(
                year_field::year, "year.problem.year"_msg,
                {{"first", std::to_string(first_year)}, {"last", std::to_string(last_year)}});
    }
    void check_panel(std::optional<std::optional<tenants::BodyId>> const& owner)
    {
        auto const typed = value(year_field::panel);
        if (typed.empty())
            return;
        auto const id = typed_id<meetings::PanelId>(typed);
        bool const is_as_before = edited_ != nullptr && id && id == edited_->panel;
        auto const found
            = id ? std::ranges::find(rules_.panels, *id, &meetings::NamedPanel::id) : rules_.panels.end();
        bool const fits = found != rules_.panels.end() && owner && can_steer(*owner, *found);
        if (!is_as_before && !fits)
            refuse(year_field::panel, "year.problem.panel"_msg);
    }

    YearRules const& rules_;
    SteeringYear const* edited_;
};

// Whose it is as the form says; nothing where the slug names nobody.
std::optional<std::optional<tenants::BodyId>> owner_in(
    Fields const& fields, std::vector<tenants::Body> const& bodies)
{
    auto const slug = fields.value(year_field::body);
    if (slug.empty())
        return std::optional<tenants::BodyId>{};
    auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (found == bodies.end() || found->kind == tenants::BodyKind::district)
        return std::nullopt;
    return std::optional(found->id);
}

SteeringYear year_from(Fields const& fields)
{
    SteeringYear wanted;
    wanted.panel = typed_id<meetings::PanelId>(fields.value(year_field::panel));
    wanted.remark = records::several_lines(fields.value(year_field::remark));
    wanted.source = one_line(fields.value(year_field::source));
    return wanted;
}

// The same day a year later; of the 29th of February the 28th.
std::optional<PartialDate> a_year_later(std::optional<PartialDate> const& day)
{
    if (!day)
        return std::nullopt;
    auto const year = day->year() + std::chrono::years{1};
    if (!day->month())
        return PartialDate(year);
    auto const month = year / *day->month();
    if (!day->day())
        return PartialDate(month);
    auto const date = month / *day->day();
    return PartialDate(date.ok() ? date : std::chrono::year_month_day(month / std::chrono::last));
}

// The owners and checklists of the year before, all of it open again.
void take_over(Work& work, SteeringYear const& year)
{
    auto const before = find_year(work.db(), work.tenant(), year.body, year.year - 1);
    if (!before)
        return;
    auto const takers = list_step_takers(work.db(), work.tenant(), year.owner());
    std::map<StepKind, WholeStep> earlier;
    for (auto& one : list_steps(work.db(), work.tenant(), before->id))
        earlier.emplace(one.step.kind, std::move(one));
    for (auto& whole : list_steps(work.db(), work.tenant(), year.id)) {
        auto const found = earlier.find(whole.step.kind);
        if (found == earlier.end())
            continue;
        auto const& from = found->second;
        bool const may_take = from.step.account
            && std::ranges::find(takers, *from.step.account, &StepTaker::account) != takers.end();
        if (may_take)
            whole.step.account = from.step.account;
        whole.step.owner = from.step.owner;
        whole.step.due = a_year_later(from.step.due);
        for (auto const& line : from.lines)
            whole.lines.push_back({.title = line.title, .done_on = {}});
        fill_new_step(work.db(), work.tenant(), whole);
    }
}

}

std::optional<SteeringYear> find_seen_year(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Permission permission)
{
    auto year = load_year(db, tenant, id);
    if (!year || !actor.may(permission, year->owner()))
        return std::nullopt;
    return year;
}

std::vector<StepTaker> list_step_takers(db::Connection& db, TenantId tenant, Scope owner)
{
    return identity::list_accounts_that_may(db, tenant, permission_rules(), see_years, owner);
}

std::vector<meetings::NamedDecision> list_decisions_of_year(
    db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year)
{
    if (!year.panel)
        return {};
    return meetings::list_named_decisions(db, tenant, actor, *year.panel, year.year, most_decisions);
}

Fields form_of(SteeringYear const& year)
{
    Fields fields;
    fields.set(year_field::panel, year.panel ? std::to_string(year.panel->value) : std::string{});
    fields.set(year_field::remark, year.remark);
    fields.set(year_field::source, year.source);
    return fields;
}

Fields spelled_year(Fields const& typed)
{
    return form_of(year_from(typed));
}

YearRules load_year_rules(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .panels = meetings::list_named_panels(db, tenant, today), .bodies = tenants::list_bodies(db, tenant)};
}

bool can_steer(std::optional<tenants::BodyId> owner, meetings::NamedPanel const& panel)
{
    return panel.body == owner && !panel.has_ended;
}

std::vector<Problem> problems_of_year(
    Fields const& fields, YearRules const& rules, SteeringYear const* edited)
{
    return YearCheck(fields, rules, edited)
        .run(edited != nullptr ? std::optional(edited->body) : owner_in(fields, rules.bodies));
}

Result<void> save_year(Work& work, YearVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_years, seen.id.value, seen.version, edit_years, "year.problem.unknown"_msg));
    auto const stored = load_year(work.db(), work.tenant(), seen.id).value();
    if (stored.is_closed)
        return Problem::invalid({}, "year.problem.closed"_msg);
    auto const rules = load_year_rules(work.db(), work.tenant(), work.today());
    if (auto problems = problems_of_year(typed, rules, &stored); !problems.empty())
        return std::move(problems.front());
    auto wanted = year_from(typed);
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    if (wanted.panel != stored.panel) {
        if (auto const linked = count_linked_decisions(work.db(), work.tenant(), seen.id); linked > 0)
            return Problem::invalid(
                std::string(year_field::panel), "year.problem.panel_linked"_msg,
                {{"count", std::to_string(linked)}});
    }
    wanted.id = seen.id;
    update_year(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<YearId> open_year(Work& work, Fields const& typed)
{
    if (!work.actor().may_somewhere(edit_years))
        return Problem::not_found("year.problem.unknown"_msg);
    auto const rules = load_year_rules(work.db(), work.tenant(), work.today());
    auto const owner = owner_in(typed, rules.bodies);
    auto wanted = year_from(typed);
    if (owner)
        wanted.body = *owner;
    if (!owner || !work.actor().may(edit_years, wanted.owner()))
        return Problem::invalid(std::string(year_field::body), "year.problem.owner"_msg);
    if (auto problems = problems_of_year(typed, rules, nullptr); !problems.empty())
        return std::move(problems.front());
    wanted.year = parse_number<int>(one_line(typed.value(year_field::year))).value();
    auto const fields = form_of(wanted);
    if (auto const there = find_year(work.db(), work.tenant(), wanted.body, wanted.year)) {
        if (there->version == 1 && form_of(*there) == fields)
            return there->id;
        return Problem::invalid(std::string(year_field::year), "year.problem.exists"_msg);
    }
    if (auto const before = find_year(work.db(), work.tenant(), wanted.body, wanted.year - 1)) {
        wanted.need_weight = before->need_weight;
        wanted.influence_weight = before->influence_weight;
        wanted.cost_weight = before->cost_weight;
        wanted.resolution_weight = before->resolution_weight;
    }
    wanted.id = insert_year(work.db(), work.tenant(), wanted, work.now());
    take_over(work, wanted);
    records::keep_created(work, edited_years, wanted.id.value, wanted.owner(), fields);
    auto const weights = load_weights_of_year(work.db(), work.tenant(), wanted.id);
    records::keep_created(work, edited_weights, weights.id.value, wanted.owner(), form_of(weights));
    for (auto const& whole : list_steps(work.db(), work.tenant(), wanted.id))
        records::keep_created(work, edited_steps, whole.step.id.value, wanted.owner(), form_of(whole));
    return wanted.id;
}

Result<void> erase_year(Work& work, YearVersion const& seen)
{
    TRY(records::Editing::begin(
        work, edited_years, seen.id.value, seen.version, edit_years, "year.problem.unknown"_msg));
    if (load_year(work.db(), work.tenant(), seen.id).value().is_closed)
        return Problem::invalid({}, "year.problem.closed"_msg);
    if (!is_untouched(work.db(), work.tenant(), seen.id))
        return Problem::conflict({}, "year.problem.not_empty"_msg);
    for (auto const& whole : list_steps(work.db(), work.tenant(), seen.id))
        records::erase_versions(work, {step_subject, whole.step.id.value});
    records::erase_versions(
        work, {weights_subject, load_weights_of_year(work.db(), work.tenant(), seen.id).id.value});
    records::erase_versions(work, {year_subject, seen.id.value});
    erase_year_rows(work.db(), work.tenant(), seen.id);
    work.audit("steering.year.erased", year_subject.word(), seen.id);
    return {};
}

} // namespace kommin::steering
