#pragma once
// Secret votes: who may vote, who has, and ballots that share nothing with them (docs/adr/0053, 0070).

#include "modules/meetings/minutes/minutes_editing.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

using SecretVoteId = StrongId<struct SecretVoteTag>;

// Of the server, for keys of votes; it is not in the database.
using BallotKey = std::function<crypto::Key const&()>;

enum class VoteState : std::uint8_t { open, counted };
inline constexpr std::array<std::string_view, 2> vote_state_names{"open", "counted"};
inline std::string_view to_text(VoteState state)
{
    return kommin::name_of(vote_state_names, state);
}
inline bool from_text(std::string_view text, VoteState& state)
{
    return read_name(vote_state_names, text, state);
}

enum class Choice : std::uint8_t { yes, no, abstained };
inline constexpr std::array<std::string_view, 3> choice_names{"yes", "no", "abstained"};
inline std::string_view to_text(Choice choice)
{
    return kommin::name_of(choice_names, choice);
}
inline bool from_text(std::string_view text, Choice& choice)
{
    return read_name(choice_names, text, choice);
}

struct SecretVote {
    SecretVoteId id;
    MinutesId minutes;
    std::string motion; // Motion::key()
    std::string question; // as the motion said when the vote began
    VoteState state = VoteState::open;
    std::string sealed_key;
    std::int64_t cast_votes = 0;
    std::optional<std::int64_t> yes, no, abstained; // nothing: not counted, or too few took part
};
struct SecretVoter {
    contacts::PersonId person;
    bool has_voted = false;
};
// From so many ballots on a result is shown: of fewer, one's own ballot tells those of the others.
inline constexpr std::int64_t fewest_ballots = 3;

// SQL; inside the caller's transaction.
std::vector<SecretVote> list_secret_votes(db::Connection& db, TenantId tenant, MinutesId minutes);
std::optional<SecretVote> load_secret_vote(db::Connection& db, TenantId tenant, SecretVoteId id);
std::vector<SecretVoter> list_secret_voters(db::Connection& db, TenantId tenant, SecretVoteId id);
std::int64_t count_cast_votes(db::Connection& db, TenantId tenant, SecretVoteId id);
// Somebody who is merged or erased has no part in a vote any more; what was cast stays.
void forget_secret_voter(db::Connection& db, TenantId tenant, contacts::PersonId person);

// Whoever is noted as present and has a vote: one for each seat, its holder before a substitute; each person
// once.
std::vector<contacts::PersonId> people_with_vote(db::Connection& db, TenantId tenant, Meeting const& meeting);

// The code on the slip of somebody, from the key of the vote; nothing once it was counted.
std::optional<std::string> code_of(
    crypto::Key const& server_key, SecretVote const& vote, contacts::PersonId person);
// Which vote and whose, while it is open.
struct OpenBallot {
    SecretVote vote;
    SecretVoter voter;
};
std::optional<OpenBallot> find_open_ballot(
    db::Connection& db, TenantId tenant, crypto::Key const& server_key, std::string_view code);

// Begins a vote on a motion; its wording stays from here on. Problems: not_found without the right to write
// these minutes; a conflict as of Editing::begin(), "minutes.problem.approved", "ballot.problem.motion" where
// there is no such motion or it was decided already, "ballot.problem.voters" where fewer than three can vote.
Result<SecretVoteId> open_secret_vote(
    Work& work, crypto::Key const& server_key, MinutesVersion const& seen, std::string_view motion);
// Whether it was cast now; false where they have voted already, whatever it says. Nothing of it is noted.
// Problems: gone where the code leads to no open vote.
Result<bool> cast_ballot(Work& work, crypto::Key const& server_key, std::string_view code, Choice choice);
// Counts, once: afterwards there are no ballots and no key. Problems: not_found without the right to write
// these minutes.
Result<void> count_secret_vote(Work& work, crypto::Key const& server_key, SecretVoteId id);

} // namespace kommin::meetings
