#pragma once
// SearchTally: the searches of this process that found nothing or not all of their words, until they are
// stored. The search itself stores nothing: it notes here, in memory, and goes on.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/token_buckets.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace kommin::portal {

struct SearchSighting {
    std::string words; // as countable_words() gives them (directory/search_words.hpp)
    i18n::Language language = i18n::Language::german();
    std::string network; // as the logs show it
    std::string provider; // http::provider_network()
};

// Safe from every thread. The memory is bounded; what is beyond it is not counted.
class SearchTally {
public:
    // The same words of the same network count once a day, and no network adds more than a few in a minute:
    // nobody fills the list of a district alone.
    void note(TenantId tenant, SearchSighting sighting, Instant now);
    // What was noted since the last time.
    std::vector<SearchSighting> take(TenantId tenant);
    // What could not be stored: it waits for the next time.
    void put_back(TenantId tenant, std::vector<SearchSighting> sightings);

private:
    void forget_yesterday(Instant now);

    std::mutex mutex_;
    std::map<TenantId, std::vector<SearchSighting>> waiting_;
    std::size_t count_ = 0; // of all tenants
    // Fingerprints of what was counted today, with a key that nobody outside of this process ever has.
    crypto::Key key_ = crypto::Key::random();
    std::unordered_set<std::string> seen_;
    std::chrono::sys_days day_{};
    web::TokenBuckets networks_{{.burst = 20, .one_per = std::chrono::seconds(30)}};
};

} // namespace kommin::portal
