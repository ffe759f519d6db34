#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/measure_shown.hpp"

#include <utility>

namespace kommin::goals {

NamedMeasure named(Measure measure)
{
    auto title = full_title_of(measure);
    return {
        .id = measure.id,
        .body = measure.body,
        .panel = measure.panel,
        .title = std::move(title),
        .state = measure.state,
        .starts = measure.starts,
        .ends = measure.ends,
        .grant = std::move(measure.grant)};
}

namespace {

std::vector<NamedMeasure> all_named(std::vector<Measure> measures)
{
    std::vector<NamedMeasure> list;
    list.reserve(measures.size());
    for (auto& one : measures)
        list.push_back(named(std::move(one)));
    return list;
}

}

std::optional<NamedMeasure> find_named_measure(
    db::Connection& db, TenantId tenant, Actor const& actor, MeasureId id)
{
    auto measure = find_seen_measure(db, tenant, id, actor, see_goals);
    return measure ? std::optional(named(std::move(*measure))) : std::nullopt;
}

std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    return all_named(list_measures(db, tenant, {.owners = actor.rights().where(see_goals)}, limit));
}

std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeasureId> const& ids)
{
    return all_named(list_measures_of(db, tenant, actor.rights().where(see_goals), ids));
}

html::Url measure_desk_url(MeasureId id)
{
    return measure_url(id);
}

} // namespace kommin::goals
