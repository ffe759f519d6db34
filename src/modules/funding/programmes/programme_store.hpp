#pragma once
// SQL of programmes and their calls. Every function works inside the caller's transaction.

#include "modules/funding/programmes/programme.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral programme_table{"funding_programmes"};
inline constexpr db::SqlLiteral call_table{"funding_calls"};

// By title; with these folded words, "" for all; at most `limit`. Without their products.
std::vector<Programme> list_programmes(
    db::Connection& db, TenantId tenant, std::string_view words, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_programmes(db::Connection& db, TenantId tenant, std::string_view words, std::int64_t most);
// Those of them that there are, in no order; at most 500.
std::vector<Programme> list_programmes_of(
    db::Connection& db, TenantId tenant, std::vector<ProgrammeId> const& ids);
std::optional<Programme> load_programme(db::Connection& db, TenantId tenant, ProgrammeId id);
// `mark`: of the form; see find_programme_by_mark().
ProgrammeId insert_programme(
    db::Connection& db, TenantId tenant, Programme const& programme, std::string_view mark, Instant now);
std::optional<ProgrammeId> find_programme_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version.
void update_programme(db::Connection& db, TenantId tenant, Programme const& programme, Instant now);

// Those of a programme, the latest deadline first, without one before them; at most `limit`.
std::vector<FundingCall> list_calls(db::Connection& db, TenantId tenant, ProgrammeId programme, int limit);
// A call with the name of its programme.
struct NamedCall {
    FundingCallId id;
    ProgrammeId programme;
    std::string programme_title;
    std::string title;
    std::optional<Date> deadline;
};
// Of all programmes, those whose deadline is last come first, without one before them; at most `limit`.
std::vector<NamedCall> list_named_calls(db::Connection& db, TenantId tenant, int limit);
// Those with a deadline from one day to another, the nearest first.
std::vector<NamedCall> list_calls_due(db::Connection& db, TenantId tenant, Date from, Date until, int limit);
// Those of them that there are, by id; at most 500.
std::vector<FundingCall> list_calls_of(
    db::Connection& db, TenantId tenant, std::vector<FundingCallId> const& ids);
std::optional<FundingCall> load_call(db::Connection& db, TenantId tenant, FundingCallId id);
FundingCallId insert_call(
    db::Connection& db, TenantId tenant, FundingCall const& call, std::string_view mark, Instant now);
std::optional<FundingCallId> find_call_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its programme stays.
void update_call(db::Connection& db, TenantId tenant, FundingCall const& call, Instant now);

} // namespace kommin::funding
