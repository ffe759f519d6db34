#pragma once
// Small districts for tests. Only tests link it.

#include "modules/tenants/api.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"

#include <string>
#include <vector>

namespace kommin::tenants {

// As much of a district as a test needs: no map, no offices, no inhabitants.
struct SmallDistrict {
    std::string slug = "musterau";
    std::string name = "Kreis Musterau";
    std::vector<std::string> towns = {}; // slugs, which are their names, too
    std::vector<std::string> hosts = {};
    std::vector<std::string> languages = {"de"};
    std::string help_email = {};
};

// Stores it in a transaction of its own; nothing is published yet.
TenantId found_district(db::Connection& db, Instant now, SmallDistrict const& district = {});

} // namespace kommin::tenants
