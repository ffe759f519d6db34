#pragma once
// The SQL of searches without a hit and nothing else.

#include "modules/portal/desk/unmet_search.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct SealedDayKey {
    Date day;
    std::string sealed;
};
std::vector<SealedDayKey> list_day_keys(db::Connection& db, TenantId tenant, Date since);
void insert_day_key(db::Connection& db, TenantId tenant, SealedDayKey const& key);
// With the fingerprints that were made with them.
void erase_day_key(db::Connection& db, TenantId tenant, Date day);
void erase_day_keys_before(db::Connection& db, TenantId tenant, Date limit);

// The same fingerprints are one sighting.
void insert_sighting(
    db::Connection& db, TenantId tenant, Date day, std::string_view words_mark, std::string_view place_mark);
std::int64_t count_sightings(db::Connection& db, TenantId tenant, std::string_view words_mark);
void erase_sightings(db::Connection& db, TenantId tenant, std::string_view words_mark);

std::optional<UnmetSearchId> find_unmet_search(
    db::Connection& db, TenantId tenant, std::string_view language, std::string_view words);
UnmetSearchId insert_unmet_search(
    db::Connection& db, TenantId tenant, std::string_view language, std::string_view words);
void add_unmet_search_times(
    db::Connection& db, TenantId tenant, UnmetSearchId id, Date day, std::int64_t times);
// One that is done is open again.
void reopen_unmet_search(db::Connection& db, TenantId tenant, UnmetSearchId id);
// False if there is none.
bool store_unmet_search_state(
    db::Connection& db, TenantId tenant, UnmetSearchId id, UnmetSearchState state, Date today);
// What is listed. times: the most frequent first; last_seen: the newest first; words: by letters.
struct UnmetSearchQuery {
    UnmetSearchState state = UnmetSearchState::open;
    std::string text = {}; // anywhere in the words; empty: any
    UnmetSearchOrder order = UnmetSearchOrder::times;
    bool reversed = false;
    std::int64_t limit = 0; // 0: all
    std::int64_t offset = 0;
};
std::vector<UnmetSearch> list_unmet_searches(
    db::Connection& db, TenantId tenant, UnmetSearchQuery const& query);
std::int64_t count_unmet_searches(db::Connection& db, TenantId tenant, UnmetSearchQuery const& query);
void erase_unmet_searches_before(db::Connection& db, TenantId tenant, Date limit);

} // namespace kommin::portal
