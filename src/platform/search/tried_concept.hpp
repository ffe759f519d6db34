#pragma once
// A concept beside an index that was built without it. Private to this folder.

#include "platform/search/concepts.hpp"
#include "platform/search/tables.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

// Words, languages and terms that the index does not have are numbered after its own, the concept itself
// after its concepts.
struct TriedConcept {
    struct Stem {
        StemLanguage language = 0;
        std::string stem;
        Term term = 0;
    };
    std::optional<std::uint32_t> instead_of; // the concept of the index that calls nothing now
    Concept concept_;
    std::vector<Posting> postings; // of the concept
    std::vector<ConceptTerm> terms;
    std::vector<ConceptWord> links; // all words of all terms
    std::vector<Stem> stems; // likewise
    std::vector<std::string> words; // that the index does not have, folded
    std::vector<std::string> languages; // likewise, primary subtags

    // As Tables::languages_shown_to(), where one of these languages may be the reader's.
    [[nodiscard]] std::uint32_t languages_shown_to(Index::Tables const& tables, std::string_view tag) const;
};

TriedConcept try_out(
    Index::Tables const& tables, Concepts::Concept const& wanted, std::optional<std::size_t> instead_of);

} // namespace kommin::search
