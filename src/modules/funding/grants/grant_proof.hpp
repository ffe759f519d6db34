#pragma once
// Proofs of use: what a grant was used for up to a day. What was handed in keeps its sums for ever.

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/reckoning/proof.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::funding {

inline constexpr content::SubjectKind proof_subject{"grant_proof"};

using ProofId = StrongId<struct GrantProofTag>;

// final: the last one, which is handed in only when ProofSums::is_even().
enum class ProofKind : std::uint8_t { interim, final };
inline constexpr std::array<std::string_view, 2> proof_kind_names{"interim", "final"};
inline std::string_view to_text(ProofKind kind)
{
    return kommin::name_of(proof_kind_names, kind);
}
inline bool from_text(std::string_view text, ProofKind& kind)
{
    return read_name(proof_kind_names, text, kind);
}

enum class ProofOutcome : std::uint8_t { none, accepted, questioned };
inline constexpr std::array<std::string_view, 3> proof_outcome_names{"", "accepted", "questioned"};
inline std::string_view to_text(ProofOutcome outcome)
{
    return kommin::name_of(proof_outcome_names, outcome);
}
inline bool from_text(std::string_view text, ProofOutcome& outcome)
{
    return read_name(proof_outcome_names, text, outcome);
}

MessageKey label_of(ProofKind kind);
MessageKey label_of(ProofOutcome outcome);

struct ProofOfUse {
    ProofId id;
    GrantId grant;
    int edition = 1; // of the proofs of its grant
    ProofKind kind = ProofKind::final;
    Date until; // the last day that it covers
    Money own;
    Money other;
    Money returned; // to whoever granted it
    std::string report; // each line a paragraph
    std::optional<Date> handed_in_on; // nothing: a draft
    std::string sums; // JSON: what it said to the cent when it was handed in; "" of a draft
    ProofOutcome outcome = ProofOutcome::none;
    std::string outcome_text;
    std::int64_t version = 1;
    Instant changed_at = {};
};

} // namespace kommin::funding
