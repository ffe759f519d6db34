#include "platform/search/fold.hpp"
#include "platform/search/query.hpp"

#include <algorithm>
#include <bitset>

namespace kommin::search {

struct Index::Marks::Pattern {
    std::vector<std::string_view> matching; // words of the vocabulary, sorted
    std::bitset<4096> fingerprints; // of those: nearly all words of a text fail here already

    static std::size_t fingerprint(std::string_view word)
    {
        auto const byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(word[i])}; };
        auto const second = byte(word.size() > 1 ? 1 : 0); // tells Cyrillic and Arabic letters apart
        return (((byte(0) * 31 + second) * 31 + byte(word.size() - 1)) * 31 + word.size()) % 4096;
    }
    [[nodiscard]] bool matches(std::string_view folded) const
    {
        return fingerprints[fingerprint(folded)]
            && std::binary_search(matching.begin(), matching.end(), folded);
    }
};

Index::Marks Index::marks(Query const& query) const
{
    auto pattern = std::make_shared<Marks::Pattern>();
    std::vector<Term> terms;
    for (auto const& word : query.plan_->words) {
        for (auto const& expansion : word.expansions)
            terms.push_back(expansion.term);
        for (auto const& match : word.concepts) {
            auto const& words = query.plan_->concept_of(*tables_, match.concept_).words;
            terms.insert(terms.end(), words.begin(), words.end());
        }
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    pattern->matching.reserve(terms.size());
    for (auto const term : terms) { // numbered in the order of the words
        pattern->matching.push_back(tables_->vocabulary[term]);
        pattern->fingerprints.set(Marks::Pattern::fingerprint(pattern->matching.back()));
    }
    Marks marks;
    marks.pattern_ = std::move(pattern);
    return marks;
}

std::vector<std::pair<std::size_t, std::size_t>> Index::Marks::in(std::string_view text) const
{
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    if (!pattern_ || pattern_->matching.empty())
        return ranges;
    FoldedWords words(text);
    while (auto const word = words.next()) {
        if (!word->folded.empty() && pattern_->matches(word->folded))
            ranges.emplace_back(word->span.begin, word->span.end);
    }
    return ranges;
}

std::vector<std::pair<std::size_t, std::size_t>> Index::matches_in(
    std::string_view text, std::string_view query, std::string_view language) const
{
    return marks(understand(query, language)).in(text);
}

} // namespace kommin::search
