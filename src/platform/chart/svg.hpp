#pragma once
// A drawing as SVG within a page. Its numbers stand in a table beside it, which the page writes.

#include "platform/chart/drawing.hpp"
#include "platform/html/writer.hpp"

#include <string_view>

namespace kommin::chart {

// In a region that scrolls where there is little room. `label`: of the region. `id`: begins the ids of title
// and description.
void write_svg(html::Writer& w, std::string_view label, std::string_view id, Drawing const& drawing);

} // namespace kommin::chart
