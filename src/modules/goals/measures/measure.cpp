#include "modules/goals/measures/measure.hpp"

namespace kommin::goals {

MessageKey label_of(MeasureState state)
{
    switch (state) {
    case MeasureState::planned:
        return "measure.state.planned"_msg;
    case MeasureState::running:
        return "measure.state.running"_msg;
    case MeasureState::waiting:
        return "measure.state.waiting"_msg;
    case MeasureState::done:
        return "measure.state.done"_msg;
    case MeasureState::dropped:
        break;
    }
    return "measure.state.dropped"_msg;
}

std::optional<Measure::Deadline> Measure::last_day() const
{
    if (deadline)
        return Deadline{.day = deadline->last_possible_day()};
    if (ends)
        return Deadline{.day = ends->last_possible_day(), .is_assumed = true};
    return std::nullopt;
}

std::string full_title_of(Measure const& measure)
{
    return meetings::numbered(measure.number, measure.title);
}

} // namespace kommin::goals
