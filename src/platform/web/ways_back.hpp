#pragma once
// Ways back: whoever reloads or bookmarks an address that only takes forms ("…/angebote/7/veroeffentlichen",
// shown after a refused save) is led to the page above it.

#include "platform/web/module.hpp"

#include <span>
#include <vector>

namespace kommin::web {

// For every address of staff that has no page of its own: a GET that leads (303) to the nearest page above
// it. For whoever may use the form and see that page; to others the address is not there.
std::vector<Route> ways_back(std::span<Module const> modules);

} // namespace kommin::web
