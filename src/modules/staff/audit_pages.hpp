#pragma once
// The page of the audit trail.

#include "modules/staff/audit_query.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::staff {

extern web::StaffList const audit_list;

struct Trail {
    AuditQuery query;
    std::vector<audit::StoredEntry> entries;
    std::optional<std::int64_t> older; // there are entries below this one; nothing: these are the last
    bool is_newest = true; // nothing above these
    audit::Head head;
    std::vector<audit::EntryKind> kinds;
    web::Authors authors;
    std::vector<web::ListView> views;
};
http::Response audit_page(web::Call const& call, Trail const& trail);

} // namespace kommin::staff
