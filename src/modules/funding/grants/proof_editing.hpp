#pragma once
// Writing proofs of use, handing them in, and what came of them. Rights are those of whoever accounts for the
// money of the grant's owner.

#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/proof_sheet.hpp"
#include "modules/funding/grants/proof_store.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace proof_field {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view until = "until";
inline constexpr std::string_view own = "own";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view returned = "returned";
inline constexpr std::string_view report = "report";
// Not of the form; versions have them.
inline constexpr std::string_view handed_in_on = "handed_in_on";
inline constexpr std::string_view outcome = "outcome";
inline constexpr std::string_view outcome_text = "outcome_text";
} // namespace proof_field
inline constexpr std::array form_proof_fields{
    web::FormField{proof_field::kind, "grant_proof.field.kind"_msg},
    web::FormField{proof_field::until, "grant_proof.field.until"_msg},
    web::FormField{proof_field::own, "grant_proof.field.own"_msg},
    web::FormField{proof_field::other, "grant_proof.field.other"_msg},
    web::FormField{proof_field::returned, "grant_proof.field.returned"_msg},
    web::FormField{proof_field::report, "grant_proof.field.report"_msg}};
inline constexpr std::array later_proof_fields{
    web::FormField{proof_field::handed_in_on, "grant_proof.field.handed_in_on"_msg},
    web::FormField{proof_field::outcome, "grant_proof.field.outcome"_msg},
    web::FormField{proof_field::outcome_text, "grant_proof.field.outcome_text"_msg}};

inline constexpr std::array<std::string_view, 7> harmless_proof_fields{
    proof_field::kind,     proof_field::until,        proof_field::own,    proof_field::other,
    proof_field::returned, proof_field::handed_in_on, proof_field::outcome};
inline constexpr records::EditedKind edited_proofs{
    .kind = proof_subject,
    .table = proof_table,
    .owner = "(SELECT COALESCE(g.body_id, 0) FROM grants g WHERE g.id = grant_id)",
    .was_public = "FALSE",
    .actions = "funding.proof",
    .harmless_fields = harmless_proof_fields,
    .has_drafts = false};

// A proof with its grant.
struct SeenProof {
    ProofOfUse proof;
    Grant grant;
};
std::optional<SeenProof> find_seen_proof(db::Connection& db, TenantId tenant, ProofId id, Actor const& actor);

records::Fields form_of(ProofOfUse const& proof);
// Of a new one: until today, with the own money of the notice.
records::Fields form_of_new_proof(Grant const& grant, Date today);
records::Fields spelled_proof(records::Fields const& typed);

// Between which days a proof of a grant can end. Each counts from the beginning of the grant on, so that
// there are no gaps between two of them, and none covers a day twice.
struct ProofBounds {
    Date today;
    std::optional<Date> starts = {}; // of the grant, as far as it is known
    std::optional<Date> ends
        = {}; // no interim proof goes beyond it; what is paid later stands in the last one
    std::optional<Date> proven_until = {}; // by what was handed in and nobody has asked about
    bool is_proven = false; // the last proof is among that
};
ProofBounds bounds_of_proofs(Grant const& grant, std::vector<ProofOfUse> const& proofs, Date today);
std::vector<Problem> problems_of_proof(records::Fields const& fields, ProofBounds const& bounds);

struct ProofVersion {
    ProofId id;
    std::int64_t version;
};
// Problems of all: not_found without the right; a conflict where somebody has changed it meanwhile.

// Problems: what problems_of_proof() finds; of no field where it was handed in
// ("grant_proof.problem.frozen").
Result<void> save_proof(Work& work, ProofVersion const& seen, records::Fields const& typed);
// The next edition of its grant. `form_key`: a form sent twice with the same entries makes one. Problems:
// what problems_of_proof() finds; a conflict where another draft waits ("grant_proof.problem.draft").
Result<ProofId> add_proof(Work& work, GrantId grant, records::Fields const& typed, std::string_view form_key);
// What the sheet says, in a few letters: whoever hands it in says what they have read.
std::string mark_of_sheet(ProofSheet const& sheet);
// From here on its sums and its list of vouchers stay. `read`: mark_of_sheet() of what was on the page.
// Problems, all conflicts: "grant_proof.problem.moved" where it says something else by now;
// what problems_of_proof() finds by now; "grant_proof.problem.overpaid" where others have paid more than was
// spent; of a last one "grant_proof.problem.uneven" (with "left") and "grant_proof.problem.below_open" where
// an association has not proven its part, or not to the cent.
Result<void> hand_in_proof(Work& work, ProofVersion const& seen, std::string_view read);
// Problems: "outcome", "outcome_text" of a question that says nothing; a conflict of a draft.
Result<void> set_outcome_of_proof(Work& work, ProofVersion const& seen, records::Fields const& typed);

} // namespace kommin::funding
