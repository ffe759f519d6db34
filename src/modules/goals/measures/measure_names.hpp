#pragma once
// What measures name, in words: fields of action, units, places. Of one moment.

#include "modules/goals/measures/measure.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

struct MeasureNames {
    std::vector<meetings::NamedPanel> panels; // of the district
    tenants::TenantWithBodies district;
    Date today;

    [[nodiscard]] std::string panel(meetings::PanelId id) const; // "" for one that is not there
    // As it is called today, else as it was called last; short where a list has little room.
    [[nodiscard]] std::string unit(tenants::UnitId id, bool is_short = false) const;
    [[nodiscard]] std::string place(tenants::BodyId id) const;
    // "Kreis Unna", "Bergkamen".
    [[nodiscard]] std::string owner(std::optional<tenants::BodyId> body) const;
    // The unit, or the office in words; "" where nobody is named.
    [[nodiscard]] std::string in_charge(Measure const& measure, bool is_short = false) const;
};
MeasureNames load_measure_names(db::Connection& db, TenantId tenant, Date today);

} // namespace kommin::goals
