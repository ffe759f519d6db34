#include "platform/search/fold.hpp"
#include "platform/search/query.hpp"

#include <algorithm>
#include <bitset>

namespace kommin::search {

struct Index::Marks::Pattern {
    struct Word {
        std::string folded;
        bool counts_inside = false; // long enough to be a part of another word
    };
    Tables const* tables = nullptr;
    std::vector<std::string_view> matching; // words of the vocabulary, sorted
    std::bitset<4096> fingerprints; // of those: nearly all words of a text fail here already
    std::vector<Word> words; // for texts with words that the index has not seen

    static std::size_t fingerprint(std::string_view word)
    {
        auto const byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(word[i])}; };
        auto const second = byte(word.size() > 1 ? 1 : 0); // tells Cyrillic and Arabic letters apart
        return (((byte(0) * 31 + second) * 31 + byte(word.size() - 1)) * 31 + word.size()) % 4096;
    }
    [[nodiscard]] bool matches(std::string_view folded) const
    {
        if (fingerprints[fingerprint(folded)] && std::binary_search(matching.begin(), matching.end(), folded))
            return true;
        bool const looks_like_it = std::any_of(words.begin(), words.end(), [&](Word const& word) {
            if (word.folded.size() > folded.size())
                return false;
            return word.counts_inside ? folded.find(word.folded) != std::string_view::npos
                                      : folded.starts_with(word.folded);
        });
        // What the vocabulary knows and the query did not expand to is no match. Asked last: few words come
        // so far.
        return looks_like_it && !tables->vocabulary.find(folded);
    }
};

Index::Marks Index::marks(Query const& query) const
{
    auto pattern = std::make_shared<Marks::Pattern>();
    pattern->tables = tables_.get();
    std::vector<Term> terms;
    for (auto const& word : query.plan_->words) {
        pattern->words.push_back({word.folded, letters_in(word.folded) >= min_infix_letters});
        for (auto const& expansion : word.expansions)
            terms.push_back(expansion.term);
        for (auto const& match : word.concepts) {
            auto const& words = tables_->concepts[match.concept_].words;
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
    if (!pattern_ || pattern_->words.empty())
        return ranges;
    std::string folded;
    Tokeniser tokeniser(text);
    while (auto const span = tokeniser.next()) {
        folded.clear();
        fold_into(text.substr(span->begin, span->end - span->begin), folded);
        if (!folded.empty() && pattern_->matches(folded))
            ranges.emplace_back(span->begin, span->end);
    }
    return ranges;
}

std::vector<std::pair<std::size_t, std::size_t>> Index::matches_in(
    std::string_view text, std::string_view query, std::string_view language) const
{
    return marks(understand(query, language)).in(text);
}

} // namespace kommin::search
