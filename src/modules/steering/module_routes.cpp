// Which address leads where, with the right that each asks for.

#include "modules/steering/module_routes.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/overview/overview_desk.hpp"

namespace kommin::steering {

std::vector<web::Route> module_routes(FindMoneyAtRisk const& money)
{
    using enum http::Method;
    using goals::see_goals;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung", needs(see_goals),
         [money](web::Call& call) { return show_overview(call, money); }},
        {get, "/verwaltung/steuerung/zeitleiste", needs(see_goals), &show_timeline},
        {get, "/verwaltung/steuerung/abgleich", needs(see_goals), &show_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.csv", needs(see_goals), &export_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.xlsx", needs(see_goals), &export_matrix},
    };
}

} // namespace kommin::steering
