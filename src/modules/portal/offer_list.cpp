#include "modules/portal/offer_list.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kommin::portal {

namespace {

bool is_open(OpenAnswer const& answer)
{
    return answer.state == OpenState::open || answer.state == OpenState::always
        || answer.state == OpenState::open_by_appointment;
}

// What the filter asks, prepared once per request.
class Matcher {
public:
    Matcher(Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now)
        : snapshot_(snapshot)
        , filter_(filter)
        , now_(now)
    {
        if (!filter.query.empty()) {
            answer_ = snapshot.index().find(
                filter.query, language.tag(), snapshot.offers().size(),
                [&](std::uint32_t id) { return snapshot.is_offer(id); });
            for (auto const& hit : answer_->hits)
                scores_.emplace(hit.id, hit.score);
        }
    }

    [[nodiscard]] bool matches(Position position, OfferFilter const& filter) const
    {
        auto const& offer = snapshot_.offer(position);
        return (!answer_ || scores_.contains(position)) && filter.accepts(offer)
            && (filter.municipality.empty() || offer.serves(filter.municipality))
            && (!filter.open_now || is_open(open_at(offer.hours, now_)));
    }
    [[nodiscard]] bool matches(Position position) const { return matches(position, filter_); }
    [[nodiscard]] float score(Position position) const
    {
        auto const found = scores_.find(position);
        return found == scores_.end() ? 0.0F : found->second;
    }
    [[nodiscard]] std::optional<search::Index::Answer> const& answer() const { return answer_; }

private:
    Snapshot const& snapshot_;
    OfferFilter const& filter_;
    i18n::LocalTime now_;
    std::optional<search::Index::Answer> answer_;
    std::unordered_map<Position, float> scores_;
};

// 0: stands there, 1: covers it, 2: the whole district, 3: the whole country.
int closeness(Offer const& offer, std::string_view municipality)
{
    if (municipality.empty() || offer.municipality == municipality)
        return 0;
    switch (offer.reach) {
    case Reach::municipality:
        return 1;
    case Reach::district:
        return 2;
    case Reach::nationwide:
        return 3;
    }
    return 3;
}

std::optional<int> kilometres_from(tenants::Body const* place, Snapshot const& snapshot, Offer const& offer)
{
    if (place == nullptr || !place->latitude || !place->longitude || offer.municipality.empty()
        || offer.municipality == place->slug)
        return std::nullopt;
    auto latitude = offer.address.latitude;
    auto longitude = offer.address.longitude;
    if (!latitude || !longitude) {
        auto const* there = snapshot.find_municipality(offer.municipality);
        if (there == nullptr)
            return std::nullopt;
        latitude = there->latitude;
        longitude = there->longitude;
    }
    if (!latitude || !longitude)
        return std::nullopt;
    return static_cast<int>(
        std::ceil(distance_km(*place->latitude, *place->longitude, *latitude, *longitude)));
}

FacetCounts count_facets(Snapshot const& snapshot, Matcher const& matcher, OfferFilter const& filter)
{
    FacetCounts counts;
    auto const without = [&](auto clear) {
        auto copy = filter;
        clear(copy);
        return copy;
    };
    auto const any_kind = without([](OfferFilter& f) { f.kinds.clear(); });
    auto const any_situation = without([](OfferFilter& f) { f.situations.clear(); });
    auto const any_language = without([](OfferFilter& f) { f.languages.clear(); });
    auto const any_group = without([](OfferFilter& f) { f.target_groups.clear(); });
    auto const add = [&](std::string_view field, std::string_view value) {
        ++counts.by_value[std::string(field) + '=' + std::string(value)];
    };
    for (Position i = 0; i < snapshot.offers().size(); ++i) {
        auto const& offer = snapshot.offer(i);
        if (matcher.matches(i, any_kind))
            add("kategorie", word_of(offer.kind));
        if (matcher.matches(i, any_situation)) {
            for (auto const situation : offer.situations)
                add("thema", word_of(situation));
        }
        if (matcher.matches(i, any_language)) {
            auto spoken = offer.languages;
            spoken.insert(spoken.end(), offer.interpreters.begin(), offer.interpreters.end());
            std::sort(spoken.begin(), spoken.end());
            spoken.erase(std::unique(spoken.begin(), spoken.end()), spoken.end());
            for (auto const& tag : spoken)
                add("sprache", tag);
        }
        if (matcher.matches(i, any_group)) {
            for (auto const group : offer.target_groups)
                add("zielgruppe", target_group_words()[static_cast<std::size_t>(group)].word);
        }
    }
    return counts;
}

// Which single filter, taken away, would find something?
std::vector<std::pair<std::string, int>> find_ways_out(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now)
{
    std::vector<std::pair<std::string, int>> ways;
    auto const try_without = [&](char const* field, bool is_set, auto clear) {
        if (!is_set)
            return;
        auto copy = filter;
        clear(copy);
        Matcher const matcher(snapshot, copy, language, now);
        int count = 0;
        for (Position i = 0; i < snapshot.offers().size(); ++i)
            count += matcher.matches(i) ? 1 : 0;
        if (count > 0)
            ways.emplace_back(field, count);
    };
    try_without("offen", filter.open_now, [](OfferFilter& f) { f.open_now = false; });
    try_without("sprache", !filter.languages.empty(), [](OfferFilter& f) { f.languages.clear(); });
    try_without("kinderbetreuung", filter.with_childcare, [](OfferFilter& f) { f.with_childcare = false; });
    try_without("barrierefrei", filter.wheelchair_accessible, [](OfferFilter& f) {
        f.wheelchair_accessible = false;
    });
    try_without("kosten", filter.only_free, [](OfferFilter& f) { f.only_free = false; });
    try_without("zielgruppe", !filter.target_groups.empty(), [](OfferFilter& f) { f.target_groups.clear(); });
    try_without("thema", !filter.situations.empty(), [](OfferFilter& f) { f.situations.clear(); });
    try_without("kategorie", !filter.kinds.empty(), [](OfferFilter& f) { f.kinds.clear(); });
    try_without("gemeinde", !filter.municipality.empty(), [](OfferFilter& f) { f.municipality.clear(); });
    try_without("q", !filter.query.empty(), [](OfferFilter& f) { f.query.clear(); });
    return ways;
}

}

