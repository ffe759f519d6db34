#pragma once
// SQL of what is passed on to associations, and of the links in their letters. Every function works inside
// the caller's transaction.

#include "modules/funding/grants/passed_on.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr db::SqlLiteral passed_on_table{"grants_passed_on"};

// In the order in which they were entered.
std::vector<PassedOn> list_passed_on(db::Connection& db, TenantId tenant, GrantId grant);
std::optional<PassedOn> load_passed_on(db::Connection& db, TenantId tenant, PassedOnId id);
PassedOnId insert_passed_on(
    db::Connection& db, TenantId tenant, PassedOn const& one, std::string_view mark, Instant now);
std::optional<PassedOnId> find_passed_on_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// All of the row but its grant, as the next version.
void update_passed_on(db::Connection& db, TenantId tenant, PassedOn const& one, Instant now);

// What the last reminder said, and until when its link is open; the version stays, because whoever has the
// form before them has not missed anything.
void note_reminder(
    db::Connection& db, TenantId tenant, PassedOnId id, std::string_view reminded_of, Date link_until);

// Until when its link is open; the version stays likewise.
void update_link_until(db::Connection& db, TenantId tenant, PassedOnId id, Date link_until);

// The form that a link opens.
enum class LinkPurpose : std::uint8_t { proof, request };
inline constexpr std::array<std::string_view, 2> link_purpose_names{"proof", "request"};
inline std::string_view to_text(LinkPurpose purpose)
{
    return kommin::name_of(link_purpose_names, purpose);
}
inline bool from_text(std::string_view text, LinkPurpose& purpose)
{
    return read_name(link_purpose_names, text, purpose);
}

struct PassedOnLink {
    PassedOnId passed_on;
    std::string address_mark;
    LinkPurpose purpose = LinkPurpose::proof;
};
void insert_passed_on_link(
    db::Connection& db, TenantId tenant, PassedOnLink const& link, std::string_view token_hash, Instant now);
std::optional<PassedOnLink> find_passed_on_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
// Of contracts whose links have ended.
void erase_ended_links(db::Connection& db, TenantId tenant, Date today);

// Contracts whose proof waits for the association, due up to that day; at most `limit`, the earliest first.
std::vector<PassedOn> list_passed_on_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, int limit);
// How many those are, counting no further than `most`.
std::int64_t count_passed_on_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, std::int64_t most);
// Those of them whose association has an address and was not reminded of that day yet: before it, or once it
// is over.
std::vector<PassedOn> list_passed_on_to_remind(
    db::Connection& db, TenantId tenant, Date today, Date until, int limit);
// Contracts of which the proof, or the application, waits for whoever passes it on, the earliest first; at
// most `limit`.
std::vector<PassedOn> list_passed_on_waiting(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit);
std::int64_t count_passed_on_waiting(
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t most);

} // namespace kommin::funding
