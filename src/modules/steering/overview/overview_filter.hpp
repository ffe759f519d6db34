#pragma once
// What somebody asks of the pages that steer, as it stands in their address, and which days follow from it.

#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/http/form.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

// With which day a light is compared: the last one of the quarter, or of the year, before.
enum class Since : std::uint8_t { quarter, year };

struct OverviewFilter {
    std::optional<int> year = {}; // jahr; nothing: what is at work now
    std::optional<tenants::UnitId> unit = {}; // stelle: it or one below it is in charge
    std::string municipality = {}; // gemeinde: its slug; that of the Kreis: only the Kreis's own
    Since since = Since::quarter; // seit
    bool is_for_paper = false; // ansicht: what fits on one sheet

    static OverviewFilter read(http::Form const& query);
    // Name and value of every field that is in force.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const { return unit || !municipality.empty(); }
};

// The last day of the year that was chosen, or today where that is earlier or no year was chosen.
Date judged_on(OverviewFilter const& filter, Date today);
Date compared_with(Since since, Date day);

} // namespace kommin::steering
