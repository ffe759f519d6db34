#pragma once
// Grants of the demonstration, with calls for payment, vouchers, what was passed on, and proofs of use.

#include "modules/funding/grants/grant.hpp"
#include "platform/demo/demo.hpp"
#include "platform/json/json.hpp"

#include <map>
#include <string>
#include <string_view>

namespace kommin::funding {

// Of the list "grants" of that file; by their keys there. `applications`: by their keys likewise. Throws
// std::runtime_error with the first problem, also for a word that nobody reads.
std::map<std::string, GrantId> load_grants(
    demo::Demo& demo, json::Value const& file, std::string_view file_name,
    std::map<std::string, ApplicationId> const& applications);

} // namespace kommin::funding
