#include "platform/web/token_buckets.hpp"

#include <algorithm>

namespace kommin::web {

std::optional<std::chrono::seconds> TokenBuckets::take(std::string_view key, Instant now, int count)
{
    auto const wanted = std::clamp(count, 1, rate_.burst);
    std::lock_guard const lock(mutex_);
    if (full_at_.size() >= most_keys_)
        forget_full_buckets(now);
    auto found = full_at_.find(std::string(key));
    if (found == full_at_.end()) {
        if (full_at_.size() >= most_keys_)
            return rate_.one_per * wanted;
        found = full_at_.emplace(key, now).first;
    }
    // Tokens that are missing now, told as the time until they will be back.
    auto const full_at = std::max(found->second, now);
    auto const empty_at = now + rate_.one_per * (rate_.burst - wanted);
    if (full_at > empty_at)
        return std::chrono::ceil<std::chrono::seconds>(full_at - empty_at);
    found->second = full_at + rate_.one_per * wanted;
    return std::nullopt;
}

void TokenBuckets::give_back(std::string_view key, int count)
{
    std::lock_guard const lock(mutex_);
    if (auto const found = full_at_.find(std::string(key)); found != full_at_.end())
        found->second -= rate_.one_per * std::clamp(count, 1, rate_.burst);
}

void TokenBuckets::forget_full_buckets(Instant now)
{
    std::erase_if(full_at_, [&](auto const& bucket) { return bucket.second <= now; });
}

} // namespace kommin::web
