#include "platform/search/fold.hpp"
#include "platform/search/query.hpp"

#include <algorithm>

namespace kommin::search {

struct Index::Marks::Pattern {
    Tables const* tables = nullptr;
    std::vector<std::string_view> matching; // words of the vocabulary, sorted
    std::vector<std::string> words; // folded, for texts with words that the index has not seen

    [[nodiscard]] bool matches(std::string_view folded) const
    {
        if (std::binary_search(matching.begin(), matching.end(), folded))
            return true;
        bool const looks_like_it = std::any_of(words.begin(), words.end(), [&](std::string const& word) {
            return letters_in(word) >= min_infix_letters ? folded.find(word) != std::string_view::npos
                                                         : folded.starts_with(word);
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
        pattern->words.push_back(word.folded);
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
    for (auto const term : terms) // numbered in the order of the words
        pattern->matching.push_back(tables_->vocabulary[term]);
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
