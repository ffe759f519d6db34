#pragma once
// Slips of a secret vote: the code that is printed, and what the database has of it (docs/adr/0073).

#include "modules/meetings/ballots/vote_keys.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// As the form names them: of one length, so that the length of a request tells nothing.
enum class Choice : std::uint8_t { yes, no, abstained };
inline constexpr std::array<std::string_view, 3> choice_names{"j", "n", "e"};
inline constexpr std::array all_choices{Choice::yes, Choice::no, Choice::abstained};
inline std::string_view to_text(Choice choice)
{
    return kommin::name_of(choice_names, choice);
}
inline bool from_text(std::string_view text, Choice& choice)
{
    return read_name(choice_names, text, choice);
}

// 80 random bits as 16 characters, of which none is taken for another.
std::string new_code();
// The code that somebody means, in any spelling of case, blanks and hyphens; O is zero, I and L are one.
// Nothing for what cannot be one.
std::optional<std::string> code_from(std::string_view typed);
std::string in_groups(std::string_view code); // "7K2M-…", as it is printed
std::string digest_of(std::string_view code);

struct Slip {
    std::string digest;
    std::optional<Choice> choice; // nothing: not used yet
};
struct OpenedSlips {
    std::vector<Slip> slips; // in the order of their digests
    std::int64_t unopened = 0; // rows that are not as they were written
};

// SQL; inside the caller's transaction.
OpenedSlips open_slips(db::Connection& db, TenantId tenant, crypto::Key const& key, SecretVoteId vote);
// Writes all slips of the vote anew, each sealed afresh, in the order of their digests: whatever the engine
// keeps of rows (place, transaction, what they were before) is the same for all of them.
void write_slips(
    db::Connection& db, TenantId tenant, crypto::Key const& key, SecretVoteId vote, std::vector<Slip> slips);
void delete_slips(db::Connection& db, TenantId tenant, SecretVoteId vote);
// The vote to which a code belongs, as long as it is open.
std::optional<SecretVoteId> find_vote_of(db::Connection& db, TenantId tenant, std::string_view digest);

} // namespace kommin::meetings
