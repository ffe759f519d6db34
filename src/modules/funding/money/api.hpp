#pragma once
// What other modules may know of money.

#include "modules/funding/money/budget_line.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

// An application of which nobody knows yet whether it is granted, with what of budgets hangs on it.
struct MoneyAtRisk {
    std::string title;
    html::Url url; // of what falls without it
    std::optional<Money> planned; // nothing: of no line anybody knows it
    std::int64_t unknown = 0; // of so many lines nobody knows it
    std::int64_t measures = 0;
};
// Those that this actor may see and on which anything hangs, the newest first; at most `limit`.
std::vector<MoneyAtRisk> list_money_at_risk(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, int limit);

// What is known of the money of a year, line by line, for whoever keeps the state of that year.
struct YearMoney {
    goals::MeasureId measure;
    FundingSource source = FundingSource::own;
    Amounts amounts;
    Date as_of = {};
};
std::vector<YearMoney> list_money_of_year(db::Connection& db, TenantId tenant, int year, int limit);

} // namespace kommin::funding
