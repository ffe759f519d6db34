#include "modules/portal/site/search_tally.hpp"

#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t most_words = 6;
constexpr std::size_t most_letters = 60;
constexpr std::size_t fewest_letters = 2;
constexpr std::size_t most_waiting = 2'000;
constexpr std::size_t most_seen = 20'000;

bool has_digit(std::string_view folded)
{
    return std::ranges::any_of(folded, [](char c) { return c >= '0' && c <= '9'; });
}

}

std::optional<std::string> countable_words(std::string_view query, i18n::Language language)
{
    if (query.find('@') != std::string_view::npos)
        return std::nullopt;
    std::string words;
    std::size_t count = 0;
    bool has_long_word = false;
    search::FoldedWords all(query);
    while (auto const word = all.next()) {
        if (has_digit(word->folded) || ++count > most_words)
            return std::nullopt;
        auto const small = search::lower_case(
            query.substr(word->span.begin, word->span.end - word->span.begin), language.tag());
        has_long_word = has_long_word || count_code_points(small) >= fewest_letters;
        words += (words.empty() ? "" : " ") + small;
    }
    if (!has_long_word || count_code_points(words) > most_letters)
        return std::nullopt;
    return words;
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
