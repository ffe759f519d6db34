#include "platform/search/fold.hpp"
#include "platform/search/query.hpp"

#include <algorithm>

namespace kommin::search {

struct Index::Marks::Pattern {
    Tables const* tables = nullptr;
    std::vector<Term> terms; // sorted
    std::vector<std::string> words; // folded, for texts with words that the index has not seen
};

Index::Marks Index::marks(std::string_view query, std::string_view language) const
{
    auto pattern = std::make_shared<Marks::Pattern>();
    pattern->tables = tables_.get();
    for (auto const& word : plan_query(*tables_, query, language).words) {
        pattern->words.push_back(word.folded);
        for (auto const& expansion : word.expansions)
            pattern->terms.push_back(expansion.term);
        for (auto const& match : word.concepts) {
            auto const& words = tables_->concepts[match.concept_].words;
            pattern->terms.insert(pattern->terms.end(), words.begin(), words.end());
        }
    }
    std::sort(pattern->terms.begin(), pattern->terms.end());
    pattern->terms.erase(std::unique(pattern->terms.begin(), pattern->terms.end()), pattern->terms.end());
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
        if (folded.empty())
            continue;
        bool matches = false;
        if (auto const term = pattern_->tables->vocabulary.find(folded)) {
            matches = std::binary_search(pattern_->terms.begin(), pattern_->terms.end(), *term);
        } else {
            matches
                = std::any_of(pattern_->words.begin(), pattern_->words.end(), [&](std::string const& word) {
                      return letters_in(word) >= min_infix_letters ? folded.find(word) != std::string::npos
                                                                   : folded.starts_with(word);
                  });
        }
        if (matches)
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
