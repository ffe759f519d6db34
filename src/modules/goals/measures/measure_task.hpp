#pragma once
// Tasks of a measure: what somebody is to do for it, until when, and what came of it. Those of meetings are
// others (docs/adr/0095).

#include "modules/goals/measures/measure.hpp"
#include "platform/access/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::goals {

using MeasureTaskId = StrongId<struct MeasureTaskTag>;

struct MeasureTask {
    MeasureTaskId id;
    std::string title;
    std::optional<std::int64_t> account; // whose it is …
    std::string who; // … a unit or function, where that is no account; nobody's name: every version keeps it
    std::optional<Date> due;
    std::optional<Date> done_on;
    std::string remark; // what came of it

    [[nodiscard]] bool is_overdue(Date today) const { return !done_on && due && *due < today; }
    // Whoever has it ticks it, also without the right to edit the measure.
    [[nodiscard]] bool is_of(Actor const& actor) const
    {
        return actor.kind() == Actor::Kind::account && account == actor.id();
    }
};
// As Actor::code() says an account; "" for none.
std::string code_of_account(std::optional<std::int64_t> account);
std::optional<std::int64_t> account_of_code(std::string_view code);

} // namespace kommin::goals
