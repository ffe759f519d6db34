#pragma once
// What the link in a letter to an association leads to, and what they prove by it: which bills they have
// paid, what was done, and that it adds up to the cent.

#include "modules/funding/grants/grant_files.hpp"
#include "modules/funding/grants/passed_on_editing.hpp"
#include "modules/funding/grants/voucher_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace proof_form_field {
inline constexpr std::string_view paid_on = "paid_on";
inline constexpr std::string_view payee = "payee";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view report = "report";
inline constexpr std::string_view own = "own";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view returned = "returned";
} // namespace proof_form_field

// A new link for a letter: its last part. It is stored as a digest.
std::string add_passed_on_link(Work& work, PassedOn const& one, LinkPurpose purpose = LinkPurpose::proof);
// The contract to which a link of that purpose leads; nothing once its day is over, or the address is another
// one.
std::optional<PassedOn> find_linked(
    db::Connection& db, TenantId tenant, std::string_view token, LinkPurpose purpose, Date today);
// Whoever passes it on: "Kreis Unna".
std::string giver_of(db::Connection& db, TenantId tenant, Grant const& grant);

struct OpenPassedOn {
    PassedOn one;
    Grant grant;
    std::string giver; // whoever passed it on: "Kreis Unna"
    std::vector<Voucher> vouchers; // that count
    ProofSums sums;
};
// Nothing once its day is over, the address is another one, or nothing waits for the association any more.
// One whose proof is in is read, and says so.
std::optional<OpenPassedOn> find_open_passed_on(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

std::vector<Problem> problems_of_bill(records::Fields const& fields, Date today);
// Problems of all: gone where the link leads to nothing, or the proof is in already.

// A bill, with a file that is stored already. `form_key`: a form sent twice makes one. Problems: what
// problems_of_bill() finds; a conflict where there are too many ("proof_form.problem.too_many").
Result<void> add_bill_by_link(
    Work& work, std::string_view token, records::Fields const& typed,
    std::optional<StoredGrantFile> const& file, std::string_view form_key);
// One that was entered by this link's contract; gone for any other. Removed already: nothing is done.
Result<void> remove_bill_by_link(Work& work, std::string_view token, VoucherId id);

// `is_sent`: whether it is the proof, or only kept for now.
std::vector<Problem> problems_of_association(records::Fields const& fields, bool is_sent);
// `seen`: the version that the form was made from. Problems: what problems_of_association() finds; conflicts:
// "proof_form.problem.moved" where somebody has changed it meanwhile; of a proof "proof_form.problem.uneven"
// (with "left") and "proof_form.problem.overpaid" where it does not add up. The same proof a second time is
// none.
Result<void> save_proof_by_link(
    Work& work, std::string_view token, records::Fields const& typed, std::int64_t seen, bool is_sent);

} // namespace kommin::funding
