#include "modules/steering/closing/closing.hpp"

#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <cstddef>
#include <utility>

namespace kommin::steering {

namespace {

constexpr std::size_t longest_reason = 2000; // code points

bool is_previous_open(db::Connection& db, TenantId tenant, SteeringYear const& year)
{
    auto const before = find_year(db, tenant, year.body, year.year - 1);
    return before && !before->is_closed;
}

// A frozen state has all of it, whoever reads it.
void hide_unread(ReadYear& read, Actor const& actor, MoneyOfYear const& money)
{
    auto const owner = read.year.owner();
    auto& state = read.state;
    read.may_see_money = money.is_seen_by(actor, owner);
    bool const may_read_decisions = meetings::may_read_decisions(actor, owner);
    read.is_whole = may_read_decisions && (read.may_see_money || state.money.empty());
    if (!read.may_see_money)
        state.money.clear();
    if (may_read_decisions)
        return;
    state.decisions.clear();
    for (auto& step : state.steps)
        step.decisions.clear();
}

}

std::optional<YearToClose> find_year_to_close(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Date today, MoneyOfYear const& money)
{
    auto year = find_seen_year(db, tenant, id, actor, close_years);
    if (!year)
        return std::nullopt;
    YearToClose one{.year = std::move(*year), .state = {}, .seen = {}};
    if (one.year.is_closed)
        return one;
    // All decisions are in it, whoever closes: who may not read them gets none of their words.
    one.state = state_of_year(db, tenant, Actor::system(), one.year, today, money);
    one.state.missing = missing_of(one.state, today, is_previous_open(db, tenant, one.year));
    one.seen = crypto::sha256_hex(to_json(one.state));
    return one;
}

std::vector<Problem> problems_of_closing(YearToClose const& one, std::string_view typed)
{
    auto const reason = records::several_lines(typed);
    std::vector<Problem> problems;
    auto const refuse = [&](MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(
            Problem::invalid(std::string(closing_field::reason), message, std::move(arguments)));
    };
    if (one.state.state_day < to_iso(one.year.first_day()))
        problems.push_back(
            Problem::invalid({}, "year.problem.not_begun"_msg, {{"year", std::to_string(one.year.year)}}));
    if (!one.state.missing.empty() && reason.empty())
        refuse("year.problem.reason"_msg);
    if (count_code_points(reason) > longest_reason)
        refuse("import.problem.too_long"_msg, {{"limit", std::to_string(longest_reason)}});
    return problems;
}

Result<bool> close_year(
    Work& work, ClosingSeen const& seen, std::string_view typed_reason, MoneyOfYear const& money)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto found = find_year_to_close(db, tenant, seen.id, work.actor(), work.today(), money);
    if (!found)
        return Problem::not_found("year.problem.unknown"_msg);
    auto const reason = records::several_lines(typed_reason);
    if (found->year.is_closed) {
        auto const closed = find_closed_year(db, tenant, seen.id).value();
        if (closed.closed_by == work.actor().code() && closed.reason == reason)
            return false;
        return Problem::conflict({}, "year.problem.closed"_msg);
    }
    if (found->seen != seen.seen)
        return Problem::conflict({}, "year.problem.state_changed"_msg);
    if (auto problems = problems_of_closing(*found, reason); !problems.empty())
        return std::move(problems.front());
    ClosedYear closed{
        .year = seen.id,
        .state_day = state_day_of(found->year, work.today()),
        .closed_at = work.now(),
        .closed_by = work.actor().code(),
        .reason = reason,
        .content = {},
        .hash = {}};
    auto& state = found->state;
    state.closed_at = to_iso(closed.closed_at);
    state.closed_by = closed.closed_by;
    state.reason = closed.reason;
    if (auto const before = find_year(db, tenant, found->year.body, found->year.year - 1);
        before && before->is_closed)
        state.previous_hash = find_closed_year(db, tenant, before->id).value().hash;
    closed.content = to_json(state);
    closed.hash = crypto::sha256_hex(closed.content);
    insert_closed_year(db, tenant, closed);
    // The chain of the audit trail holds the hash, too.
    work.audit(closing_action, year_subject.word(), seen.id, {}, {{"hash", closed.hash}});
    return true;
}

std::optional<ReadYear> find_read_year(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Date today, MoneyOfYear const& money)
{
    auto year = find_seen_year(db, tenant, id, actor, see_years);
    if (!year)
        return std::nullopt;
    ReadYear read{.year = std::move(*year), .state = {}, .closed = find_closed_year(db, tenant, id)};
    read.state = read.closed ? read.closed->state().value_or(YearState{})
                             : state_of_year(db, tenant, actor, read.year, today, money);
    if (!read.closed)
        read.state.missing = missing_of(read.state, today, is_previous_open(db, tenant, read.year));
    hide_unread(read, actor, money);
    read.decisions = list_decisions_of_year(db, tenant, actor, read.year);
    return read;
}

std::optional<ReadYear> find_year_before(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Actor const& actor,
    MoneyOfYear const& money)
{
    auto before = find_year(db, tenant, year.body, year.year - 1);
    if (!before || !before->is_closed)
        return std::nullopt;
    return find_read_year(db, tenant, before->id, actor, before->last_day(), money);
}

} // namespace kommin::steering
