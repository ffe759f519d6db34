#include "platform/search/scoring.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kommin::search {
namespace {

// Per thread: one slot per record, always zero between two words (best) or two queries (the rest).
struct Scratch {
    std::vector<float> best;
    std::vector<float> sum;
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> touched_by_word;
    std::vector<std::uint32_t> touched;

    void grow(std::size_t records)
    {
        if (best.size() < records) {
            best.resize(records);
            sum.resize(records);
            words.resize(records);
        }
    }
    void raise(std::uint32_t record, float score)
    {
        auto& slot = best[record];
        if (score <= slot)
            return;
        if (slot == 0)
            touched_by_word.push_back(record);
        slot = score;
    }
};

} // namespace

Scores score_records(Index::Tables const& tables, QueryPlan const& plan)
{
    thread_local Scratch scratch;
    scratch.grow(tables.ids.size());
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
            for (auto const posting : tables.postings_of(tables.concepts[match.concept_]))
                scratch.raise(record_of(posting), match.weight * field_scores[fields_of(posting)]);
        }
        auto const frequency = scratch.touched_by_word.size();
        scores.frequencies.push_back(static_cast<std::uint32_t>(frequency));
        scores.doubts.push_back((word.is_place ? 2U : 0U) + (word.is_guess ? 1U : 0U));
        auto const rarity = frequency == 0 ? 0.0F : std::log(1.0F + records / static_cast<float>(frequency));
        for (auto const record : scratch.touched_by_word) {
            if (scratch.words[record] == 0)
                scratch.touched.push_back(record);
            scratch.words[record] |= 1U << number;
            scratch.sum[record] += rarity * scratch.best[record];
            scratch.best[record] = 0;
        }
        scratch.touched_by_word.clear();
    }
    scores.candidates.reserve(scratch.touched.size());
    for (auto const record : scratch.touched) {
        scores.candidates.push_back({record, scratch.words[record], scratch.sum[record]});
        scratch.words[record] = 0;
        scratch.sum[record] = 0;
    }
    scratch.touched.clear();
    return scores;
}

Selection select_records(
    Index::Tables const& tables, Scores const& scores, std::function<bool(std::uint32_t)> const& accept)
{
    Selection selection;
    std::uint32_t required = 0;
    for (std::size_t word = 0; word < scores.frequencies.size(); ++word) {
        if (scores.frequencies[word] > 0)
            required |= 1U << word;
        else
            selection.relaxed = true;
    }
    while (required != 0) {
        for (auto const& candidate : scores.candidates) {
            if ((candidate.words & required) == required && (!accept || accept(tables.ids[candidate.record])))
                selection.records.push_back(candidate);
        }
        if (!selection.records.empty())
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
        selection.relaxed = true;
    }
    selection.relaxed = false; // nothing was found at all
    return selection;
}

} // namespace kommin::search
