#include "modules/goals/measures/measure_named.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_pieces.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

namespace {

constexpr int most_origins = 200;

}

std::string MeasureNames::panel(meetings::PanelId id) const
{
    auto const found = std::ranges::find(panels, id, &meetings::NamedPanel::id);
    return found == panels.end() ? std::string{} : found->name;
}

std::string MeasureNames::unit(tenants::UnitId id, bool is_short) const
{
    auto const found = std::ranges::find(district.units, id, &tenants::OrganisationalUnit::id);
    if (found == district.units.end())
        return {};
    auto const* name = found->name_on(today);
    if (name == nullptr && !found->names.empty())
        name = &found->names.back();
    if (name == nullptr)
        return {};
    return is_short && !name->short_name.empty() ? name->short_name : name->name;
}

std::string MeasureNames::place(tenants::BodyId id) const
{
    auto const* body = district.find_body(id);
    return body == nullptr ? std::string{} : body->name;
}

std::string MeasureNames::owner(std::optional<tenants::BodyId> body) const
{
    return body ? place(*body) : district.tenant.name;
}

std::string MeasureNames::in_charge(Measure const& measure, bool is_short) const
{
    return measure.unit ? unit(*measure.unit, is_short) : measure.office;
}

MeasureNames load_measure_names(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .panels = meetings::list_named_panels(db, tenant, today),
        .district = tenants::load_tenant_with_bodies(db, tenant),
        .today = today};
}

bool MeasureChoices::has_owner(std::optional<tenants::BodyId> owner) const
{
    return std::ranges::find(owners, owner) != owners.end();
}

bool MeasureChoices::offers(Goal const& goal) const
{
    return !goal.has_ended(names.today) && (!goal.body || has_owner(goal.body));
}

MeasureChoices load_measure_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, Measure const* measure, Date today)
{
    MeasureChoices choices{
        .names = load_measure_names(db, tenant, today),
        .owners = {},
        .goals = list_known_goals(db, tenant, actor),
        .origins = meetings::list_adopted_recommendations(db, tenant, actor, most_origins),
        .accounts = web::list_authors(db, tenant)};
    if (measure != nullptr) {
        choices.owners = {measure->body};
    } else {
        if (actor.may(edit_measures, Scope::whole_tenant()))
            choices.owners.emplace_back();
        for (auto const& body : choices.names.district.bodies) {
            if (body.kind == tenants::BodyKind::municipality
                && actor.may(edit_measures, Scope::of_owner(body.id.value)))
                choices.owners.emplace_back(body.id);
        }
    }
    // Somebody who sees all that may become the owner.
    auto const seen_by = choices.owners.size() == 1 && choices.owners.front()
        ? Scope::of_owner(choices.owners.front()->value)
        : Scope::whole_tenant();
    for (auto const& one : list_task_takers(db, tenant, seen_by))
        choices.people.push_back({code_of_account(one.account), one.name});
    return choices;
}

} // namespace kommin::goals
