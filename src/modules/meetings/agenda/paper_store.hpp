#pragma once
// SQL of papers. Every function works inside the caller's transaction.

#include "modules/meetings/agenda/paper.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Of these items and of those from which they go on; by the item, the oldest first.
std::vector<Paper> list_papers(db::Connection& db, TenantId tenant, std::span<AgendaItem const> items);
// shown_at: its own item.
std::optional<Paper> load_paper(db::Connection& db, TenantId tenant, PaperId id);

PaperId insert_paper(
    db::Connection& db, TenantId tenant, Paper const& paper, std::string_view mark, Instant now);
std::optional<PaperId> find_paper_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// Title, page and who may see it, as the next version.
void update_paper(db::Connection& db, TenantId tenant, Paper const& paper, Instant now);
void erase_paper(db::Connection& db, TenantId tenant, PaperId id);

// At the item itself.
std::int64_t count_papers(db::Connection& db, TenantId tenant, ItemId item);
// Of all files of a district.
std::int64_t bytes_of_papers(db::Connection& db, TenantId tenant);
// Of the files that a row names, ascending.
std::vector<std::string> list_paper_hashes(db::Connection& db, TenantId tenant);

} // namespace kommin::meetings
