#pragma once
// What a proof of use says to the cent: reckoned from vouchers, calls and what was passed on, or as it was
// handed in.

#include "modules/funding/grants/grant_proof.hpp"
#include "modules/funding/grants/voucher.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// A voucher as the proof lists it.
struct ProofLine {
    std::int64_t serial = 0;
    Date day;
    Date paid_on;
    std::string payee;
    std::string purpose;
    CostKind kind = CostKind::other;
    Money amount; // that this grant accounts for
    std::string recipient; // of an association; "": of the owner of the grant
    friend bool operator==(ProofLine const&, ProofLine const&) = default;
};
// What an association has proven of what it got.
struct LowerLine {
    std::string recipient;
    std::string title;
    Money passed_on = {};
    Money spent = {};
    Money own = {};
    Money other = {};
    Money returned = {};
    Money left = {};
    Money overpaid = {};
    friend bool operator==(LowerLine const&, LowerLine const&) = default;
};

struct ProofSheet {
    Money received;
    Money own; // of the owner of the grant
    Money other; // likewise
    Money below; // own and other money of associations
    Money returned;
    Money spent; // over both levels
    Money paid_by_grant;
    Money left;
    Money overpaid;
    std::vector<KindSum> by_kind; // spent, over both levels
    std::vector<KindSum> planned; // of the notice
    std::optional<Financing> financing; // likewise; nothing: not known
    std::optional<Money> remaining; // what the grant comes to; nothing where its notice does not say enough
    std::vector<LowerLine> lower;
    std::vector<ProofLine> lines; // by their numbers

    // What stands on both sides: received + own + other = spent + returned + left.
    [[nodiscard]] bool is_even() const { return left == Money{} && overpaid == Money{}; }
    [[nodiscard]] std::string to_json() const;
    // Nothing for what to_json() never writes.
    static std::optional<ProofSheet> from_json(std::string_view json);
    friend bool operator==(ProofSheet const&, ProofSheet const&) = default;
};

ProofSheet reckon_sheet(db::Connection& db, TenantId tenant, ProofOfUse const& proof);
// What it said when it was handed in; of a draft what it says now.
ProofSheet sheet_of(db::Connection& db, TenantId tenant, ProofOfUse const& proof);

} // namespace kommin::funding
