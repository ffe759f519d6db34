#include "platform/search/scoring.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <utility>

namespace kommin::search {
namespace {

// Records are gone through in blocks whose scores stay in the first cache. Scores of half a million records
// beside one another do not, and a common word waits for memory at every record (ten times as long).
constexpr std::uint32_t block_size = 8192;

// Records of one block by their number in it. A byte each: setting one bit after the other in the same word
// would wait each time for the store before.
class Touched {
public:
    void add(std::uint32_t number) { records_[number] = 1; }
    // Calls visit(number) for each of them, ascending, and forgets them.
    template<class Visit>
    void take(Visit visit)
    {
        constexpr std::uint32_t step = sizeof(std::uint64_t);
        for (std::uint32_t begin = 0; begin < block_size; begin += step) {
            std::uint64_t several = 0;
            std::memcpy(&several, &records_[begin], step);
            if (several == 0)
                continue;
            for (auto number = begin; number < begin + step; ++number) {
                if (std::exchange(records_[number], std::uint8_t{0}) != 0)
                    visit(number);
            }
        }
    }

private:
    std::array<std::uint8_t, block_size> records_{};
};

// Postings of one term or concept and what each is worth by the fields it stands in.
struct Source {
    Source(std::span<Posting const> postings, float weight, unsigned counting_fields)
        : rest(postings)
    {
        for (unsigned fields = 0; fields < scores.size(); ++fields)
            scores[fields] = weight * field_scores[fields & counting_fields];
    }
    std::span<Posting const> rest; // not read yet, by record
    std::array<float, field_scores.size()> scores{};
};

std::vector<Source> sources_of(Index::Tables const& tables, QueryPlan const& plan, QueryWord const& word)
{
    std::vector<Source> sources;
    for (auto const& expansion : word.expansions)
        sources.emplace_back(tables.postings_of(expansion.term), expansion.weight, expansion.fields);
    for (auto const& match : word.concepts) {
        for (auto const& part : plan.concept_of(tables, match.concept_).postings) {
            bool const is_shown = (Index::Tables::bit_of(part.language) & plan.languages) != 0;
            sources.emplace_back(
                plan.postings_of(tables, match.concept_, part),
                is_shown ? match.weight : match.weight * weights::other_language, all_fields);
        }
    }
    return sources;
}

// How well one word of the query matches a record at best.
struct Match {
    std::uint32_t record = 0;
    float score = 0;
};

constexpr std::uint32_t record_number(Posting posting)
{
    return record_of(posting);
}
constexpr std::uint32_t record_number(Match const& match)
{
    return match.record;
}

// Takes what belongs to the block from the front.
template<class Entry>
std::span<Entry const> take_block(std::span<Entry const>& rest, std::uint32_t first)
{
    auto const end = std::ranges::partition_point(
        rest, [&](Entry const& entry) { return record_number(entry) - first < block_size; });
    auto const block = rest.first(static_cast<std::size_t>(end - rest.begin()));
    rest = rest.subspan(block.size());
    return block;
}

// The matches of a word, by record.
class WordMatcher {
public:
    void append(std::vector<Source> sources, std::vector<Match>& matches)
    {
        while (!sources.empty()) {
            auto const next = std::ranges::min_element(sources, {}, [](Source const& source) {
                return source.rest.empty() ? ~0U : record_of(source.rest.front());
            });
            if (next->rest.empty())
                return;
            append_block(record_of(next->rest.front()) / block_size * block_size, sources, matches);
        }
    }

private:
    void append_block(std::uint32_t first, std::vector<Source>& sources, std::vector<Match>& matches)
    {
        for (auto& [rest, scores] : sources) {
            for (auto const posting : take_block(rest, first)) {
                auto const number = record_of(posting) - first;
                best_[number] = std::max(best_[number], scores[fields_of(posting)]);
                touched_.add(number);
            }
        }
        touched_.take([&](std::uint32_t number) {
            if (auto const score = std::exchange(best_[number], 0.0F); score > 0)
                matches.push_back({first + number, score});
        });
    }