double distance_km(double latitude1, double longitude1, double latitude2, double longitude2)
{
    constexpr double earth_radius_km = 6371.0088; // mean radius (IUGG)
    auto const radians = [](double degrees) { return degrees * std::numbers::pi / 180.0; };
    double const half_latitude = std::sin(radians(latitude2 - latitude1) / 2);
    double const half_longitude = std::sin(radians(longitude2 - longitude1) / 2);
    double const haversine = half_latitude * half_latitude
        + std::cos(radians(latitude1)) * std::cos(radians(latitude2)) * half_longitude * half_longitude;
    return 2 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(haversine)));
}

int FacetCounts::of(std::string_view field, std::string_view value) const
{
    auto const found = by_value.find(std::string(field) + '=' + std::string(value));
    return found == by_value.end() ? 0 : found->second;
}

OfferList list_offers_for(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now)
{
    Matcher const matcher(snapshot, filter, language, now);
    auto const* place = snapshot.find_municipality(filter.municipality);

    struct Candidate {
        Position position;
        float score;
        int closeness;
        std::optional<int> kilometres;
    };
    std::vector<Candidate> candidates;
    for (auto const position : snapshot.offers_by_title(language)) {
        if (matcher.matches(position)) {
            auto const& offer = snapshot.offer(position);
            candidates.push_back(
                {position, matcher.score(position), closeness(offer, filter.municipality),
                 kilometres_from(place, snapshot, offer)});
        }
    }
    // Stable: what is equal stays in the order of the titles.
    std::stable_sort(
        candidates.begin(), candidates.end(), [&](Candidate const& left, Candidate const& right) {
            if (left.score != right.score)
                return left.score > right.score;
            if (left.closeness != right.closeness)
                return left.closeness < right.closeness;
            return left.kilometres.value_or(0) < right.kilometres.value_or(0);
        });

    OfferList list;
    list.total = static_cast<int>(candidates.size());
    list.pages = std::max(1, (list.total + offers_per_page - 1) / offers_per_page);
    list.page = std::min(filter.page, list.pages);
    auto const first = static_cast<std::size_t>((list.page - 1) * offers_per_page);
    auto const last = std::min(candidates.size(), first + offers_per_page);
    for (auto i = first; i < last; ++i) {
        auto const& offer = snapshot.offer(candidates[i].position);
        auto open = open_at(offer.hours, now);
        if (open.valid_until && (!list.valid_until || *open.valid_until < *list.valid_until))
            list.valid_until = open.valid_until;
        list.offers.push_back({&offer, open, candidates[i].kilometres});
    }
    list.facets = count_facets(snapshot, matcher, filter);
    if (auto const& answer = matcher.answer()) {
        list.relaxed = answer->relaxed;
        list.corrected = answer->corrected;
        list.suggestions = answer->suggestions;
    }
    if (list.total == 0)
        list.ways_out = find_ways_out(snapshot, filter, language, now);
    return list;
}

} // namespace kommin::portal
