#pragma once
// From what was typed to the words of the index it may mean. Private to this folder.

#include "platform/search/tables.hpp"
#include "platform/search/tried_concept.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

// A concept standing for a query word.
struct ConceptMatch {
    std::uint32_t concept_ = 0;
    float weight = 0;
};

struct QueryWord {
    std::string text; // as typed, without surrounding punctuation
    std::string folded;
    std::vector<Expansion> expansions; // all occur in records
    std::vector<ConceptMatch> concepts; // whether or not any record has them
    bool is_guess = false; // understood only as a similar word
    bool is_place = false; // names a place: says less about what is wanted than any other word
};

struct QueryPlan {
    std::vector<QueryWord> words; // significant ones only, each once
    std::string language; // of the reader, primary subtag
    std::string corrected; // empty: understood as typed
    std::uint32_t languages = 0; // bits of those whose texts the reader is shown: the own one and German
    std::shared_ptr<TriedConcept const> tried = {}; // numbered after those of the index; null: none is tried

    [[nodiscard]] Concept const& concept_of(Index::Tables const& tables, std::uint32_t number) const
    {
        return number < tables.concepts.size() ? tables.concepts[number] : tried->concept_;
    }
    [[nodiscard]] std::span<Posting const> postings_of(
        Index::Tables const& tables, std::uint32_t number, ConceptPostings const& part) const
    {
        return number < tables.concepts.size()
            ? tables.postings_of(part)
            : std::span(tried->postings).subspan(part.first, part.last - part.first);
    }
};

QueryPlan plan_query(
    Index::Tables const& tables, std::string_view query, std::string_view language,
    std::shared_ptr<TriedConcept const> tried = {});

inline constexpr std::size_t max_query_bytes = 512;
inline constexpr std::size_t max_query_words = 10;

} // namespace kommin::search
