#pragma once
// The SQL of info pages and nothing else.

#include "modules/portal/directory/info_page.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/editing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind page_subject{"page"};

// All pages of a tenant in reading order, also those that only editors see: parents before children, siblings
// by position.
std::vector<InfoPage> list_pages(db::Connection& db, TenantId tenant);
std::vector<PageId> list_page_ids(db::Connection& db, TenantId tenant); // ascending
// Those whose draft somebody has handed in, the oldest first.
std::vector<PageId> list_pages_with_draft(db::Connection& db, TenantId tenant, records::DraftState state);
std::optional<InfoPage> find_page(db::Connection& db, TenantId tenant, PageId id);

// Inserts a page; its parent, if any, must be there already. Public from now on, if it says so.
PageId insert_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now);
// Replaces everything but kind, address, translations and what it stands for. Its version rises, and with it
// the version that the record is. The parent must be there.
void update_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now);
// A text of the Kreis that has changed since a municipality last compared its own with it.
struct MovedGeneral {
    PageId local;
    std::string local_title;
    std::int64_t owner; // of the local one
    PageId general;
    std::int64_t compared; // the record_version of the general one that was compared
    std::int64_t now; // and that of today
};
// By title; `only`: of this local one.
std::vector<MovedGeneral> list_moved_generals(
    db::Connection& db, TenantId tenant, std::optional<PageId> only = std::nullopt);
void store_compared_version(db::Connection& db, TenantId tenant, PageId id, std::int64_t compared);

// Before its first publication, while no link points there.
void store_page_slug(db::Connection& db, TenantId tenant, PageId id, std::string_view slug);
bool is_page_slug_taken(db::Connection& db, TenantId tenant, std::string_view slug);

} // namespace kommin::portal
