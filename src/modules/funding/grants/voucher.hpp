#pragma once
// Vouchers: what was paid for, and which grants account for how much of it.

#include "modules/funding/grants/passed_on.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

inline constexpr content::SubjectKind voucher_subject{"voucher"};

using VoucherId = StrongId<struct VoucherTag>;

// Of the grants that account for it; together not more than the voucher.
struct VoucherShare {
    GrantId grant;
    Money amount;
    std::int64_t serial = 0; // its number in the list of that grant; 0: it gets one when it is stored
    friend bool operator==(VoucherShare const&, VoucherShare const&) = default;
};

struct Voucher {
    VoucherId id;
    std::optional<tenants::BodyId> body; // whose books; nothing: the Kreis
    std::optional<PassedOnId> passed_on; // of the association that got this
    std::string number; // in those books
    Date day;
    std::optional<Date> paid_on; // nothing: not paid yet, and in no proof of use
    std::string payee; // an office or a firm; of fees a person
    std::string purpose;
    Money amount;
    CostKind kind = CostKind::other;
    std::optional<goals::MeasureId> measure;
    std::string file; // its digest in the store of files; "": none
    std::string file_name; // "beleg.pdf", "beleg.webp": what kind of file it is
    std::int64_t file_size = 0; // bytes
    std::string cancel_reason; // "": it counts
    std::optional<Date> erased_on; // of payee, purpose and file, when they were kept long enough
    std::vector<VoucherShare> shares; // by grant
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    [[nodiscard]] bool counts() const { return cancel_reason.empty(); }
    [[nodiscard]] VoucherShare const* share_of(GrantId grant) const;
};

} // namespace kommin::funding
