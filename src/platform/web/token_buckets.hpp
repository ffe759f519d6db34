#pragma once
// TokenBuckets: how often somebody may do something, counted in this process. For what is open to everybody
// and costs us something.

#include "platform/base/date.hpp"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kommin::web {

// Safe from every thread. The memory is bounded: with more keys in use at once than `most_keys`, new ones
// have to wait as if their bucket were empty.
class TokenBuckets {
public:
    struct Rate {
        int burst = 1; // at once
        std::chrono::seconds one_per{60}; // and then one per this time
    };
    explicit TokenBuckets(Rate rate, std::size_t most_keys = 10'000)
        : rate_(rate)
        , most_keys_(most_keys)
    { }

    // Takes tokens of this key, all or none. Nothing: they were there. Otherwise the time after which they
    // will be. More than the bucket holds count as a full one.
    std::optional<std::chrono::seconds> take(std::string_view key, Instant now, int count = 1);
    // Puts back what was taken for nothing.
    void give_back(std::string_view key, int count = 1);

private:
    void forget_full_buckets(Instant now);

    Rate rate_;
    std::size_t most_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Instant> full_at_; // when the bucket will be full again
};

} // namespace kommin::web
