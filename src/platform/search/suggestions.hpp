#pragma once
// What to offer instead of nothing. Private to this folder.

#include "platform/search/query.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kommin::search {

// At most five words or names of concepts, each with at least one accepted record: first those near the words
// that matched nothing, then the concepts that most records are about.
std::vector<std::string> suggest(
    Index::Tables const& tables, QueryPlan const& plan, std::function<bool(std::uint32_t)> const& accept);

} // namespace kommin::search
