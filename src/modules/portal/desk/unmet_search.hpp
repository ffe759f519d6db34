#pragma once
// What people looked for and did not find, as a list of work. Of nobody in particular: what was typed is kept
// readable once it has come from four providers' networks within a fortnight, and until then as a fingerprint
// that nobody can read afterwards.

#include "modules/portal/site/search_tally.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using UnmetSearchId = StrongId<struct UnmetSearchTag>;

// done: something was changed for it; it comes back when it is searched in vain again. hidden: for good.
enum class UnmetSearchState : std::uint8_t { open, done, hidden };
inline constexpr std::array<std::string_view, 3> unmet_search_state_names{"open", "done", "hidden"};
inline std::string_view to_text(UnmetSearchState state)
{
    return name_of(unmet_search_state_names, state);
}
inline bool from_text(std::string_view text, UnmetSearchState& state)
{
    return read_name(unmet_search_state_names, text, state);
}

enum class UnmetSearchOrder : std::uint8_t { times, words, last_seen };

struct UnmetSearch {
    UnmetSearchId id;
    std::string words;
    std::string language; // tag
    UnmetSearchState state = UnmetSearchState::open;
    std::int64_t times = 0; // each network once a day
    Date last_seen;
};

// From the networks of how many providers words must have come within a fortnight before they are kept: what
// one person asks again and again, at home, at work and on the way, makes nothing readable.
constexpr std::int64_t providers_to_be_kept = 4;

// Stores what a process has noted. `server_key` seals the keys of the days.
Result<void> store_sightings(
    Work& work, crypto::Key const& server_key, std::span<SearchSighting const> sightings);

// Problem: not_found (also without the right to settle).
Result<void> settle_unmet_search(Work& work, UnmetSearchId id, UnmetSearchState state);

// Erases fingerprints and keys after a fortnight, counts after a year, and words of which nothing is counted.
Result<void> erase_old_searches(Work& work);
RecurringRule search_erasure();

} // namespace kommin::portal
