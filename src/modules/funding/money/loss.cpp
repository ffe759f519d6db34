#include "modules/funding/money/loss.hpp"

#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace kommin::funding {

namespace {

std::vector<ApplicationId> ids_of_open(std::vector<Application> const& applications)
{
    std::vector<ApplicationId> ids;
    for (auto const& one : applications)
        ids.push_back(one.id);
    return ids;
}

}

Loss load_loss(db::Connection& db, TenantId tenant, Actor const& actor, HangsOn const& on, Date today)
{
    Loss loss;
    auto const owners = owners_of(actor.where(see_money));
    std::set<goals::MeasureId> depending, concerned;
    auto const dependent = list_dependent(db, tenant, owners, on, most_lost_measures + 1);
    auto const hanging
        = list_budget_lines(db, tenant, {.owners = owners, .hangs_on = on}, most_lost_lines + 1);
    for (auto const& one : dependent)
        depending.insert(one.measure);
    concerned = depending;
    for (auto const& line : hanging)
        concerned.insert(line.measure);
    std::vector<goals::MeasureId> ids(concerned.begin(), concerned.end());
    loss.is_cut = std::ssize(ids) > most_lost_measures || std::ssize(hanging) > most_lost_lines;
    if (std::ssize(ids) > most_lost_measures)
        ids.resize(static_cast<std::size_t>(most_lost_measures));

    std::map<goals::MeasureId, LostMeasure> lost;
    for (auto& measure : goals::list_named_measures(db, tenant, actor, ids)) {
        auto const id = measure.id;
        lost.emplace(
            id,
            LostMeasure{
                .measure = std::move(measure), .depends = depending.contains(id), .hanging = {}, .all = {}});
    }
    auto const lines
        = list_budget_lines(db, tenant, {.owners = owners, .measures = ids}, most_lost_lines + 1);
    loss.is_cut = loss.is_cut || std::ssize(lines) > most_lost_lines;
    for (auto const& line : lines) {
        auto const found = lost.find(line.measure);
        if (found == lost.end())
            continue;
        auto& one = found->second;
        bool const hangs = line.hangs_on == on;
        one.all.add(line, today);
        if (hangs)
            one.hanging.add(line, today);
        if (hangs || one.depends)
            loss.totals.add(line, today);
    }
    for (auto& [id, one] : lost)
        loss.measures.push_back(std::move(one));
    std::ranges::stable_sort(
        loss.measures, {}, [](LostMeasure const& one) -> std::string const& { return one.measure.title; });
    return loss;
}

std::vector<OpenRisk> list_open_risks(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, int limit)
{
    auto const owners = owners_of(actor.where(see_money));
    auto applications = list_applications(db, tenant, {.owners = owners, .only_open = true}, limit);
    auto const ids = ids_of_open(applications);
    std::map<ApplicationId, std::set<goals::MeasureId>> measures;
    for (auto const& dependency : list_dependent_on_any(db, tenant, owners, ids))
        measures[dependency.on.application.value()].insert(dependency.measure);
    std::map<ApplicationId, Totals> hanging;
    for (auto const& line : list_lines_on_any(db, tenant, owners, ids)) {
        measures[line.hangs_on.application.value()].insert(line.measure);
        hanging[line.hangs_on.application.value()].add(line, today);
    }
    std::vector<OpenRisk> open;
    for (auto& one : applications) {
        auto const id = one.id;
        open.push_back(
            {.application = std::move(one), .measures = std::ssize(measures[id]), .hanging = hanging[id]});
    }
    return open;
}

} // namespace kommin::funding
