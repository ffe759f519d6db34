#include "platform/search/tables.hpp"

#include <algorithm>

namespace kommin::search {

std::string_view Index::Tables::spelling(Term term) const
{
    auto const begin = spelling_offsets[term];
    auto const end = spelling_offsets[term + 1];
    return begin == end ? vocabulary[term] : std::string_view(spellings).substr(begin, end - begin);
}

std::span<Term const> Index::Tables::terms_with_stem(StemLanguage language, std::string_view stem) const
{
    std::string key(1, static_cast<char>(language));
    key += stem;
    auto const found = stems.find(key);
    if (!found)
        return {};
    return std::span(stem_terms)
        .subspan(stem_offsets[*found], stem_offsets[*found + 1] - stem_offsets[*found]);
}

std::span<ConceptWord const> Index::Tables::concept_words_of(Term term) const
{
    auto const range = std::equal_range(
        concept_words.begin(), concept_words.end(), ConceptWord{term, 0, 0},
        [](ConceptWord const& left, ConceptWord const& right) { return left.term < right.term; });
    return {range.first, range.second};
}

std::uint32_t Index::Tables::language_bit(std::string_view tag) const
{
    auto const primary = primary_subtag(tag);
    auto const found = std::find(languages.begin(), languages.end(), primary);
    if (found == languages.end())
        return 0;
    return bit_of(static_cast<std::size_t>(found - languages.begin()));
}

std::string_view Index::Tables::label(Concept const& concept_, std::string_view language) const
{
    std::string_view german;
    for (auto const& label : concept_.labels) {
        auto const& tag = languages[label.language];
        if (tag == primary_subtag(language))
            return label.text;
        if (tag == "de")
            german = label.text;
    }
    return german.empty() && !concept_.labels.empty() ? std::string_view(concept_.labels.front().text)
                                                      : german;
}

Index::Index(std::unique_ptr<Tables const> tables)
    : tables_(std::move(tables))
{ }
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

std::size_t Index::size() const
{
    return tables_->ids.size();
}

std::size_t Index::vocabulary_size() const
{
    return tables_->vocabulary.size();
}

std::size_t Index::memory_bytes() const
{
    auto const& t = *tables_;
    auto const bytes = [](auto const& numbers) { return numbers.capacity() * sizeof(numbers[0]); };
    std::size_t sum = sizeof(Tables) + t.vocabulary.memory_bytes() + t.stems.memory_bytes()
        + t.spellings.capacity() + bytes(t.ids) + bytes(t.posting_offsets) + bytes(t.postings)
        + bytes(t.term_languages) + bytes(t.spelling_offsets) + bytes(t.stem_offsets) + bytes(t.stem_terms)
        + bytes(t.concepts) + bytes(t.concept_postings) + bytes(t.concept_terms) + bytes(t.concept_words);
    for (auto const& concept_ : t.concepts) {
        sum += bytes(concept_.words) + bytes(concept_.labels);
        for (auto const& label : concept_.labels)
            sum += label.text.capacity();
    }
    for (auto const& term : t.concept_terms)
        sum += bytes(term.words);
    return sum;
}

} // namespace kommin::search
