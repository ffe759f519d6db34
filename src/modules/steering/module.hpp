#pragma once
// What the app wires: whether what the district does is the right track.

#include "modules/steering/overview/money_at_risk.hpp"
#include "platform/web/module.hpp"

namespace kommin::steering {

// `money`: what a module above knows of money that is not sure; empty: nobody does.
web::Module steering_module(FindMoneyAtRisk const& money = {});

} // namespace kommin::steering
