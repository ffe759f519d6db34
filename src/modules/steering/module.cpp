// The module's only registration point.

#include "modules/steering/module.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/module_routes.hpp"
#include "modules/steering/overview/overview_desk.hpp"

#include <string>

namespace kommin::steering {

namespace {

constexpr int rank_of_overview = 10; // before measures and goals

}

web::Module steering_module(FindMoneyAtRisk const& money)
{
    return {
        .name = "steering",
        .routes = module_routes(money),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = rank_of_overview,
            .label = "steering.menu"_msg,
            .path = std::string(steering_path),
            .permission = goals::see_goals,
            .purpose = "steering.purpose"_msg}},
        .topics = {{"steering.menu"_msg, "help.steering.text"_msg, goals::see_goals}}};
}

} // namespace kommin::steering
