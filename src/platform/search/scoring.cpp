#include "platform/search/scoring.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kommin::search {
namespace {

// What is known of a record while a query is answered; all zero in between. One struct, so that a record
// costs one cache line.
struct Slot {
    float best = 0; // for the present word
    float sum = 0;
    std::uint32_t words = 0;
};

struct Scratch {
    std::vector<Slot> slots; // by record
    std::vector<std::uint32_t> touched_by_word;
    std::vector<std::uint32_t> touched;

    void raise(std::uint32_t record, float score)
    {
        auto& best = slots[record].best;
        if (score <= best)
            return;
        if (best == 0)
            touched_by_word.push_back(record);
        best = score;
    }
};

} // namespace

Scores score_records(Index::Tables const& tables, QueryPlan const& plan)
{
    thread_local Scratch scratch;
    if (scratch.slots.size() < tables.ids.size())
        scratch.slots.resize(tables.ids.size());
    Scores scores;
    auto const records = static_cast<float>(tables.ids.size());
    for (std::size_t number = 0; number < plan.words.size(); ++number) {
        auto const& word = plan.words[number];
        for (auto const& expansion : word.expansions) {
            for (auto const posting : tables.postings_of(expansion.term))
                scratch.raise(
                    record_of(posting),
                    expansion.weight * field_scores[fields_of(posting) & expansion.fields]);
        }
        for (auto const& match : word.concepts) {
            for (auto const& part : tables.concepts[match.concept_].postings) {
                bool const is_shown = (Index::Tables::bit_of(part.language) & plan.languages) != 0;
                auto const weight = is_shown ? match.weight : match.weight * weights::other_language;
                for (auto const posting : tables.postings_of(part))
                    scratch.raise(record_of(posting), weight * field_scores[fields_of(posting)]);
            }
        }
        auto const frequency = scratch.touched_by_word.size();
        scores.frequencies.push_back(static_cast<std::uint32_t>(frequency));
        scores.doubts.push_back((word.is_place ? 2U : 0U) + (word.is_guess ? 1U : 0U));
        auto const rarity = frequency == 0 ? 0.0F : std::log(1.0F + records / static_cast<float>(frequency));
        for (auto const record : scratch.touched_by_word) {
            auto& slot = scratch.slots[record];
            if (slot.words == 0)
                scratch.touched.push_back(record);
            slot.words |= 1U << number;
            slot.sum += rarity * slot.best;
            slot.best = 0;
        }
        scratch.touched_by_word.clear();
    }
    scores.candidates.reserve(scratch.touched.size());
    for (auto const record : scratch.touched) {
        auto& slot = scratch.slots[record];
        scores.candidates.push_back({record, slot.words, slot.sum, 0});
        slot = {};
    }
    scratch.touched.clear();
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
