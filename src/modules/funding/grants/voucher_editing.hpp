#pragma once
// Editing vouchers. A change counts at once; nothing is deleted, a wrong one is cancelled. Rights are those
// of whoever accounts for money of their owner.

#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/grant_files.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "platform/web/field_check.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace voucher_field {
inline constexpr std::string_view day = "day";
inline constexpr std::string_view payee = "payee";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view paid_on = "paid_on";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view measure = "measure"; // its number
inline constexpr std::string_view shares = "shares"; // several: "12|250,00", by the number of the grant
// Have pages of their own; versions have them, too.
inline constexpr std::string_view file = "file";
inline constexpr std::string_view cancelled = "cancelled";
} // namespace voucher_field
inline constexpr std::array form_voucher_fields{
    web::FormField{voucher_field::day, "voucher.field.day"_msg},
    web::FormField{voucher_field::payee, "voucher.field.payee"_msg},
    web::FormField{voucher_field::purpose, "voucher.field.purpose"_msg},
    web::FormField{voucher_field::amount, "voucher.field.amount"_msg},
    web::FormField{voucher_field::kind, "cost.kind"_msg},
    web::FormField{voucher_field::paid_on, "voucher.field.paid_on"_msg},
    web::FormField{voucher_field::number, "voucher.field.number"_msg},
    web::FormField{voucher_field::measure, "cost.measure"_msg}};

inline constexpr std::array<std::string_view, 6> harmless_voucher_fields{
    voucher_field::day,     voucher_field::amount,  voucher_field::kind,
    voucher_field::paid_on, voucher_field::measure, voucher_field::shares};
inline constexpr records::EditedKind edited_vouchers{
    .kind = voucher_subject,
    .table = voucher_table,
    .owner = "COALESCE(body_id, 0)", // as Voucher::owner()
    .was_public = "FALSE",
    .actions = "funding.voucher",
    .harmless_fields = harmless_voucher_fields,
    .has_drafts = false};

// A proof lists them all: more of one grant are refused.
inline constexpr int most_vouchers_of_grant = 2'000;

// The form asks for the share of each grant in a field of its own: "share_12".
std::string share_field(GrantId grant);
struct TypedShare {
    std::string grant, amount;
};
std::string share_value(TypedShare const& typed);
TypedShare read_share_value(std::string_view value);

std::optional<Voucher> find_seen_voucher(
    db::Connection& db, TenantId tenant, VoucherId id, Actor const& actor);

records::Fields form_of(Voucher const& voucher);
records::Fields spelled_voucher(records::Fields const& typed);
// `today`: no bill was written or paid on a day that is still to come.
std::vector<Problem> problems_of_voucher(records::Fields const& fields, Date today);
// The part of it that an association enters, too.
Voucher voucher_from(records::Fields const& fields);
void check_voucher(web::FieldCheck& check, Date today);

struct VoucherVersion {
    VoucherId id;
    std::int64_t version;
};
// Problems of all: not_found without the right; a conflict where somebody has changed it meanwhile.

// Problems: what problems_of_voucher() finds; "measure" where it names none of its owner; the field of a
// share that names no grant of its owner; "amount" where the shares are more than the voucher; of no field
// where it is cancelled or erased, or its association's proof was accepted; the field of the share of a grant
// that has too many.
Result<void> save_voucher(Work& work, VoucherVersion const& seen, records::Fields const& typed);
// In the list of that grant, which accounts for all of it where no share is typed. `form_key`: a form
// sent twice with the same entries makes one. Problems as of save_voucher().
Result<VoucherId> add_voucher(
    Work& work, GrantId grant, records::Fields const& typed, std::string_view form_key);
// Problems: "reason" where it says nothing or too much; a conflict as of save_voucher(). Cancelled already
// for that reason: nothing is done.
Result<void> cancel_voucher(Work& work, VoucherVersion const& seen, std::string_view reason);
// For whoever need not be asked: the association that has entered it, the end of its contract. One that
// counts.
void cancel_voucher_unasked(Work& work, Voucher const& voucher, std::string_view reason);
Result<void> put_voucher_file(Work& work, VoucherVersion const& seen, StoredGrantFile const& file);

// What somebody can choose from in the form.
struct VoucherChoices {
    std::vector<NamedGrant> grants; // of the owner, the newest first
    std::vector<goals::NamedMeasure> measures; // of the owner that this person sees
    [[nodiscard]] std::string grant(std::string_view number) const;
    [[nodiscard]] std::string measure(std::string_view number) const;
};
VoucherChoices load_voucher_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, std::optional<tenants::BodyId> owner);

} // namespace kommin::funding
