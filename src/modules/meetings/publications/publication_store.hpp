#pragma once
// SQL of publications. Every function works inside the caller's transaction.

#include "modules/meetings/publications/publication.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral publication_table{"publications"};

// The newest first, those without a day last; with these folded words, "" for all; at most `limit`.
std::vector<Publication> list_publications(
    db::Connection& db, TenantId tenant, std::string_view words, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_publications(
    db::Connection& db, TenantId tenant, std::string_view words, std::int64_t most);
// Those that everybody may read, in the same order.
std::vector<Publication> list_public_publications(db::Connection& db, TenantId tenant);

std::optional<Publication> load_publication(db::Connection& db, TenantId tenant, PublicationId id);
// `mark`: of the form; see find_publication_by_mark().
PublicationId insert_publication(
    db::Connection& db, TenantId tenant, Publication const& publication, std::string_view mark, Instant now);
std::optional<PublicationId> find_publication_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version.
void update_publication(db::Connection& db, TenantId tenant, Publication const& publication, Instant now);

} // namespace kommin::meetings
