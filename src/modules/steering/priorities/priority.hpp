#pragma once
// Priorities: what a goal or a measure weighs in a year, by four criteria, and where the group puts it
// instead (docs/adr/0092).

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kommin::steering {

inline constexpr content::SubjectKind priority_subject{"priority"};

using PriorityId = StrongId<struct PriorityTag>;

// Of each 5 speaks for it: a great need, much influence, little cost, a resolution that asks for it.
enum class Criterion : std::uint8_t { need, influence, cost, resolution };
inline constexpr std::array<std::string_view, 4> criterion_names{"need", "influence", "cost", "resolution"};
inline constexpr std::array all_criteria{
    Criterion::need, Criterion::influence, Criterion::cost, Criterion::resolution};
inline std::string_view to_text(Criterion criterion)
{
    return kommin::name_of(criterion_names, criterion);
}
inline bool from_text(std::string_view text, Criterion& criterion)
{
    return read_name(criterion_names, text, criterion);
}
MessageKey label_of(Criterion criterion);

inline constexpr int worst_mark = 1;
inline constexpr int best_mark = 5;
// Weights are in the order of all_criteria; they are printed wherever a score is.
constexpr int weight_of(Weights const& weights, Criterion criterion)
{
    return weights.at(static_cast<std::size_t>(criterion));
}
constexpr int highest_score(Weights const& weights)
{
    return best_mark * (weights[0] + weights[1] + weights[2] + weights[3]);
}

// One mark for each criterion, in the order of all_criteria; nothing where nobody has answered.
using Marks = std::array<std::optional<int>, 4>;
// The weighted sum; nothing unless all are answered. Throws std::invalid_argument for a mark that is none.
std::optional<int> score_of(Marks const& marks, Weights const& weights);

struct Priority {
    PriorityId id;
    YearId year;
    std::optional<goals::GoalId> goal; // one of both
    std::optional<goals::MeasureId> measure;
    Marks marks = {};
    std::string reason; // of the marks
    std::optional<int> rank_by_group; // where the group puts it instead of the reckoned rank, from 1
    std::string rank_reason; // never empty with that
    std::optional<std::string> rank_set_by; // Actor::code() of whoever said so
    std::optional<Instant> rank_set_at;
    std::string source; // of marks that somebody took over: "Bewertung 2009, Selbstsicht"
    std::int64_t version = 1;
    Instant changed_at = {};
};

// Where it stands among those of its kind (goals or measures) of its year.
struct Rank {
    std::optional<int> score;
    std::optional<int> reckoned; // from 1, equals share one; nothing without a score
    std::optional<int> shown; // that of the group, else the reckoned one
};
std::map<PriorityId, Rank> ranks_of(std::span<Priority const> priorities, Weights const& weights);

} // namespace kommin::steering
