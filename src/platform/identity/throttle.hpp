#pragma once
// What slows down guessing: counters of failures. After some failures each further try has to wait twice as
// long as the one before.

#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

constexpr std::chrono::hours failures_fade{24};

// How many failures cost nothing, and the longest wait after that.
struct Patience {
    std::int64_t free_tries;
    std::chrono::seconds longest;
};
constexpr Patience for_account{5, std::chrono::minutes{15}};
constexpr Patience for_device{10, std::chrono::minutes{15}}; // people do forget
constexpr Patience for_network{30, std::chrono::minutes{15}}; // an office behind one address

struct Counter {
    std::string key;
    Patience patience;
};

// A counter that tells nobody what it counts: its name in the database is a fingerprint.
Counter counter_of(
    Secrets const& secrets, std::string_view kind, std::string_view text, Patience const& patience);

// Counts the try before it is made, so that a thousand at once do not slip through; whoever succeeds erases
// the failures again. Problem: unavailable, with the minutes to wait.
Result<void> begin_try(WorkContext const& context, std::vector<Counter> const& counters);

// How many accounts, browsers and networks somebody is guessing from or at: so many failures within a day
// that nobody has just forgotten a password. Only the holder of the server key could tell which.
std::int64_t count_guessed(db::Connection& db, TenantId tenant, Instant now);

// The part of an address that one owner controls: IPv4 as it is, of IPv6 the first 64 bits, however they are
// written.
std::string network_of(std::string_view peer);

} // namespace kommin::identity
