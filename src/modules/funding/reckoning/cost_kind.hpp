#pragma once
// Kinds of cost, as applications, notices and proofs of use list them.

#include "platform/base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace kommin::funding {

// staff: wages. fees: of people who are not employed. overhead: a lump sum for administration.
enum class CostKind : std::uint8_t { staff, fees, material, rooms, travel, publicity, overhead, other };
inline constexpr std::array<std::string_view, 8> cost_kind_names{"staff",  "fees",      "material", "rooms",
                                                                 "travel", "publicity", "overhead", "other"};
inline constexpr std::array all_cost_kinds{CostKind::staff,    CostKind::fees,   CostKind::material,
                                           CostKind::rooms,    CostKind::travel, CostKind::publicity,
                                           CostKind::overhead, CostKind::other};
inline std::string_view to_text(CostKind kind)
{
    return kommin::name_of(cost_kind_names, kind);
}
inline bool from_text(std::string_view text, CostKind& kind)
{
    return read_name(cost_kind_names, text, kind);
}

} // namespace kommin::funding
