#pragma once
// On which records the person of a call has worked last.

#include "platform/base/clock.hpp"
#include "platform/base/message_key.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::staff {

struct RecentWork {
    web::RecentRecord record;
    MessageKey area;
    Instant at;
};
// Newest first, a handful; only what this person may still see.
std::vector<RecentWork> list_recent_work(web::Call const& call);

} // namespace kommin::staff
