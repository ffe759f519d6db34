#pragma once
// StrongId: 64-bit ids that cannot be mixed up: OfferId and TenantId are different types.

#include <compare>
#include <cstdint>
#include <functional>

namespace kommin {

template<class Tag>
struct StrongId {
    std::int64_t value = 0; // 0: not stored yet

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
    [[nodiscard]] constexpr bool is_stored() const noexcept { return value != 0; }
};

// The district installation a record belongs to; every table has it and every query filters by it.
using TenantId = StrongId<struct TenantTag>;

} // namespace kommin

template<class Tag>
struct std::hash<kommin::StrongId<Tag>> {
    std::size_t operator()(kommin::StrongId<Tag> id) const noexcept
    {
        return std::hash<std::int64_t>{}(id.value);
    }
};
