#include "platform/search/fold.hpp"
#include "platform/search/query.hpp"

#include <algorithm>
#include <array>

namespace kommin::search {

struct Index::Marks::Pattern {
    struct Word {
        std::string folded;
        bool counts_inside = false; // long enough to be a part of another word
    };
    Tables const* tables = nullptr;
    std::vector<std::string_view> matching; // words of the vocabulary, sorted
    std::array<bool, 256> beginnings{}; // first bytes of those
    std::vector<Word> words; // for texts with words that the index has not seen

    [[nodiscard]] bool matches(std::string_view folded) const
    {
        // Nearly all words of a text fail here already.
        if (beginnings[static_cast<unsigned char>(folded.front())]
            && std::binary_search(matching.begin(), matching.end(), folded))
            return true;
        bool const looks_like_it = std::any_of(words.begin(), words.end(), [&](Word const& word) {
            return word.counts_inside ? folded.find(word.folded) != std::string_view::npos
                                      : folded.starts_with(word.folded);
        });
        // What the vocabulary knows and the query did not expand to is no match. Asked last: few words come
        // so far.
        return looks_like_it && !tables->vocabulary.find(folded);
    }
};

Index::Marks Index::marks(std::string_view query, std::string_view language) const
{
    auto pattern = std::make_shared<Marks::Pattern>();
    pattern->tables = tables_.get();
    std::vector<Term> terms;
    for (auto const& word : plan_query(*tables_, query, language).words) {
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
        pattern->beginnings[static_cast<unsigned char>(pattern->matching.back().front())] = true;
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
    return marks(query, language).in(text);
}

} // namespace kommin::search
