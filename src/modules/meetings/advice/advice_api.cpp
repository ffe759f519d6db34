#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/advice/advice_store.hpp"
#include "modules/meetings/advice/api.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

NamedAdvice named_advice(Advice const& advice, std::vector<tenants::Body> const& bodies)
{
    auto title = party_of(advice, bodies);
    if (!advice.topic.empty())
        title += (title.empty() ? "" : ": ") + advice.topic;
    return {.id = advice.id, .day = advice.day, .title = std::move(title)};
}

}

std::vector<NamedAdvice> list_advice_on_adoption(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    std::vector<NamedAdvice> named;
    if (!may_see_advice(actor))
        return named;
    auto const bodies = tenants::list_bodies(db, tenant);
    AdviceQuery query;
    query.topic = AdviceTopic::adoption;
    for (auto const& advice : list_advice(db, tenant, query, limit))
        named.push_back(named_advice(advice, bodies));
    return named;
}

std::optional<NamedAdvice> find_named_advice(
    db::Connection& db, TenantId tenant, Actor const& actor, AdviceId id)
{
    auto const advice = may_see_advice(actor) ? load_advice(db, tenant, id) : std::nullopt;
    return advice ? std::optional(named_advice(*advice, tenants::list_bodies(db, tenant))) : std::nullopt;
}

html::Url advice_desk_url(AdviceId id)
{
    return advice_url(id);
}

} // namespace kommin::meetings
