#include "modules/steering/cycle/api.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/cycle/year_pages.hpp"

#include <algorithm>
#include <utility>

namespace kommin::steering {

namespace {

constexpr int years_looked_at = 300; // more than anybody has

}

std::vector<StepChecklist> list_step_checklists(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, OfYears of)
{
    auto const scope = owner ? Scope::of_owner(owner->value) : Scope::whole_tenant();
    auto const years = list_years(db, tenant, {scope}, years_looked_at); // the latest first
    auto const found = std::ranges::find_if(years, [&](SteeringYear const& year) {
        return year.body == owner && (of == OfYears::any || !year.is_closed);
    });
    std::vector<StepChecklist> lists;
    if (found == years.end())
        return lists;
    for (auto const& whole : list_steps(db, tenant, found->id)) {
        StepChecklist one{.step = whole.step.id, .kind = whole.step.kind, .lines = {}};
        for (auto const& line : whole.lines)
            one.lines.push_back(line.title);
        lists.push_back(std::move(one));
    }
    return lists;
}

Result<void> add_step_lines(Work& work, StepId step, std::vector<std::string> const& lines)
{
    auto const stored = load_step(work.db(), work.tenant(), step);
    if (!stored)
        return Problem::not_found("step.problem.unknown"_msg);
    TRY(adopt_proposed_lines(work, {step, stored->version}, lines));
    return {};
}

html::Url years_desk_url()
{
    return years_url();
}

} // namespace kommin::steering
