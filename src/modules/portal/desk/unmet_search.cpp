#include "modules/portal/desk/unmet_search.hpp"

#include "modules/portal/desk/unmet_search_store.hpp"
#include "modules/portal/directory/permissions.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace kommin::portal {

namespace {

// For so long two searches can be told to have been for the same.
constexpr std::chrono::days a_fortnight_ago{-13};
constexpr std::chrono::days a_year_ago_in_searches{-365};

struct DayKey {
    Date day;
    crypto::Key key;
};

std::string context_of_key(TenantId tenant, Date day)
{
    return "search day key:" + std::to_string(tenant.value) + ':' + to_iso(day);
}

// Those of the last fortnight; that of today is the last, and made where there is none yet. A key that does
// not open belongs to another server key: its fingerprints are of no use to anybody.
std::vector<DayKey> load_day_keys(Work& work, crypto::Key const& server_key)
{
    std::vector<DayKey> keys;
    for (auto const& [day, sealed] :
         list_day_keys(work.db(), work.tenant(), work.today() + a_fortnight_ago)) {
        auto const bytes = crypto::open_sealed(server_key, sealed, context_of_key(work.tenant(), day));
        auto const key = bytes ? crypto::Key::of(*bytes) : std::nullopt;
        if (key)
            keys.push_back({day, *key});
        else
            erase_day_key(work.db(), work.tenant(), day);
    }
    if (keys.empty() || keys.back().day != work.today()) {
        auto const key = crypto::Key::random();
        insert_day_key(
            work.db(), work.tenant(),
            {work.today(),
             crypto::seal(server_key, key.bytes(), context_of_key(work.tenant(), work.today()))});
        keys.push_back({work.today(), key});
    }
    return keys;
}

// The key of the day on which these words were first seen within the fortnight; today's for new ones. With
// one key for as long as they are remembered, a network that comes again on another day is known to be the
// same, and only for the same words.
DayKey const& key_for(Work& work, std::vector<DayKey> const& keys, std::string_view what)
{
    auto const first_seen = std::ranges::find_if(keys, [&](DayKey const& key) {
        return count_sightings(work.db(), work.tenant(), crypto::keyed_fingerprint(key.key, what)) > 0;
    });
    return first_seen == keys.end() ? keys.back() : *first_seen;
}

void store_sighting(Work& work, std::vector<DayKey> const& keys, SearchSighting const& sighting)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    if (auto const known = find_unmet_search(db, tenant, sighting.language.tag(), sighting.words)) {
        add_unmet_search_times(db, tenant, *known, work.today(), 1);
        reopen_unmet_search(db, tenant, *known);
        return;
    }
    auto const what = std::string(sighting.language.tag()) + '\n' + sighting.words;
    auto const& [day, key] = key_for(work, keys, what);
    auto const mark = crypto::keyed_fingerprint(key, what);
    insert_sighting(
        db, tenant, day, mark,
        crypto::keyed_fingerprint(key, "provider\n" + what + '\n' + sighting.provider));
    auto const providers = count_sightings(db, tenant, mark);
    if (providers < providers_to_be_kept)
        return;
    // Enough have asked: the words are nobody's in particular, and are kept from now on.
    auto const id = insert_unmet_search(db, tenant, sighting.language.tag(), sighting.words);
    add_unmet_search_times(db, tenant, id, work.today(), providers);
    erase_sightings(db, tenant, mark);
}

}

Result<void> store_sightings(
    Work& work, crypto::Key const& server_key, std::span<SearchSighting const> sightings)
{
    auto const keys = load_day_keys(work, server_key);
    for (auto const& sighting : sightings)
        store_sighting(work, keys, sighting);
    return {};
}

Result<void> settle_unmet_search(Work& work, UnmetSearchId id, UnmetSearchState state)
{
    if (!work.actor().may(settle_demand, Scope::whole_tenant())
        || !store_unmet_search_state(work.db(), work.tenant(), id, state, work.today()))
        return Problem::not_found("searches.problem.unknown"_msg);
    work.audit("portal.search.settled", "search", id, {}, {{"state", std::string(to_text(state))}});
    return {};
}

Result<void> erase_old_searches(Work& work)
{
    erase_day_keys_before(work.db(), work.tenant(), work.today() + a_fortnight_ago);
    erase_unmet_searches_before(work.db(), work.tenant(), work.today() + a_year_ago_in_searches);
    return {};
}

RecurringRule search_erasure()
{
    return {
        "portal.searches.erase", i18n::TimeOfDay::at(3), &erase_old_searches,
        "job.portal.searches.erase"_msg};
}

} // namespace kommin::portal
