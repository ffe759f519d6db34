#pragma once
// Change: what a use case tells that may be asked twice for the same thing.

#include <cstdint>

namespace kommin {

enum class Change : std::uint8_t { made, was_so_already };

} // namespace kommin
