#include "modules/funding/programmes/programme.hpp"

#include <algorithm>

namespace kommin::funding {

MessageKey label_of(Financing financing)
{
    switch (financing) {
    case Financing::deficit:
        return "funding.kind.deficit"_msg;
    case Financing::fixed:
        return "funding.kind.fixed"_msg;
    case Financing::share:
        break;
    }
    return "funding.kind.share"_msg;
}

MessageKey label_of(CostKind kind)
{
    switch (kind) {
    case CostKind::staff:
        return "cost.staff"_msg;
    case CostKind::fees:
        return "cost.fees"_msg;
    case CostKind::material:
        return "cost.material"_msg;
    case CostKind::rooms:
        return "cost.rooms"_msg;
    case CostKind::travel:
        return "cost.travel"_msg;
    case CostKind::publicity:
        return "cost.publicity"_msg;
    case CostKind::overhead:
        return "cost.overhead"_msg;
    case CostKind::other:
        break;
    }
    return "cost.other"_msg;
}

MessageKey label_of(TermsBreach breach)
{
    switch (breach) {
    case TermsBreach::above_cost:
        return "application.breach.above_cost"_msg;
    case TermsBreach::gap:
        return "application.breach.gap"_msg;
    case TermsBreach::above_terms:
        return "application.breach.above_terms"_msg;
    case TermsBreach::below_least:
        return "application.breach.below_least"_msg;
    case TermsBreach::own_share_too_small:
        break;
    }
    return "application.breach.own_share"_msg;
}

bool FundingCall::pays(CostKind kind) const
{
    return cost_kinds.empty() || std::ranges::find(cost_kinds, kind) != cost_kinds.end();
}

} // namespace kommin::funding
