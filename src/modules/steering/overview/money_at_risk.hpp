#pragma once
// Money that is not sure: who knows of it is asked, and that is a module above.

#include "modules/goals/measures/api.hpp"
#include "platform/base/money.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

struct MoneyAtRisk {
    std::string title; // what it is for, and why it is not sure
    std::optional<Money> amount; // at least 0; nothing: nobody knows how much
    html::Url url;
};
// What may be missing for these measures, the largest sum first; of a year, or of any. Nothing that the
// person of the call may not see, and nothing at all for whoever sees no money. Reads with that connection,
// of the same moment as the page it stands on. Empty: nobody knows of money, and no page speaks of it.
using FindMoneyAtRisk = std::function<std::optional<std::vector<MoneyAtRisk>>(
    web::Call const& call, db::Connection& db, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year)>;

} // namespace kommin::steering
