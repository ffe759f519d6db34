#pragma once
// SQL of what the life line of a measure tells of its parts. Works inside the caller's transaction.

#include "modules/goals/measures/measure.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/db/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

enum class LifePiece : std::uint8_t { milestone, task, risk };
inline constexpr std::array<std::string_view, 3> life_piece_names{"milestone", "task", "risk"};
inline std::string_view to_text(LifePiece piece)
{
    return kommin::name_of(life_piece_names, piece);
}
inline bool from_text(std::string_view text, LifePiece& piece)
{
    return read_name(life_piece_names, text, piece);
}

struct ToldPiece {
    LifePiece piece = LifePiece::milestone;
    std::string title;
    std::optional<PartialDate> due;
    std::optional<Date> done_on; // of a risk: when somebody looked at it last
};
// Milestones and tasks of a measure, and those of its risks that have occurred; of each as entered.
std::vector<ToldPiece> list_told_pieces(db::Connection& db, TenantId tenant, MeasureId id);

} // namespace kommin::goals
