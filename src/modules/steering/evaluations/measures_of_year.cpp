#include "modules/steering/evaluations/measures_of_year.hpp"

namespace kommin::steering {

bool is_of_year(goals::Measure const& measure, int year)
{
    if (measure.state == goals::MeasureState::dropped)
        return false;
    std::chrono::year const asked{year};
    auto const& last = measure.ends ? measure.ends : measure.deadline;
    bool const has_begun = !measure.starts || measure.starts->year() <= asked;
    bool const has_ended = !measure.is_recurring && last && last->year() < asked;
    return has_begun && !has_ended;
}

std::vector<goals::Measure> list_measures_of_year(
    db::Connection& db, TenantId tenant, SteeringYear const& year)
{
    auto measures = goals::list_measures_of_owner(db, tenant, year.body);
    std::erase_if(measures, [&](goals::Measure const& one) { return !is_of_year(one, year.year); });
    return measures;
}

} // namespace kommin::steering
