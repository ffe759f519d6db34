#pragma once
// What only whoever steers can decide (docs/adr/0096): apart from what waits in the office.

#include "modules/meetings/agenda/api.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/overview/money_at_risk.hpp"
#include "modules/steering/overview/overview_filter.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <vector>

namespace kommin::steering {

// Of years that are not closed, of the Kreis or the municipality that was chosen; nothing of them where a
// unit was chosen, which has no years.
struct OpenDecisions {
    std::vector<meetings::PlannedDecision> planned; // of the panels that steer them
    std::vector<OpenStep> overdue;
    std::vector<SteeringYear> over; // their last day is gone; the earliest first
    std::optional<YearNames> names; // of what is named above
    bool is_cut = false; // there are more than were read
};
OpenDecisions load_open_decisions(
    web::Call const& call, db::Connection& db, OverviewFilter const& filter,
    std::vector<tenants::Body> const& bodies, Date today);

// Measures under way for which money was applied for in vain. Refers to `measures` and `money`.
struct WithoutMoney {
    goals::Measure const* measure;
    AppliedInVain const* in_vain;
};
std::vector<WithoutMoney> without_money(
    std::vector<goals::SteeredMeasure> const& measures, MoneyOfMeasures const& money);

} // namespace kommin::steering
