#include "modules/steering/overview/open_decisions.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/overview/overview.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::steering {

namespace {

constexpr int most_years_read = 300; // more than anybody has
constexpr int most_decisions_read = 500;

// Whose years are asked for; `is_of_all`: whoever's this person sees.
struct WhoseYears {
    bool is_of_all = false;
    std::optional<tenants::BodyId> body = {}; // nothing: the Kreis

    [[nodiscard]] bool has(std::optional<tenants::BodyId> const& owner) const
    {
        return is_of_all || owner == body;
    }
};
// Nothing where there is no municipality of that name.
std::optional<WhoseYears> whose_years(
    std::vector<tenants::Body> const& bodies, std::string const& municipality)
{
    if (municipality.empty())
        return WhoseYears{.is_of_all = true};
    auto const body = std::ranges::find(bodies, municipality, &tenants::Body::slug);
    if (body == bodies.end())
        return std::nullopt;
    if (body->kind == tenants::BodyKind::district)
        return WhoseYears{};
    return WhoseYears{.body = body->id};
}

template<class Found>
bool cut_to(std::vector<Found>& found, std::ptrdiff_t most)
{
    bool const is_cut = std::ssize(found) > most;
    if (is_cut)
        found.erase(found.begin() + most, found.end());
    return is_cut;
}

}

OpenDecisions load_open_decisions(
    web::Call const& call, db::Connection& db, OverviewFilter const& filter,
    std::vector<tenants::Body> const& bodies, Date today)
{
    OpenDecisions found;
    auto const whose = whose_years(bodies, filter.municipality);
    auto const actor = call.actor();
    if (filter.unit || !whose || !actor.may_somewhere(see_years))
        return found;
    auto const tenant = call.site.tenant;
    auto const owners = actor.where(see_years);
    auto years = list_years(db, tenant, owners, most_years_read);
    std::erase_if(years, [&](SteeringYear const& year) { return year.is_closed || !whose->has(year.body); });
    std::set<meetings::PanelId> panels;
    for (auto const& year : years) {
        if (year.panel)
            panels.insert(*year.panel);
    }
    found.planned = meetings::list_planned_decisions(
        db, tenant, actor, {panels.begin(), panels.end()}, today, most_decisions_read + 1);
    found.overdue = list_overdue_steps(db, tenant, owners, WhoseSteps::any, today, most_decisions_read + 1);
    found.is_cut = cut_to(found.planned, most_decisions_read);
    found.is_cut = cut_to(found.overdue, most_decisions_read) || found.is_cut;
    std::erase_if(found.overdue, [&](OpenStep const& step) { return !whose->has(step.body); });
    std::ranges::copy_if(years, std::back_inserter(found.over), [&](SteeringYear const& year) {
        return year.last_day() < today;
    });
    std::ranges::stable_sort(found.over, {}, &SteeringYear::year);
    if (!found.overdue.empty() || !found.over.empty())
        found.names = load_year_names(db, tenant, today);
    return found;
}

std::vector<WithoutMoney> without_money(
    std::vector<goals::SteeredMeasure> const& measures, MoneyOfMeasures const& money)
{
    std::vector<WithoutMoney> found;
    for (auto const& one : money.in_vain) {
        auto const measure = std::ranges::find(
            measures, one.measure, [](goals::SteeredMeasure const& each) { return each.measure.id; });
        if (measure != measures.end() && is_under_way(measure->measure))
            found.push_back({&measure->measure, &one});
    }
    return found;
}

} // namespace kommin::steering
