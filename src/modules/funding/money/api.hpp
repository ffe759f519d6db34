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
    std::optional<Money> planned; // as far as anybody knows it; nothing: of no line
};
// Those on which one of these measures hangs with its budget, of a year or of any, or without which one does
// not take place; the largest sum first, those of which nobody knows it last. Of the newest 500 that wait.
// Nothing for whoever sees no money at all.
std::optional<std::vector<MoneyAtRisk>> list_money_at_risk(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year);

// What is known of the money of a year, line by line, for whoever keeps the state of that year.
struct YearMoney {
    goals::MeasureId measure;
    FundingSource source = FundingSource::own;
    Amounts amounts;
    bool is_at_risk = false; // it hangs on an application of which nobody knows yet whether it is granted
    Date as_of = {};
};
// Of the measures of one owner, by measure; at most `limit`. Whoever asks sees to it that it is shown to
// those alone who may see money of that owner.
std::vector<YearMoney> list_money_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit);
bool may_see_money(Actor const& actor, Scope owner);

} // namespace kommin::funding
