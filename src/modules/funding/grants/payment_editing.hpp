#pragma once
// Editing calls for payment. Rights are those for the money of the grant's owner.

#include "modules/funding/grants/grant_editing.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace payment_field {
inline constexpr std::string_view requested_on = "requested_on";
inline constexpr std::string_view requested = "requested";
inline constexpr std::string_view received_on = "received_on";
inline constexpr std::string_view received = "received";
inline constexpr std::string_view remark = web::common_field::remark;
} // namespace payment_field
inline constexpr std::array form_payment_fields{
    web::FormField{payment_field::requested_on, "grant_payment.field.requested_on"_msg},
    web::FormField{payment_field::requested, "grant_payment.field.requested"_msg},
    web::FormField{payment_field::received_on, "grant_payment.field.received_on"_msg},
    web::FormField{payment_field::received, "grant_payment.field.received"_msg},
    web::FormField{payment_field::remark, "form.remark"_msg}};

inline constexpr std::array<std::string_view, 4> harmless_payment_fields{
    payment_field::requested_on, payment_field::requested, payment_field::received_on,
    payment_field::received};
inline constexpr records::EditedKind edited_payments{
    .kind = payment_subject,
    .table = payment_table,
    .owner = "(SELECT COALESCE(g.body_id, 0) FROM grants g WHERE g.id = grant_id)",
    .was_public = "FALSE",
    .actions = "funding.payment",
    .harmless_fields = harmless_payment_fields,
    .has_drafts = false};

// A call with the grant whose money it calls.
struct SeenPayment {
    PaymentCall payment;
    Grant grant;
};
std::optional<SeenPayment> find_seen_payment(
    db::Connection& db, TenantId tenant, PaymentId id, Actor const& actor, Permission permission);

records::Fields form_of(PaymentCall const& payment);
records::Fields spelled_payment(records::Fields const& typed);
// A call over nothing needs a remark: it was taken back. `today`: nothing was called and no money has come on
// a day that is still to come.
std::vector<Problem> problems_of_payment(records::Fields const& fields, Date today);

struct PaymentVersion {
    PaymentId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_payment() finds; "requested_on" before the notice;
// "requested" or "received" where all calls together would be more than the grant; a conflict where somebody
// has changed it meanwhile.
Result<void> save_payment(Work& work, PaymentVersion const& seen, records::Fields const& typed);
// A page lists them all: more of one grant are refused.
inline constexpr std::size_t most_payments_of_grant = 500;
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_payment(); a conflict
// where the grant has too many.
Result<PaymentId> add_payment(
    Work& work, GrantId grant, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::funding
