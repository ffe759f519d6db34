#include "modules/portal/site/search_tally.hpp"

#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t most_waiting = 2'000;
constexpr std::size_t most_seen = 20'000;

}

void SearchTally::forget_yesterday(Instant now)
{
    auto const today = std::chrono::floor<std::chrono::days>(now);
    if (today == day_)
        return;
    day_ = today;
    key_ = crypto::Key::random();
    seen_.clear();
}

void SearchTally::note(TenantId tenant, SearchSighting sighting, Instant now)
{
    auto const what = std::to_string(tenant.value) + '\n' + std::string(sighting.language.tag()) + '\n'
        + sighting.words + '\n' + sighting.network;
    std::lock_guard const lock(mutex_);
    forget_yesterday(now);
    auto fingerprint = crypto::keyed_fingerprint(key_, what);
    if (count_ >= most_waiting || seen_.size() >= most_seen || seen_.contains(fingerprint)
        || networks_.take(std::to_string(tenant.value) + ' ' + sighting.network, now))
        return;
    seen_.insert(std::move(fingerprint));
    waiting_[tenant].push_back(std::move(sighting));
    ++count_;
}

std::vector<SearchSighting> SearchTally::take(TenantId tenant)
{
    std::lock_guard const lock(mutex_);
    auto taken = std::exchange(waiting_[tenant], {});
    count_ -= taken.size();
    return taken;
}

void SearchTally::put_back(TenantId tenant, std::vector<SearchSighting> sightings)
{
    std::lock_guard const lock(mutex_);
    auto& waiting = waiting_[tenant];
    for (auto& sighting : sightings) {
        if (count_ >= most_waiting)
            return;
        waiting.push_back(std::move(sighting));
        ++count_;
    }
}

} // namespace kommin::portal
