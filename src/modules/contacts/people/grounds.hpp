#pragma once
// Why somebody is kept (docs/adr/0060): a consent in force, and what other modules say: a seat, an
// invitation. Who has no ground is listed, and emptied half a year after the last one has ended.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/person.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"
#include "platform/work/round.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::contacts {

db::Query people_with_consents(TenantId tenant, Date today); // a Ground

inline constexpr std::chrono::days time_without_ground{180};
// The day on which somebody without a ground is emptied.
Instant emptied_at(Instant no_ground_since);

// How many people of these owners have no ground, and since when the first of them.
struct WithoutGround {
    std::int64_t count;
    std::optional<Instant> since;
};
WithoutGround count_without_ground(db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes);

// Notes who has a ground and who has none any more, and empties whoever has had none for long enough: a batch
// of platform/work/round.hpp.
Batch grounds_batch(OtherModules others);

} // namespace kommin::contacts
