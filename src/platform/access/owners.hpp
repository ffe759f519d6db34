#pragma once
// Scopes as a condition of SQL: "owner IN (…)".

#include "platform/access/permission.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace kommin {

// The owners that these scopes cover, in their order; nothing: all of them, and no condition is needed.
inline std::optional<std::vector<std::int64_t>> owners_of(std::span<Scope const> scopes)
{
    if (std::ranges::any_of(scopes, &Scope::is_whole_tenant))
        return std::nullopt;
    std::vector<std::int64_t> owners;
    std::ranges::transform(scopes, std::back_inserter(owners), &Scope::owner);
    return owners;
}

} // namespace kommin
