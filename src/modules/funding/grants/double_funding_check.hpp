#pragma once
// What may be paid twice, and what somebody has found out about it (reckoning/double_funding.hpp).

#include "modules/funding/grants/proof_store.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// over: grants account for more of a voucher than it was. same_file: two vouchers have one file. alike: same
// payee, day and amount. planned: applications plan to pay more than a cost is.
enum class FindingKind : std::uint8_t { over, same_file, alike, planned };
inline constexpr std::array<std::string_view, 4> finding_kind_names{"over", "same_file", "alike", "planned"};
inline std::string_view to_text(FindingKind kind)
{
    return kommin::name_of(finding_kind_names, kind);
}
MessageKey label_of(FindingKind kind);

struct Finding {
    FindingKind kind = FindingKind::alike;
    std::string key; // of what, with the amounts of which it speaks: other amounts are another finding
    std::vector<LikeVoucher> vouchers = {}; // of all but planned
    PaidTwice planned = {}; // of planned
    std::string measure = {}; // its title; "" for one that this person does not see
    std::vector<std::string> applications = {}; // their titles
    Money amount = {}; // by how much too much; of alike vouchers that of one of them
    std::optional<AcceptedFinding> accepted = {};
};
// How much is looked at, the newest first.
struct FindingLimits {
    std::size_t vouchers = 2'000; // that resemble others
    std::size_t applications = 2'000; // that plan to pay what others plan to pay, each with all of its lines
    std::size_t pairs = 500; // of vouchers that are alike
};
struct Findings {
    std::vector<Finding> all; // those that nobody has accepted come first
    bool is_cut = false; // there is more than was looked at
};
// Of the owners for whose money this actor accounts.
Findings list_findings(
    db::Connection& db, TenantId tenant, Actor const& actor, FindingLimits const& limits = {});

// Problems: not_found without the right for any; a conflict where there is no such finding any more; "reason"
// where it says nothing or too much. Accepted already: nothing is done.
Result<void> accept_finding(Work& work, std::string_view key, std::string_view reason);

} // namespace kommin::funding
