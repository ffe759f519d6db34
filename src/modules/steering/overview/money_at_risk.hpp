#pragma once
// Money of measures, and how much of it is not sure: who knows of it is asked, and that is a module above.

#include "modules/goals/measures/api.hpp"
#include "platform/base/money.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// application: nobody knows yet whether it is granted. unsecured: planned, not secured, and no application
// for it is open. Of measures for which nobody has planned an amount – reservation: they are under one;
// refused, withdrawn: they depend on an application of which that became.
enum class WhyAtRisk : std::uint8_t { application, unsecured, reservation, refused, withdrawn };
struct MoneyAtRisk {
    std::string title; // of the application or of the measure; "" of what is not secured, which is one sum
    std::optional<Money> amount; // at least 0; nothing: nobody knows how much
    html::Url url;
    WhyAtRisk why = WhyAtRisk::application;
};
struct MeasureMoney {
    std::optional<Money> planned = {}; // as far as it is known; nothing: of no line
    std::optional<Money> at_risk = {}; // of it
    std::optional<WhyAtRisk> why_unknown = {}; // it is at risk, and nobody has planned an amount
    bool is_known = false; // amounts were entered, and none is missing
};
// A measure for which money was applied for in vain.
struct AppliedInVain {
    goals::MeasureId measure;
    std::string application;
    bool is_withdrawn = false; // else refused
    std::string reason = {}; // as it was noted
    std::optional<PartialDate> day = {}; // nothing: nobody knows
    bool depends = false; // it does not take place as planned without it
    std::optional<Money> missing = {}; // more than 0; nothing: nobody knows how much
};
struct MoneyOfMeasures {
    std::vector<MoneyAtRisk> at_risk; // the largest sum first
    std::optional<Money> planned; // of all of them, as far as it is known
    std::map<goals::MeasureId, MeasureMoney> measures; // those whose money this person may see
    std::vector<AppliedInVain> in_vain;
    Money covered = {}; // not secured, and not at risk: other lines of a budget cover it

    // Of how many of them nobody knows what they cost.
    [[nodiscard]] std::int64_t unknown() const;
};
// Of these measures in a year, or from this one on. Nothing that the person of the call may not see, and
// nothing at all for whoever sees no money. Reads with that connection, of the same moment as the page it
// stands on. Empty: nobody knows of money, and no page speaks of it.
using FindMoneyAtRisk = std::function<std::optional<MoneyOfMeasures>(
    web::Call const& call, db::Connection& db, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year)>;

} // namespace kommin::steering
