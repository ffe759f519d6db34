#pragma once
// What each criterion of the priorities weighs in a year: the group says so until priorities are decided
// (docs/adr/0092).

#include "modules/steering/cycle/steering_year.hpp"
#include "platform/web/form_fields.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace kommin::steering {

inline constexpr content::SubjectKind weights_subject{"priority_weights"};

using WeightsId = StrongId<struct PriorityWeightsTag>;

// From 0 to most_weight each, at least one above 0.
struct YearWeights {
    WeightsId id;
    YearId year;
    int need = usual_weights[0];
    int influence = usual_weights[1];
    int cost = usual_weights[2];
    int resolution = usual_weights[3];
    std::int64_t version = 1;
    Instant changed_at = {};
};

namespace weights_field {
inline constexpr std::string_view need = "need";
inline constexpr std::string_view influence = "influence";
inline constexpr std::string_view cost = "cost";
inline constexpr std::string_view resolution = "resolution";
} // namespace weights_field
inline constexpr std::array all_weights_fields{
    web::FormField{weights_field::need, "priority.criterion.need"_msg},
    web::FormField{weights_field::influence, "priority.criterion.influence"_msg},
    web::FormField{weights_field::cost, "priority.criterion.cost"_msg},
    web::FormField{weights_field::resolution, "priority.criterion.resolution"_msg}};

} // namespace kommin::steering
