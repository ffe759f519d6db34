#pragma once
// Secret votes, like paper: slips without names, of which the database knows digests only (docs/adr/0073).

#include "modules/meetings/ballots/slips.hpp"
#include "modules/meetings/minutes/minutes_editing.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

enum class VoteState : std::uint8_t { open, counted, cancelled };
inline constexpr std::array<std::string_view, 3> vote_state_names{"open", "counted", "cancelled"};
inline std::string_view to_text(VoteState state)
{
    return kommin::name_of(vote_state_names, state);
}
inline bool from_text(std::string_view text, VoteState& state)
{
    return read_name(vote_state_names, text, state);
}

struct SecretVote {
    SecretVoteId id;
    MinutesId minutes;
    std::string motion; // Motion::key()
    std::string question; // as the motion said when the vote began
    VoteState state = VoteState::open;
    std::int64_t slips = 0;
    // Nothing: not counted, or too few took part.
    std::optional<std::int64_t> cast, yes, no, abstained;
};
// Of so many ballots on a result is kept: of fewer, one's own tells those of the others.
inline constexpr std::int64_t fewest_ballots = 3;
inline constexpr std::int64_t most_slips = 500;

// SQL; inside the caller's transaction.
std::vector<SecretVote> list_secret_votes(db::Connection& db, TenantId tenant, MinutesId minutes);
std::optional<SecretVote> load_secret_vote(db::Connection& db, TenantId tenant, SecretVoteId id);

// Whoever is noted as present and has a vote: holders first over all seats, then substitutes for as many of
// the others as can be; each person once.
struct PeopleWithVote {
    std::vector<contacts::PersonId> people;
    std::vector<contacts::PersonId> unsettled; // on seats of which nobody has said whether they have a vote
    bool knows_seats = false; // of the panel on that day, with whoever sits on them
};
PeopleWithVote people_with_vote(db::Connection& db, TenantId tenant, Meeting const& meeting);
// No vote takes more slips: as many as the minutes say have a vote, else whoever has one and is present;
// where no seats are known, whoever is present.
std::int64_t most_slips_for(
    db::Connection& db, TenantId tenant, Meeting const& meeting, MinutesContent const& content);
// Whether a secret vote can be held on it: nobody has decided it, or too few took part in the last one.
bool can_be_voted_on(Motion const& motion);

struct OpenedVote {
    SecretVoteId id;
    std::vector<std::string> codes; // of the slips; they are nowhere else
};
// Begins a vote on a motion, whose wording stays from here on. The key is on the disk before the commit.
// Problems: not_found without the right to write these minutes; a conflict as of Editing::begin(),
// "minutes.problem.approved", "ballot.problem.motion" where can_be_voted_on() says no; "slips" where these
// are fewer than three or more than most_slips_for() ("ballot.problem.slips").
Result<OpenedVote> open_secret_vote(
    Work& work, VoteKeys const& keys, MinutesVersion const& seen, std::string_view motion,
    std::int64_t slips);
// New codes for all slips of an open vote, as long as none was used: the answer with the first ones was lost,
// or the printer. Those of before are void. Problems: as of count_secret_vote(), and a conflict where one was
// used ("ballot.problem.in_use").
Result<OpenedVote> renew_slips(Work& work, VoteKeys const& keys, SecretVoteId id);
// Whether it was cast now; false where that slip was used before, whatever it says. Notes nothing. Problems:
// gone where the code belongs to no open vote; a conflict where the key is not here ("ballot.problem.key") or
// rows are not as they were written ("ballot.problem.broken"): then nothing changes.
Result<bool> cast_ballot(Work& work, VoteKeys const& keys, std::string_view code, Choice choice);
// What is asked before counting where not all slips were used, with {cast} and {slips}.
MessageKey question_before_counting(std::int64_t cast);
// Counts, once. Afterwards there are no slips; the caller erases the key when this is committed. Problems:
// not_found without the right to write these minutes; a conflict as of cast_ballot(), "ballot.problem.ended",
// or where slips were not used and `others_lapse` is not said (question_before_counting()).
Result<void> count_secret_vote(Work& work, VoteKeys const& keys, SecretVoteId id, bool others_lapse);
// Ends it without a result; its motion is free for another try. Needs no key, which the caller erases when
// this is committed. Problems: as of count_secret_vote().
Result<void> cancel_secret_vote(Work& work, SecretVoteId id);

// Erases keys of votes that have ended, and those without any vote once they are a day old: what an
// interruption between file and commit left behind. Not at once, since a copy of the database, started on the
// same folder, does not know of votes that are open in the real one.
void erase_lost_vote_keys(Work& work, VoteKeys const& keys);
RecurringRule vote_key_erasure(VoteKeys keys);
// After a vote has ended: erases its key, if the process that counted did not live to do it, and gives the
// space of its slips back.
JobRule vote_clearing(VoteKeys keys);

} // namespace kommin::meetings
