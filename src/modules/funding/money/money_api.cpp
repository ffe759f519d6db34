#include "modules/funding/money/api.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/loss.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kommin::funding {

std::optional<std::vector<MoneyAtRisk>> list_money_at_risk(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year)
{
    if (!actor.rights().allows_somewhere(see_money))
        return std::nullopt;
    auto const owners = owners_of(actor.rights().where(see_money));
    auto const open = list_applications(db, tenant, {.owners = owners, .only_open = true}, most_open_risks);
    std::vector<ApplicationId> ids;
    for (auto const& one : open)
        ids.push_back(one.id);
    std::set<goals::MeasureId> const asked(measures.begin(), measures.end());
    std::map<ApplicationId, Sum> hanging; // an empty sum: measures depend on it, and no line hangs on it
    for (auto const& one : list_dependent_on_any(db, tenant, owners, ids)) {
        if (asked.contains(one.measure))
            hanging.try_emplace(one.on.application.value());
    }
    for (auto const& line : list_lines_on_any(db, tenant, owners, ids)) {
        if (asked.contains(line.measure) && (!year || line.year == *year))
            hanging[line.hangs_on.application.value()].add(line.amounts.planned);
    }
    std::vector<MoneyAtRisk> risks;
    for (auto const& one : open) {
        auto const found = hanging.find(one.id);
        if (found != hanging.end())
            risks.push_back(
                {.title = one.title,
                 .url = loss_url({.application = one.id, .grant = {}}),
                 .planned = found->second.amount()});
    }
    std::ranges::stable_sort(risks, [](MoneyAtRisk const& left, MoneyAtRisk const& right) {
        return left.planned > right.planned;
    });
    return risks;
}

std::vector<YearMoney> list_money_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit)
{
    auto const lines
        = list_budget_lines(db, tenant, {.owner = owner ? owner->value : 0, .year = year}, limit);
    std::set<ApplicationId> asked;
    for (auto const& line : lines) {
        if (line.hangs_on.application)
            asked.insert(*line.hangs_on.application);
    }
    std::set<ApplicationId> open;
    for (auto const& one : list_applications_of(db, tenant, std::nullopt, {asked.begin(), asked.end()})) {
        if (is_open(one.state))
            open.insert(one.id);
    }
    std::vector<YearMoney> money;
    for (auto const& line : lines) {
        bool const is_at_risk = line.hangs_on.application && open.contains(*line.hangs_on.application);
        money.push_back(
            {.measure = line.measure,
             .source = line.source,
             .amounts = line.amounts,
             .is_at_risk = is_at_risk,
             .as_of = line.as_of});
    }
    return money;
}

bool may_see_money(Actor const& actor, Scope owner)
{
    return actor.may(see_money, owner);
}

} // namespace kommin::funding
