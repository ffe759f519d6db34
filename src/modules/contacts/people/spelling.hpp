#pragma once
// What of people is stored in the spelling of the rules of today, so that the database finds and sorts them:
// spelled anew by the night once the rules have changed.

#include "platform/base/result.hpp"
#include "platform/work/round.hpp"

#include <cstdint>
#include <optional>

namespace kommin::contacts {

// Names in the order of lists, their likenesses, where somebody works: a batch of platform/work/round.hpp. No
// version rises, nobody has changed anything.
Result<std::optional<std::int64_t>> spell_some_people(WorkContext const& context, std::int64_t after);

} // namespace kommin::contacts
