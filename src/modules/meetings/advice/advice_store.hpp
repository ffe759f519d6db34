#pragma once
// SQL of advice. Every function works inside the caller's transaction.

#include "modules/meetings/advice/advice.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral advice_table{"advice"};

enum class AdviceOrder : std::uint8_t { day, party };
enum class StepsOf : std::uint8_t { any, open, none };
struct AdviceQuery {
    std::string words = {}; // folded
    std::optional<tenants::BodyId> municipality = {};
    std::string organisation = {}; // folded, a part of its name
    std::optional<AdviceTopic> topic = {};
    std::optional<int> year = {};
    std::optional<std::int64_t> adviser = {};
    StepsOf steps = StepsOf::any; // open: with an open next step; none: without any
    AdviceOrder order = AdviceOrder::day;
    bool descending = true;
    bool backwards = false;
    std::optional<AdviceId> after = {}; // only what follows it
};
// By day, those without one behind the oldest, or by who was advised; at most `limit`.
std::vector<Advice> list_advice(db::Connection& db, TenantId tenant, AdviceQuery const& query, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_advice(db::Connection& db, TenantId tenant, AdviceQuery const& query, std::int64_t most);
// The accounts of all who have advised.
std::vector<std::int64_t> list_advisers(db::Connection& db, TenantId tenant);
// The first and the last day that are known; nothing where none is.
std::optional<std::pair<PartialDate, PartialDate>> span_of_advice(db::Connection& db, TenantId tenant);
// The last day on which a municipality was advised: "" where none is known; nothing where it never was.
std::optional<std::string> last_advice(db::Connection& db, TenantId tenant, tenants::BodyId municipality);

// How often who was advised in which year.
struct AdviceCount {
    std::optional<tenants::BodyId> municipality;
    std::string year; // "2008"; "" where no day is known
    std::int64_t count;
};
std::vector<AdviceCount> count_advice_by_year(db::Connection& db, TenantId tenant);

std::optional<Advice> load_advice(db::Connection& db, TenantId tenant, AdviceId id);
// Those of them that there are, in no order.
std::vector<Advice> list_advice_of(db::Connection& db, TenantId tenant, std::vector<AdviceId> const& ids);
// `party`: party_of() it, which is looked for, too. `mark`: of the form; see find_advice_by_mark().
AdviceId insert_advice(
    db::Connection& db, TenantId tenant, Advice const& advice, std::string_view party, std::string_view mark,
    Instant now);
std::optional<AdviceId> find_advice_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version.
void update_advice(
    db::Connection& db, TenantId tenant, Advice const& advice, std::string_view party, Instant now);
// Those from before a day, or changed before it where no day is known, whose names nobody has erased since
// they or a settled step of theirs were saved; at most `limit`.
std::vector<AdviceId> list_named_before(db::Connection& db, TenantId tenant, Date day, int limit);
void mark_names_erased(db::Connection& db, TenantId tenant, AdviceId id, Instant now);

} // namespace kommin::meetings
