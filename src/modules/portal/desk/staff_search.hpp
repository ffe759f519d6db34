#pragma once
// What the portal gives to the search over everything in the administration: a searcher for each kind of its
// records, made of the list of that kind with its rights.

#include "platform/search/concepts.hpp"
#include "platform/web/staff.hpp"

#include <memory>
#include <vector>

namespace kommin::portal {

// `base`: the vocabulary that was brought along.
std::vector<web::StaffSearcher> searchers(std::shared_ptr<search::Concepts const> const& base);

} // namespace kommin::portal
