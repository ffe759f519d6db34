#pragma once
// What other modules may know of money.

#include "modules/funding/money/budget_line.hpp"
#include "modules/funding/reckoning/sums.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

// Money that is not sure, and why. What lines of a group cover among themselves is not at risk
// (docs/adr/0102). application: nobody knows yet whether it is granted. unsecured: it is planned, hangs on
// nothing that may still come or has come, and is not secured. Of measures for which nobody has planned an
// amount – reservation: they are under one; refused, withdrawn: they depend on an application of which that
// became.
enum class WhyAtRisk : std::uint8_t { application, unsecured, reservation, refused, withdrawn };
struct MoneyAtRisk {
    WhyAtRisk why = WhyAtRisk::application;
    std::string title; // of the application or of the measure; "" of what is not secured and of what hangs on
                       // applications that this person does not see: one sum each
    html::Url url; // of what falls without it, of the budgets, or of the money of the measure
    std::optional<Money> amount; // as far as anybody knows it; nothing: nobody has planned any
};
// What is known of the money of one measure.
struct MeasureMoney {
    Sum planned;
    Sum at_risk; // of it
    std::optional<WhyAtRisk> why_unknown; // it is at risk, and nobody has planned an amount
    // Somebody has entered amounts, and no line is without one.
    [[nodiscard]] bool is_known() const { return planned.count > 0 && planned.unknown == 0; }
};
// A measure that depends on an application that was refused or withdrawn, or of which money hung on it.
struct AppliedInVain {
    goals::MeasureId measure;
    std::string application;
    bool is_withdrawn = false;
    std::string reason; // as it was noted
    std::optional<PartialDate> day; // of that step; nothing: nobody knows
    bool depends = false; // it does not take place as planned without it
    Sum missing; // planned with it, and not secured otherwise
};
struct MoneyOfMeasures {
    // The largest sum first, those of which nobody knows it last.
    std::vector<MoneyAtRisk> at_risk;
    Sum planned; // of all lines
    std::map<goals::MeasureId, MeasureMoney> measures; // all of those whose money this actor may see
    std::vector<AppliedInVain> in_vain;
    Money covered; // not secured, and not at risk, because other lines of a group cover it
};
// Of these measures, in one year. Without a year: this year's and later ones', and whatever hangs on an
// application that is still open. Of the newest 500 applications that wait, of the newest 500 that were
// refused and of as many that were withdrawn. Nothing for whoever sees no money at all.
std::optional<MoneyOfMeasures> list_money_of_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year, Date today);

// What is known of the money of a year, line by line, for whoever keeps the state of that year.
struct YearMoney {
    goals::MeasureId measure;
    FundingSource source = FundingSource::own;
    Amounts amounts; // as they count in that year: see BudgetLine::counted()
    Carried carried = {}; // of planned and secured, from the year before and into the next one
    Money covered = {}; // of the gap, by other lines of its group
    bool is_at_risk = false; // it hangs on an application of which nobody knows yet whether it is granted
    Date as_of = {};
};
// Of the measures of one owner, by measure; at most `limit`. Whoever asks sees to it that it is shown to
// those alone who may see money of that owner.
std::vector<YearMoney> list_money_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit);
bool may_see_money(Actor const& actor, Scope owner);

} // namespace kommin::funding
