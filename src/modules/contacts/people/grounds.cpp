#include "modules/contacts/people/grounds.hpp"

#include "modules/contacts/people/person_ending_store.hpp"
#include "modules/contacts/people/person_erasing.hpp"
#include "platform/work/use_case.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

constexpr int at_once = 200;

bool is_over(GroundRow const& row, Instant now)
{
    return !row.has_ground && row.no_ground_since && emptied_at(*row.no_ground_since) <= now;
}

std::vector<db::Query> grounds_on(TenantId tenant, Date today, OtherModules const& others)
{
    std::vector<db::Query> grounds{people_with_consents(tenant, today)};
    for (auto const& other : others)
        grounds.push_back(other.ground(tenant, today));
    return grounds;
}

// Looks at the grounds anew: somebody may have got one since the batch was read.
void settle(Work& work, OtherModules const& others, PersonId id)
{
    auto const rows = list_grounds(
        work.db(), work.tenant(), grounds_on(work.tenant(), work.today(), others), PersonId{id.value - 1}, 1);
    if (rows.empty() || rows.front().id != id)
        return;
    auto const& row = rows.front();
    if (is_over(row, work.now()))
        empty_person(work, id, others);
    else if (row.has_ground && row.no_ground_since)
        update_ground(work.db(), work.tenant(), id, std::nullopt);
    else if (!row.has_ground && !row.no_ground_since)
        update_ground(work.db(), work.tenant(), id, work.now());
}

}

Instant emptied_at(Instant no_ground_since)
{
    return no_ground_since + time_without_ground;
}

Batch grounds_batch(OtherModules others)
{
    return [others = std::move(others)](
               WorkContext const& context, std::int64_t after) -> Result<std::optional<std::int64_t>> {
        auto const grounds
            = grounds_on(context.tenant, context.zone.to_local(context.clock.now()).date, others);
        auto const rows = read_only(context, [&](db::Connection& db) {
            return list_grounds(db, context.tenant, grounds, PersonId{after}, at_once);
        });
        std::vector<PersonId> changing;
        for (auto const& row : rows) {
            if (row.has_ground == row.no_ground_since.has_value() || is_over(row, context.clock.now()))
                changing.push_back(row.id);
        }
        if (!changing.empty())
            TRY(run_use_case(context, [&](Work& work) -> Result<void> {
                for (auto const id : changing)
                    settle(work, others, id);
                return {};
            }));
        return std::ssize(rows) == at_once ? std::optional(rows.back().id.value) : std::nullopt;
    };
}

} // namespace kommin::contacts
