#pragma once
// The SQL of info pages and nothing else.

#include "modules/portal/info_page.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"

#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind page_subject{"page"};

// All pages of a tenant in reading order: parents before children, siblings by position.
std::vector<InfoPage> list_pages(db::Connection& db, TenantId tenant);

// Inserts a page; its parent, if any, must be there already.
PageId insert_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now);

} // namespace kommin::portal
