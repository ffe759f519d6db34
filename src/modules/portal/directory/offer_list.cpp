#include "modules/portal/directory/offer_list.hpp"

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

// What the free text of a filter finds, with the score of each offer.
class FoundByText {
public:
    FoundByText(Snapshot const& snapshot, std::string const& query, Language language)
        : search_(snapshot.search())
        , query_(search_->index().understand(query, language.tag()))
        , answer_(search_->find(
              query_, snapshot.offers().size(), [&](std::uint32_t id) { return snapshot.is_offer(id); }))
    {
        scores_.reserve(answer_.hits.size());
        for (auto const& hit : answer_.hits)
            scores_.emplace(hit.id, hit.score);
    }
    [[nodiscard]] bool contains(Position position) const { return scores_.contains(position); }
    [[nodiscard]] float score(Position position) const
    {
        auto const found = scores_.find(position);
        return found == scores_.end() ? 0.0F : found->second;
    }
    [[nodiscard]] search::Index::Answer const& answer() const { return answer_; }
    [[nodiscard]] std::shared_ptr<PublishedSearch const> const& search() const { return search_; }
    [[nodiscard]] search::Index::Marks marks() const { return search_->index().marks(query_); }

private:
    std::shared_ptr<PublishedSearch const> search_;
    search::Index::Query query_;
    search::Index::Answer answer_;
    std::unordered_map<Position, float> scores_;
};

// What the filter asks, prepared once per request. Searching is dear: filters that differ in other fields
// share what the text found.
class Matcher {
public:
    Matcher(Snapshot const& snapshot, FoundByText const* text, i18n::LocalTime now)
        : snapshot_(snapshot)
        , text_(text)
        , now_(now)
    { }

