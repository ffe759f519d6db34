#pragma once
// Where there is nothing, and where several do the same for the same people: reckoned, never stored.

#include "modules/goals/inventory/inventory.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

// An entry or a measure, as far as the reckoning looks at it.
struct Counted {
    meetings::PanelId panel;
    std::vector<tenants::BodyId> places; // empty: everywhere
    std::string audience;
    std::string title;
    std::string who; // has it; "" where nobody is named
    bool is_measure = false;
    std::int64_t id = 0; // of the entry or the measure
};

struct GapCell {
    std::int64_t entries = 0;
    std::int64_t measures = 0;
    [[nodiscard]] bool is_gap() const { return entries + measures == 0; }
};
// Two or more for the same audience, in a field, in places that they share.
struct Overlap {
    meetings::PanelId panel;
    std::string audience; // as the first of them writes it
    std::vector<tenants::BodyId> places; // in which they meet, as they stand in the columns
    std::vector<Counted> all;
};
struct Gaps {
    std::vector<meetings::PanelId> fields; // rows
    std::vector<tenants::BodyId> places; // columns
    std::map<std::pair<meetings::PanelId, tenants::BodyId>, GapCell> cells; // of every row and column
    std::vector<Overlap> overlaps; // by field, as they were counted
};
Gaps reckon_gaps(
    std::vector<meetings::PanelId> fields, std::vector<tenants::BodyId> places,
    std::vector<Counted> const& counted);

} // namespace kommin::goals
