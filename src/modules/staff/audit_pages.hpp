#pragma once
// The page of the audit trail.

#include "modules/staff/audit_query.hpp"
#include "modules/tenants/api.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
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
    std::vector<tenants::Body> bodies;
    // Of the records that have a page which this person may open.
    struct RecordPage {
        html::Url url;
        MessageKey label;
    };
    std::map<std::pair<std::string, std::int64_t>, RecordPage> pages;
    std::map<std::int64_t, html::Url> changes; // by the number of the entry: what its version changed
    std::vector<web::ListView> views;
};
// The name of an account, or what else acts here.
std::string name_of_actor(web::Authors const& authors, std::string const& code, i18n::Texts const& texts);
http::Response audit_page(web::Call const& call, Trail const& trail);

} // namespace kommin::staff
