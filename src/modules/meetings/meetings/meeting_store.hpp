#pragma once
// SQL of meetings. Every function works inside the caller's transaction.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral meeting_table{"meetings"};

// Where a meeting stands among the others, by its day: a page of the list goes on behind it.
struct MeetingPlace {
    std::string day; // as it is stored
    MeetingId id;
};

struct MeetingQuery {
    std::vector<PanelId> panels; // of these and of no other
    std::vector<MeetingState> states = {}; // empty: of all
    std::optional<int> year = {};
    bool is_uncertain = false; // only what is uncertain
    std::string words = {}; // folded
    std::optional<std::string> series = {}; // only those of this one
    std::optional<std::string> before_day = {}; // only those that begin before this day, as it is stored
    bool descending = false;
    std::optional<MeetingPlace> after = {}; // in the order of the list
};
// By day; at most `limit`.
std::vector<Meeting> list_meetings(db::Connection& db, TenantId tenant, MeetingQuery const& query, int limit);
// How many there are, counting no further than `most`; whatever `after` says.
std::int64_t count_meetings(
    db::Connection& db, TenantId tenant, MeetingQuery const& query, std::int64_t most);
// In which any of these panels has met or will meet; the newest first.
std::vector<int> list_meeting_years(db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels);

// For the SQL of others, of meetings `m`: " AND …" that the last day on which one may be, of "2027-03" the
// 31st, is not before this day, or that it is. What the index of days can find stands first.
db::Query not_over_before(Date day);
db::Query over_before(Date day);

std::optional<Meeting> load_meeting(db::Connection& db, TenantId tenant, MeetingId id);
// Of these, each once, however often it is named; those that there are not are left out.
using MeetingsById = std::map<MeetingId, Meeting>;
MeetingsById list_chosen_meetings(db::Connection& db, TenantId tenant, std::vector<MeetingId> ids);
// Nothing where there is none at that address that everybody may read.
std::optional<Meeting> find_public_meeting(db::Connection& db, TenantId tenant, std::string_view slug);
// All that everybody may read of, whose ever they are; the newest first.
std::vector<Meeting> list_public_meetings(db::Connection& db, TenantId tenant);
// Whether everybody reads minutes of it, and so what it and its items are called.
bool has_public_minutes(db::Connection& db, TenantId tenant, MeetingId id);
// By id, behind `after`: all that everybody may read of, and those with such minutes.
std::vector<std::int64_t> list_meetings_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// Whether this address was given to another meeting: for its page, or for people to register.
bool is_slug_of_another(db::Connection& db, TenantId tenant, std::string_view slug, MeetingId meeting);
// `mark`: of the form; see find_meeting_by_mark().
MeetingId insert_meeting(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::string_view mark, Instant now);
std::optional<MeetingId> find_meeting_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; panel and series stay as they were.
void update_meeting(db::Connection& db, TenantId tenant, Meeting const& meeting, Instant now);

} // namespace kommin::meetings