    std::array<float, block_size> best_{};
    Touched touched_;
};

// Matches of a word that no block has taken yet.
struct Column {
    std::span<Match const> rest;
    float rarity = 0;
    std::uint32_t bit = 0;
};

// All records that match a word, with the sum over their words.
class Sums {
public:
    std::vector<Candidate> over(std::vector<Column> columns, std::uint32_t records)
    {
        std::size_t most = 0;
        for (auto const& column : columns)
            most += column.rest.size();
        std::vector<Candidate> candidates;
        candidates.reserve(std::min<std::size_t>(most, records));
        for (std::uint32_t first = 0; first < records; first += block_size) {
            for (auto& [rest, rarity, bit] : columns) {
                for (auto const& match : take_block(rest, first)) {
                    auto const number = match.record - first;
                    sums_[number] += rarity * match.score;
                    words_[number] |= bit;
                    touched_.add(number);
                }
            }
            touched_.take([&](std::uint32_t number) {
                candidates.push_back(
                    {first + number, std::exchange(words_[number], 0U), std::exchange(sums_[number], 0.0F),
                     0});
            });
        }
        return candidates;
    }

private:
    std::array<float, block_size> sums_{};
    std::array<std::uint32_t, block_size> words_{};
    Touched touched_;
};

// What a thread keeps between two queries.
struct Scratch {
    WordMatcher matcher;
    Sums sums;
    std::vector<Match> matches; // of all words, one after the other
};
constexpr std::size_t most_matches_kept = std::size_t{1} << 20U; // 8 MB

} // namespace

Scores score_records(Index::Tables const& tables, QueryPlan const& plan)
{
    thread_local std::unique_ptr<Scratch> kept;
    // Ours while we work: what an exception leaves half done goes with it.
    auto scratch = kept ? std::move(kept) : std::make_unique<Scratch>();
    auto& matches = scratch->matches;
    matches.clear();
    std::vector<std::size_t> ends;
    Scores scores;
    for (auto const& word : plan.words) {
        auto const begin = matches.size();
        scratch->matcher.append(sources_of(tables, plan, word), matches);
        ends.push_back(matches.size());
        scores.frequencies.push_back(static_cast<std::uint32_t>(matches.size() - begin));
        scores.doubts.push_back((word.is_place ? 2U : 0U) + (word.is_guess ? 1U : 0U));
    }
    auto const records = static_cast<std::uint32_t>(tables.ids.size());
    std::vector<Column> columns;
    for (std::size_t number = 0; number < ends.size(); ++number) {
        auto const begin = number == 0 ? 0 : ends[number - 1];
        if (auto const frequency = scores.frequencies[number]; frequency > 0)
            columns.push_back(
                {std::span(matches).subspan(begin, frequency),
                 std::log(1.0F + static_cast<float>(records) / static_cast<float>(frequency)), 1U << number});
    }
    scores.candidates = scratch->sums.over(std::move(columns), records);
    if (matches.capacity() > most_matches_kept)
        matches = std::vector<Match>(); // "= {}" would keep the memory
    kept = std::move(scratch);
    return scores;
}

Selection select_records(
    Index::Tables const& tables, Scores& scores, std::function<bool(std::uint32_t)> const& accept,
    std::size_t enough)
{
    Selection selection;
    std::uint32_t required = 0;
    for (std::size_t word = 0; word < scores.frequencies.size(); ++word) {
        if (scores.frequencies[word] > 0)
            required |= 1U << word;
        else
            selection.relaxed = true;
    }
    bool is_relaxed = selection.relaxed;
    for (std::uint32_t tier = 0; required != 0; ++tier) {
        auto const begin = scores.candidates.begin() + static_cast<std::ptrdiff_t>(selection.count);
        auto const end = std::partition(begin, scores.candidates.end(), [&](Candidate const& candidate) {
            return (candidate.words & required) == required
                && (!accept || accept(tables.ids[candidate.record]));
        });
        for (auto candidate = begin; candidate != end; ++candidate)
            candidate->tier = tier;
        if (selection.count == 0)
            selection.relaxed = is_relaxed; // of the first that were found
        selection.count = static_cast<std::size_t>(end - scores.candidates.begin());
        if (selection.count > 0 && selection.count >= enough)
            return selection;
        // The weakest word is the one that says least: a place, for people would rather travel than go
        // without; else the one that stands in the most records.
        std::size_t weakest = 0;
        std::pair<unsigned, std::uint32_t> highest;
        for (std::size_t word = 0; word < scores.frequencies.size(); ++word) {
            std::pair<unsigned, std::uint32_t> const weakness(scores.doubts[word], scores.frequencies[word]);
            if ((required >> word & 1U) != 0 && weakness >= highest) {
                highest = weakness;
                weakest = word;
            }
        }
        required &= ~(1U << weakest);
        is_relaxed = true;
    }
    if (selection.count == 0)
        selection.relaxed = false;
    return selection;
}

} // namespace kommin::search