    [[nodiscard]] bool matches(Position position, OfferFilter const& filter) const
    {
        auto const& offer = snapshot_.offer(position);
        return (filter.query.empty() || text_->contains(position)) && filter.accepts(offer)
            && (filter.municipality.empty() || offer.serves(filter.municipality))
            && (!filter.open_now || is_open(open_at(offer.hours, now_)));
    }
    [[nodiscard]] int count(OfferFilter const& filter) const
    {
        int count = 0;
        for (Position i = 0; i < snapshot_.offers().size(); ++i)
            count += matches(i, filter) ? 1 : 0;
        return count;
    }
    [[nodiscard]] float score(Position position) const
    {
        return text_ == nullptr ? 0.0F : text_->score(position);
    }

private:
    Snapshot const& snapshot_;
    FoundByText const* text_;
    i18n::LocalTime now_;
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

// A facet counts as if nothing were ticked in it; where nothing is, the offers are those of the list.
FacetCounts count_facets(
    Snapshot const& snapshot, Matcher const& matcher, OfferFilter const& filter,
    std::vector<bool> const& matched)
{
    auto const without = [&](auto clear) {
        auto copy = filter;
        clear(copy);
        return copy;
    };
    auto const any_kind = without([](OfferFilter& f) { f.kinds.clear(); });
    auto const any_situation = without([](OfferFilter& f) { f.situations.clear(); });
    auto const any_language = without([](OfferFilter& f) { f.languages.clear(); });
    auto const any_group = without([](OfferFilter& f) { f.target_groups.clear(); });

    FacetCounts counts;
    counts.languages.resize(snapshot.spoken_languages().size());
    for (Position i = 0; i < snapshot.offers().size(); ++i) {
        auto const& offer = snapshot.offer(i);
        auto const fits = [&](bool is_ticked, OfferFilter const& unticked) {
            return is_ticked ? matcher.matches(i, unticked) : matched[i];
        };
        if (fits(!filter.kinds.empty(), any_kind))
            ++counts.kinds[static_cast<std::size_t>(offer.kind)];
        if (fits(!filter.situations.empty(), any_situation)) {
            for (auto const situation : offer.situations)
                ++counts.situations[static_cast<std::size_t>(situation)];
        }
        if (fits(!filter.languages.empty(), any_language)) {
            for (auto const language : snapshot.languages_spoken_at(i))
                ++counts.languages[language];
        }
        if (fits(!filter.target_groups.empty(), any_group)) {
            for (auto const group : offer.target_groups)
                ++counts.target_groups[static_cast<std::size_t>(group)];
        }
    }
    return counts;
}

// Which single filter, taken away, would find something?
std::vector<std::pair<std::string, int>> find_ways_out(Matcher const& matcher, OfferFilter const& filter)
{
    std::vector<std::pair<std::string, int>> ways;
    auto const try_without = [&](char const* field, bool is_set, auto clear) {
        if (!is_set)
            return;
        auto copy = filter;
        clear(copy);
        if (auto const count = matcher.count(copy); count > 0)
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

struct Candidate {
    Position position;
    float score;
    int closeness;
    std::optional<int> kilometres;
};

std::vector<Candidate> find_candidates(
    Snapshot const& snapshot, Matcher const& matcher, OfferFilter const& filter, Language language,
    std::vector<bool> const& matched)
{
    auto const* place = snapshot.find_municipality(filter.municipality);
    std::vector<Candidate> candidates;
    for (auto const position : snapshot.offers_by_title(language)) {
        if (matched[position]) {
            auto const& offer = snapshot.offer(position);
            candidates.push_back(
                {position, matcher.score(position), closeness(offer, filter.municipality),
                 kilometres_from(place, snapshot, offer)});
        }
    }
    bool const is_in_order_of_titles = filter.query.empty() && place == nullptr;
    if (!is_in_order_of_titles) {
        // Stable: what is equal stays in the order of the titles.
        std::stable_sort(
            candidates.begin(), candidates.end(), [&](Candidate const& left, Candidate const& right) {
                if (left.score != right.score)
                    return left.score > right.score;
                if (left.closeness != right.closeness)
                    return left.closeness < right.closeness;
                return left.kilometres.value_or(0) < right.kilometres.value_or(0);
            });
    }
    return candidates;
}

std::vector<bool> match_all(Snapshot const& snapshot, Matcher const& matcher, OfferFilter const& filter)
{
    std::vector<bool> matched(snapshot.offers().size());
    for (Position i = 0; i < snapshot.offers().size(); ++i)
        matched[i] = matcher.matches(i, filter);
    return matched;
}

std::optional<FoundByText> find_by_text(
    Snapshot const& snapshot, OfferFilter const& filter, Language language)
{
    if (filter.query.empty())
        return std::nullopt;
    return FoundByText(snapshot, filter.query, language);
}

ListedOffer listed(Snapshot const& snapshot, Candidate const& candidate, i18n::LocalTime now)
{
    auto const& offer = snapshot.offer(candidate.position);
    return {&offer, open_at(offer.hours, now), candidate.kilometres};
}

// When the list changes by the clock alone: with "open now" also whoever is still shut counts.
std::optional<i18n::LocalTime> next_change(
    Snapshot const& snapshot, OfferFilter const& filter, std::vector<ListedOffer> const& shown,
    i18n::LocalTime now)
{
    std::optional<i18n::LocalTime> earliest;
    auto const take = [&](OpenAnswer const& answer) {
        if (answer.valid_until && (!earliest || *answer.valid_until < *earliest))
            earliest = answer.valid_until;
    };
    for (auto const& offer : shown)
        take(offer.open);
    if (filter.open_now) {
        for (auto const& offer : snapshot.offers())
            take(open_at(offer.hours, now));
    }
    return earliest;
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

OfferList list_offers_for(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now)
{
    auto const text = find_by_text(snapshot, filter, language);
    Matcher const matcher(snapshot, text ? &*text : nullptr, now);
    auto const matched = match_all(snapshot, matcher, filter);
    auto const candidates = find_candidates(snapshot, matcher, filter, language, matched);

    OfferList list;
    list.total = static_cast<int>(candidates.size());
    list.pages = std::max(1, (list.total + offers_per_page - 1) / offers_per_page);
    list.page = std::min(filter.page, list.pages);
    auto const first = static_cast<std::size_t>((list.page - 1) * offers_per_page);
    auto const last = std::min(candidates.size(), first + offers_per_page);
    for (auto i = first; i < last; ++i)
        list.offers.push_back(listed(snapshot, candidates[i], now));
    list.valid_until = next_change(snapshot, filter, list.offers, now);
    list.facets = count_facets(snapshot, matcher, filter, matched);
    if (text) {
        list.search = text->search();
        list.marks = text->marks();
        list.relaxed = text->answer().relaxed;
        list.corrected = text->answer().corrected;
        list.suggestions = text->answer().suggestions;
    }
    if (list.total == 0)
        list.ways_out = find_ways_out(matcher, filter);
    return list;
}

std::vector<ListedOffer> list_all_offers_for(
    Snapshot const& snapshot, OfferFilter const& filter, Language language, i18n::LocalTime now)
{
    auto const text = find_by_text(snapshot, filter, language);
    Matcher const matcher(snapshot, text ? &*text : nullptr, now);
    std::vector<ListedOffer> all;
    for (auto const& candidate :
         find_candidates(snapshot, matcher, filter, language, match_all(snapshot, matcher, filter)))
        all.push_back(listed(snapshot, candidate, now));
    return all;
}

} // namespace kommin::portal
