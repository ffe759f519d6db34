#pragma once
// What an index consists of. Private to this folder.

#include "platform/search/index.hpp"
#include "platform/search/stem.hpp"
#include "platform/search/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kommin::search {

// A posting: number of the record in the upper 28 bits, the fields the word stands in in the lower four.
using Posting = std::uint32_t;
constexpr std::uint32_t record_of(Posting posting)
{
    return posting >> 4U;
}
constexpr unsigned fields_of(Posting posting)
{
    return posting & 0xFU;
}

// Weight of a word by the fields it stands in: title 4, body 1, organisation 2, place 2, summed.
constexpr std::array<float, 16> field_scores = {0, 4, 1, 5, 2, 6, 3, 7, 2, 6, 3, 7, 4, 8, 5, 9};

// Fields in which a word counts.
inline constexpr unsigned all_fields = 0xF;
inline constexpr unsigned all_but_place = all_fields & ~(1U << static_cast<unsigned>(Field::place));

// A word of the vocabulary that counts as a match of something, and how well.
struct Expansion {
    Term term = 0;
    float weight = 0;
    unsigned fields = all_fields;
};

// How well a word matches (docs/search.md explains each).
namespace weights {
inline constexpr float exact = 1.0F;
inline constexpr float umlaut = 0.95F;
inline constexpr float stem = 0.9F;
inline constexpr float joined = 0.85F;
inline constexpr float prefix = 0.6F;
inline constexpr float ending = 0.55F;
inline constexpr float suffix = 0.5F;
inline constexpr float infix = 0.25F;
inline constexpr float one_typo = 0.5F;
inline constexpr float two_typos = 0.35F;
inline constexpr float concept_ = 0.5F;
inline constexpr float foreign_concept = 0.8F; // the term belongs to neither the reader's language nor German
inline constexpr float partial_concept = 0.4F; // one word of a term of several
inline constexpr float other_language = 0.4F; // a form, part or concept in text that this reader is not shown
}

// One way of naming a concept.
struct ConceptTerm {
    std::uint32_t concept_ = 0;
    std::uint16_t language = 0; // index into Tables::languages
    std::vector<Term> words; // without grammar words
};

struct ConceptLabel {
    std::uint16_t language = 0;
    std::string text;
};

// Where a concept stands in records by its terms of one language.
struct ConceptPostings {
    std::uint16_t language = 0; // index into Tables::languages
    std::uint32_t first = 0; // in Tables::concept_postings
    std::uint32_t last = 0;
};

// A concept stands in a record like one word: in every field where one of its terms stands. Worked out once
// when the index is built, because a common concept has a hundred terms.
struct Concept {
    std::vector<ConceptLabel> labels; // one per language
    std::vector<Term>
        words; // all that its terms consist of and stand for in the records, sorted: to be marked
    std::vector<ConceptPostings> postings; // one per language that has any
    bool is_place
        = false; // named "place-…": matches addresses too, and is given up first when not all words match
};

// Word of a vocabulary entry in a term of a concept.
struct ConceptWord {
    Term term = 0;
    std::uint32_t concept_term = 0;
    std::uint32_t position = 0;
};

struct Index::Tables {
    std::vector<std::uint32_t>
        ids; // of the records, ascending: records are numbered in the order of their ids
    Vocabulary vocabulary;
    std::vector<std::uint32_t> posting_offsets; // per term, one more at the end
    std::vector<Posting> postings; // by record
    std::vector<std::uint32_t>
        term_languages; // bit per entry of `languages`, the last bit for all further ones
    std::vector<std::uint32_t> spelling_offsets; // per term, one more at the end: empty if spelt as folded
    std::string spellings;
    SortedStrings stems; // StemLanguage in the first byte, then the folded stem
    std::vector<std::uint32_t> stem_offsets;
    std::vector<Term> stem_terms;
    std::vector<StemLanguage> stem_languages; // those the records or concepts have
    std::vector<std::string> languages; // primary subtags
    std::vector<Concept> concepts;
    std::vector<Posting> concept_postings; // by concept, then record
    std::vector<ConceptTerm> concept_terms;
    std::vector<ConceptWord> concept_words; // sorted

    [[nodiscard]] std::span<Posting const> postings_of(Term term) const
    {
        return std::span(postings).subspan(
            posting_offsets[term], posting_offsets[term + 1] - posting_offsets[term]);
    }
    [[nodiscard]] std::span<Posting const> postings_of(ConceptPostings const& part) const
    {
        return std::span(concept_postings).subspan(part.first, part.last - part.first);
    }
    // How many records have the concept; one that has it in the texts of two languages counts twice.
    [[nodiscard]] std::uint32_t frequency(Concept const& concept_) const
    {
        std::uint32_t count = 0;
        for (auto const& part : concept_.postings)
            count += part.last - part.first;
        return count;
    }
    // The languages whose texts a reader is shown: the own one and German. All, if there is neither.
    [[nodiscard]] std::uint32_t languages_shown_to(std::string_view tag) const
    {
        auto const shown = language_bit(tag) | language_bit("de");
        return shown == 0 ? ~0U : shown;
    }
    [[nodiscard]] std::uint32_t frequency(Term term) const
    {
        return posting_offsets[term + 1] - posting_offsets[term];
    }
    // The word as most records spell it.
    [[nodiscard]] std::string_view spelling(Term term) const;
    [[nodiscard]] std::span<Term const> terms_with_stem(StemLanguage language, std::string_view stem) const;
    [[nodiscard]] std::span<ConceptWord const> concept_words_of(Term term) const;
    [[nodiscard]] std::uint32_t language_bit(std::string_view tag) const; // 0: no record has it
    // Beyond the 31st all languages share a bit.
    [[nodiscard]] static constexpr std::uint32_t bit_of(std::size_t language)
    {
        return 1U << std::min<std::size_t>(language, 31);
    }
    [[nodiscard]] std::string_view label(Concept const& concept_, std::string_view language) const;
};

} // namespace kommin::search
