#include "modules/steering/evaluations/measures_of_year.hpp"

namespace kommin::steering {

std::vector<goals::Measure> list_measures_of_year(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today)
{
    auto measures = goals::list_measures_of_owner(db, tenant, year.body);
    std::erase_if(
        measures, [&](goals::Measure const& one) { return !goals::is_of_year(one, year.year, today); });
    return measures;
}

} // namespace kommin::steering
