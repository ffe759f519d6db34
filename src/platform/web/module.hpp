#pragma once
// Module: what a module of the product hands to the app. Its module.cpp makes it; nothing else of a module is
// registered anywhere.

#include "platform/access/permission.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/web/call.hpp"
#include "platform/web/published_parts.hpp"
#include "platform/web/site.hpp"
#include "platform/web/staff.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// One version of one tenant while it is being loaded. All modules read in the same transaction.
struct Publishing {
    db::Connection& db;
    TenantId tenant;
    PublishedParts& parts;
    std::vector<Link> links = {}; // of the frame, in any order
    std::map<std::string, std::size_t> records
        = {}; // "offers": how many the public sees, for log and metrics
    // What takes long and is not needed for most pages. Runs after the transaction, before readers get this
    // version, unless it is the first they get: then pages at once are better than all of it later.
    std::vector<std::function<void()>> completions = {};
};

struct Module {
    std::string_view name; // of its folder
    std::vector<Route> routes;
    jobs::Handlers jobs = {};
    std::function<void(Publishing&)> publish = {}; // empty: shows nothing to the public
    std::vector<PermissionRule> permissions = {}; // who may do what; the only table of it
    std::vector<StaffLink> staff_links = {};
    std::function<void(Call const&, std::vector<TodayItem>&)> today = {}; // empty: nothing ever waits
};

} // namespace kommin::web
