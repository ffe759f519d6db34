#pragma once
// The state of a year as it is known now, and what stands in the way of closing it without a reason.

#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/closing/year_state.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/db/connection.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::steering {

// The money of an owner's measures in a year, as whoever keeps it says, and who may see it; the app hands it
// in. Empty: nobody keeps any.
struct MoneyOfYear {
    // By measure; at most most_money_lines.
    std::function<std::vector<StateMoney>(
        db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year)>
        list = {};
    std::function<bool(Actor const& actor, Scope owner)> may_see = {};

    [[nodiscard]] bool is_kept() const { return list != nullptr; }
    [[nodiscard]] bool is_seen_by(Actor const& actor, Scope owner) const
    {
        return may_see != nullptr && may_see(actor, owner);
    }
};
inline constexpr std::size_t most_money_lines = 10'000;

// Of the last day of the year; of today while that has not come.
Date state_day_of(SteeringYear const& year, Date today);

// Goals and measures of its owner that do not begin after the day of the state, by what is known now: reports
// of later days are in it and do not count, lights that were set by hand later do not either. What it says
// of where a measure stands ("läuft") is of today. `actor`: decisions of the panel and money are in it as far
// as this actor may read them. A fixed number of queries, however many measures there are.
YearState state_of_year(
    db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year, Date today,
    MoneyOfYear const& money);

enum class Missing : std::uint8_t {
    year_not_over,
    previous_open, // the year before, where there is one
    step_open,
    report_unconfirmed,
    question_unanswered,
    figure_without_value,
    measure_without_evaluation,
    priority_unanswered,
    measures_cut, // there are more than are read
    decisions_cut,
    money_cut,
};
inline constexpr std::array<std::string_view, 11> missing_names{
    "year_not_over",
    "previous_open",
    "step_open",
    "report_unconfirmed",
    "question_unanswered",
    "figure_without_value",
    "measure_without_evaluation",
    "priority_unanswered",
    "measures_cut",
    "decisions_cut",
    "money_cut"};
inline std::string_view to_text(Missing missing)
{
    return kommin::name_of(missing_names, missing);
}
inline bool from_text(std::string_view text, Missing& missing)
{
    return read_name(missing_names, text, missing);
}
MessageKey label_of(Missing missing);

// What a state has of the words of a decision.
std::string hash_of_wording(meetings::NamedDecision const& decision);

// Whether it belongs to the year of that state, by what was known on its day (goals::is_of_year()).
bool is_of_year(StateMeasure const& measure, YearState const& state);
// In the order of Missing. `is_previous_open`: there is a year before, and it is not closed.
std::vector<StateMissing> missing_of(YearState const& state, Date today, bool is_previous_open);

} // namespace kommin::steering
