#pragma once
// The use case "show me the offers that fit": filter, free text, place, opening times, paging, facets.

#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "platform/i18n/local_time.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

constexpr int offers_per_page = 20;

struct ListedOffer {
    Offer const* offer = nullptr;
    OpenAnswer open;
    std::optional<int> kilometres; // straight line from the chosen municipality, rounded up; nothing: unknown
};

// How many offers each value of a facet would leave, given all other facets in force. By the number of the
// code; spoken languages by their place in Snapshot::spoken_languages().
struct FacetCounts {
    std::array<int, offer_kind_names.size()> kinds{};
    std::array<int, situation_names.size()> situations{};
    std::array<int, target_group_names.size()> target_groups{};
    std::vector<int> languages;

    [[nodiscard]] int of(OfferKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] int of(Situation situation) const
    {
        return situations[static_cast<std::size_t>(situation)];
    }
    [[nodiscard]] int of(TargetGroup group) const { return target_groups[static_cast<std::size_t>(group)]; }
};

struct OfferList {
    std::vector<ListedOffer> offers; // this page's
    int total = 0;
    int page = 1; // the asked page, at most the last one
    int pages = 1;
    FacetCounts facets;
    std::shared_ptr<PublishedSearch const> search; // null without free text; the marks refer to it
    search::Index::Marks marks; // what of the free text stands in the offers
    bool relaxed = false; // free text: not every word was found
    std::string corrected; // the text as understood, where it differs
    std::vector<std::string> suggestions; // for nothing found
    // With nothing found: each filter field whose removal alone would find something, with that number.
    std::vector<std::pair<std::string, int>> ways_out;
    std::optional<i18n::LocalTime> valid_until; // when an "open now" on this page changes next
};

// Own offers of the municipality come first, then those that cover it, then by distance and title.
OfferList list_offers_for(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now);
// Everything that fits, in the same order, without pages and facets.
std::vector<ListedOffer> list_all_offers_for(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now);

// Great-circle distance in kilometres between two WGS84 points.
double distance_km(double latitude1, double longitude1, double latitude2, double longitude2);

} // namespace kommin::portal
