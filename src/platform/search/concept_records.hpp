#pragma once
// In which records a concept stands: for building an index, and for trying a concept beside one. Private to
// this folder.

#include "platform/search/tables.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::search {

// Longer spellings of a word are cut here (bytes); bounds a hostile import.
inline constexpr std::size_t max_raw_bytes_kept = 256;

// Whether a concept of that name is a place.
inline bool names_a_place(std::string_view id)
{
    return id.starts_with("place-");
}

// A word of a term as it is written.
struct TermWord {
    static constexpr unsigned open_end = 1;
    static constexpr unsigned open_beginning = 2;
    std::string_view raw;
    unsigned wildcards = 0;
};
// Without grammar words, unless there are no others.
std::vector<TermWord> words_of_term(std::string_view term);

// A word of a concept, as an index knows it or would know it.
struct ConceptWordForm {
    std::optional<Term> term; // nothing: the index does not have it
    std::string_view folded;
    std::string_view spelling;
    StemLanguage language = 0;
    unsigned wildcards = 0;
};
// Which words of the records it stands for, each once, sorted.
std::vector<Term> words_meant_by(Index::Tables const& tables, ConceptWordForm const& word);

// The records in which all words of a term stand in one field, by record, each once. `meant`: for each word
// what words_meant_by() says. No positions are kept; that is near enough to a phrase.
std::vector<Posting> postings_of_term(
    Index::Tables const& tables, std::vector<std::vector<Term>> const& meant, bool is_place);

// Each record once, with all fields.
void merge_records(std::vector<Posting>& postings);

} // namespace kommin::search
