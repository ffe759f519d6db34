#pragma once
// Money that is not sure: who knows of it is asked, and that is a module above.

#include "modules/goals/measures/api.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

struct MoneyAtRisk {
    std::string title; // what it is for, and why it is not sure
    std::int64_t cents = 0; // at least 0
    html::Url url;
};
// What may be missing for these measures, the largest sum first; of a year, or of any. Nothing that the
// person of the call may not see. Empty: nobody knows of money, and no page speaks of it.
using FindMoneyAtRisk = std::function<std::vector<MoneyAtRisk>(
    web::Call const& call, std::vector<goals::MeasureId> const& measures, std::optional<int> year)>;

} // namespace kommin::steering
