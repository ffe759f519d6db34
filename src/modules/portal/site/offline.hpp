#pragma once
// What a device may keep of one municipality, to be read without a network.

#include "modules/portal/directory/snapshot.hpp"

#include <string>
#include <vector>

namespace kommin::portal {

// The pages for the people of a municipality as paths below a language: "", "orte/unna",
// "angebote?gemeinde=unna". Each exists in every language, as in the sitemap: what is not translated falls
// back. Searches, forms and filtered lists are not among them.
std::vector<std::string> offline_paths(Snapshot const& snapshot, tenants::Body const& body);

} // namespace kommin::portal
