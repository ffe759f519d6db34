#include "modules/funding/grants/grant_proof.hpp"
#include "modules/funding/grants/passed_on.hpp"
#include "modules/funding/grants/voucher.hpp"

#include <algorithm>

namespace kommin::funding {

MessageKey label_of(ProofKind kind)
{
    return kind == ProofKind::interim ? "grant_proof.kind.interim"_msg : "grant_proof.kind.final"_msg;
}

MessageKey label_of(ProofOutcome outcome)
{
    switch (outcome) {
    case ProofOutcome::accepted:
        return "grant_proof.outcome.accepted"_msg;
    case ProofOutcome::questioned:
        return "grant_proof.outcome.questioned"_msg;
    case ProofOutcome::none:
        break;
    }
    return "grant_proof.outcome.none"_msg;
}

MessageKey label_of(PassedOnState state)
{
    switch (state) {
    case PassedOnState::agreed:
        return "passed_on.state.agreed"_msg;
    case PassedOnState::proven:
        return "passed_on.state.proven"_msg;
    case PassedOnState::accepted:
        return "passed_on.state.accepted"_msg;
    case PassedOnState::withdrawn:
        return "passed_on.state.withdrawn"_msg;
    case PassedOnState::drafted:
        break;
    }
    return "passed_on.state.drafted"_msg;
}

MessageKey label_of(RequestState state)
{
    switch (state) {
    case RequestState::invited:
        return "passed_on_request.state.invited"_msg;
    case RequestState::received:
        return "passed_on_request.state.received"_msg;
    case RequestState::accepted:
        return "passed_on_request.state.accepted"_msg;
    case RequestState::refused:
        return "passed_on_request.state.refused"_msg;
    case RequestState::none:
        break;
    }
    return "passed_on_request.state.none"_msg;
}

VoucherShare const* Voucher::share_of(GrantId grant) const
{
    auto const found = std::ranges::find(shares, grant, &VoucherShare::grant);
    return found == shares.end() ? nullptr : &*found;
}

} // namespace kommin::funding
