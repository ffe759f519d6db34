#include "modules/steering/cycle/steering_year.hpp"

namespace kommin::steering {

MessageKey label_of(StepKind kind)
{
    switch (kind) {
    case StepKind::screening:
        return "step.kind.screening"_msg;
    case StepKind::stocktaking:
        return "step.kind.stocktaking"_msg;
    case StepKind::priorities:
        return "step.kind.priorities"_msg;
    case StepKind::strategies:
        return "step.kind.strategies"_msg;
    case StepKind::conditions:
        return "step.kind.conditions"_msg;
    case StepKind::evaluation:
        break;
    }
    return "step.kind.evaluation"_msg;
}

MessageKey label_of(StepState state)
{
    switch (state) {
    case StepState::open:
        return "step.state.open"_msg;
    case StepState::running:
        return "step.state.running"_msg;
    case StepState::done:
        return "step.state.done"_msg;
    case StepState::skipped:
        break;
    }
    return "step.state.skipped"_msg;
}

} // namespace kommin::steering
