#pragma once
// For the SQL of what belongs to measures: whose measures.

#include "platform/access/permission.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kommin::goals {

// Those of these owners and of no other, as Rights::where() says them. `column`: SQL for Scope::owner().
template<class Owner>
void add_measure_owners(db::Query& sql, Owner column, std::vector<Scope> const& owners)
{
    if (std::ranges::any_of(owners, &Scope::is_whole_tenant))
        return;
    std::vector<std::int64_t> ids;
    for (auto const scope : owners)
        ids.push_back(scope.owner());
    sql.add_any_of(column, ids);
}

} // namespace kommin::goals
