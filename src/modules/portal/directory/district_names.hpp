#pragma once
// What a district calls things that forms and lists name: its places and its categories.

#include "modules/portal/directory/categories.hpp"
#include "modules/tenants/api.hpp"
#include "platform/db/connection.hpp"

#include <vector>

namespace kommin::portal {

struct DistrictNames {
    std::vector<tenants::Body> bodies;
    Categories categories;

    static DistrictNames load(db::Connection& db, TenantId tenant)
    {
        return {tenants::list_bodies(db, tenant), Categories::load(db, tenant)};
    }
};

} // namespace kommin::portal
