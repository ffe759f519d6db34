#include "modules/funding/programmes/application.hpp"

#include <algorithm>

namespace kommin::funding {

MessageKey label_of(ApplicationState state)
{
    switch (state) {
    case ApplicationState::submitted:
        return "application.state.submitted"_msg;
    case ApplicationState::granted:
        return "application.state.granted"_msg;
    case ApplicationState::refused:
        return "application.state.refused"_msg;
    case ApplicationState::withdrawn:
        return "application.state.withdrawn"_msg;
    case ApplicationState::drafted:
        break;
    }
    return "application.state.drafted"_msg;
}

std::vector<ApplicationState> next_states(ApplicationState state)
{
    using enum ApplicationState;
    switch (state) {
    case drafted:
        return {submitted, withdrawn};
    case submitted:
        return {granted, refused, withdrawn};
    case granted:
    case refused:
    case withdrawn:
        break;
    }
    return {};
}

std::optional<Plan> plan_of(Application const& application, std::vector<CostLine> const& costs)
{
    if (costs.empty() || !application.own || !application.other)
        return std::nullopt;
    Plan plan{.cost = {}, .eligible = {}, .own = *application.own, .other = *application.other};
    for (auto const& line : costs) {
        plan.cost += line.cost;
        plan.eligible += line.eligible;
    }
    return plan;
}

std::vector<Breach> breaches_of(WholeApplication const& whole, FundingCall const* call)
{
    auto const plan = plan_of(whole.application, whole.costs);
    if (!plan || !whole.application.asked)
        return {};
    return breaches_of(call != nullptr ? call->terms : Terms{}, *plan, *whole.application.asked);
}

std::vector<CostKind> unpaid_kinds(std::vector<CostLine> const& costs, FundingCall const& call)
{
    std::vector<CostKind> kinds;
    for (auto const kind : all_cost_kinds) {
        auto const is_eligible_line
            = [&](CostLine const& line) { return line.kind == kind && line.eligible > Money{}; };
        if (!call.pays(kind) && std::ranges::any_of(costs, is_eligible_line))
            kinds.push_back(kind);
    }
    return kinds;
}

} // namespace kommin::funding
