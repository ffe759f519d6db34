#pragma once
// Closing a year: its state is frozen for ever. The page that asks for it shows what is missing; what has
// changed since it was shown is shown anew.

#include "modules/steering/closing/closed_year.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

namespace closing_field {
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view seen = "gesehen"; // YearToClose::seen
} // namespace closing_field

// A year as it would be closed now.
struct YearToClose {
    SteeringYear year;
    YearState state; // with what is missing
    std::string seen; // tells whether something of it has changed
};
// Nothing where it does not exist or this actor may not close it. Of a closed one the state is empty.
std::optional<YearToClose> find_year_to_close(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Date today, MoneyOfYear const& money);

// Everything that stands in the way of closing it for that reason.
std::vector<Problem> problems_of_closing(YearToClose const& one, std::string_view reason);

struct ClosingSeen {
    YearId id;
    std::string_view seen; // as the form had it
};
// Says whether it was done now: pressed twice by the same person with the same reason, nothing happens.
// Problems: not_found without the right; a conflict where somebody else has closed it ("year.problem.closed")
// or something of it has changed since it was shown ("year.problem.state_changed"); what
// problems_of_closing() finds.
Result<bool> close_year(
    Work& work, ClosingSeen const& seen, std::string_view typed_reason, MoneyOfYear const& money);

// A year as it is read: frozen, or as it is known today.
struct ReadYear {
    SteeringYear year;
    YearState state; // without decisions and money where this actor may not read them
    std::optional<ClosedYear> closed;
    bool may_see_money = false;
    bool is_whole = false; // nothing is left out of the state
    // As their minutes word them today, of those that this actor may read.
    std::vector<meetings::NamedDecision> decisions = {};
};
// Nothing where it does not exist or this actor may not see it.
std::optional<ReadYear> find_read_year(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Date today, MoneyOfYear const& money);
// The frozen state of the year before, likewise; nothing where that is not closed.
std::optional<ReadYear> find_year_before(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Actor const& actor,
    MoneyOfYear const& money);

} // namespace kommin::steering
