#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/advice/advice_store.hpp"
#include "modules/meetings/advice/api.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

NamedAdvice named_advice(Advice const& advice, std::vector<tenants::Body> const& bodies)
{
    auto title = party_of(advice, bodies);
    if (!advice.topic.empty())
        title += (title.empty() ? "" : ": ") + advice.topic;
    return {.id = advice.id, .day = advice.day, .body = advice.municipality, .title = std::move(title)};
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

std::vector<NamedAdvice> list_named_advice(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<AdviceId> const& ids)
{
    std::vector<NamedAdvice> named;
    if (ids.empty() || !may_see_advice(actor))
        return named;
    auto const bodies = tenants::list_bodies(db, tenant);
    for (auto const& advice : list_advice_of(db, tenant, ids))
        named.push_back(named_advice(advice, bodies));
    return named;
}

html::Url advice_desk_url(AdviceId id)
{
    return advice_url(id);
}

void note_advice_read(web::Call const& call, std::int64_t shown)
{
    web::note_reading(call, "meetings.advice.read", "tenant", call.site.tenant, {{"shown", shown}});
}

} // namespace kommin::meetings
