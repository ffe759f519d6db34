#pragma once
// The table of the portal's routes; private to the module.

#include "modules/portal/module.hpp"
#include "modules/portal/site/search_tally.hpp"
#include "platform/web/module.hpp"

#include <memory>
#include <vector>

namespace kommin::portal {

// What they are wired with lives as long as they do.
std::vector<web::Route> routes(std::shared_ptr<SearchTally> const& tally, PortalOptions const& portal);

} // namespace kommin::portal
