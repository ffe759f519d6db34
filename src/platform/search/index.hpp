#pragma once
// Full-text index in memory: immutable once built, one per published snapshot. How it matches and ranks, with
// the formula and all weights: docs/search.md.

#include "platform/search/concepts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::search {

// Private to this folder.
struct QueryPlan;
struct TriedConcept;

enum class Field : std::uint8_t { title, body, organisation, place };

// A record to be found under its id. Documents with the same id are one record; a record may have texts in
// several languages. Texts are plain (no markup); any bytes are accepted.
struct Document {
    std::uint32_t id = 0;
    struct Part {
        Field field = Field::body;
        std::string_view language; // BCP 47
        std::string_view text;
    };
    std::vector<Part> parts;
};

// Safe to use from all threads at once. Queries are cut at 512 bytes and ten significant words.
class Index {
public:
    // Throws std::length_error beyond 16 million distinct words or 2^28 records.
    static Index build(std::span<Document const> documents, Concepts const& concepts);

    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    ~Index();

    struct Hit {
        std::uint32_t id = 0;
        float score = 0; // comparable within one answer only
        friend bool operator==(Hit const&, Hit const&) = default;
    };
    struct Answer {
        std::vector<Hit> hits; // best first, equal scores by id
        std::size_t total = 0; // accepted records that match, also beyond the limit
        std::vector<std::string>
            suggestions; // when nothing matched: spellings or broader words that do have hits
        std::string corrected; // the query as understood, when it differs
        bool relaxed = false; // not all words matched, not even in the best hit
    };
    // What was typed, as one index understands it: worked out once, for finding and for marking.
    class Query {
        friend class Index;
        explicit Query(std::shared_ptr<QueryPlan const> plan)
            : plan_(std::move(plan))
        { }
        std::shared_ptr<QueryPlan const> plan_;
    };
    // The language is the reader's. The query refers to this index and must not outlive it.
    [[nodiscard]] Query understand(std::string_view query, std::string_view language) const;

    // A concept that the index was not built with, worked out beside it: what its words would find.
    class Trial {
        friend class Index;
        explicit Trial(std::shared_ptr<TriedConcept const> tried)
            : tried_(std::move(tried))
        { }
        std::shared_ptr<TriedConcept const> tried_;
    };
    // `instead_of`: the place in Concepts::all() of the one whose stead it takes; that one then calls
    // nothing. Costs what building spends on one concept: milliseconds. Refers to this index.
    [[nodiscard]] Trial try_out(Concepts::Concept const& wanted, std::optional<std::size_t> instead_of) const;
    // As an index that was built with the concept on trial would: exactly so for the words of that concept
    // and of the one before; others are not corrected to its words or split at them.
    [[nodiscard]] Query understand(
        std::string_view query, std::string_view language, Trial const& trial) const;

    // An empty or wordless query finds nothing and suggests nothing. `accept` filters records; it may be
    // called for any id of the index and must not call back into this thread's find(). Where fewer than
    // `enough` records match all words, those that match some of them follow.
    [[nodiscard]] Answer find(
        Query const& query, std::size_t limit, std::function<bool(std::uint32_t)> const& accept = {},
        std::size_t enough = 1) const;
    // The same for a query of which nothing is to be marked.
    [[nodiscard]] Answer find(
        std::string_view query, std::string_view language, std::size_t limit,
        std::function<bool(std::uint32_t)> const& accept = {}, std::size_t enough = 1) const;

    // The words a query matched, for marking them in the texts of the records; without a query none.
    class Marks {
    public:
        // Byte ranges [begin, end) of whole words, in order, not overlapping. Whole words, because cutting
        // one would break joined letters (Arabic) and accents.
        [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> in(std::string_view text) const;

    private:
        friend class Index;
        struct Pattern;
        std::shared_ptr<Pattern const> pattern_;
    };
    // The marks refer to this index and must not outlive it.
    [[nodiscard]] Marks marks(Query const& query) const;
    // Of one text.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> matches_in(
        std::string_view text, std::string_view query, std::string_view language) const;

    // Completions of what was typed so far that do have hits: the last word completed, frequent ones of the
    // reader's language first, and names of concepts. Never longer than `limit`.
    [[nodiscard]] std::vector<std::string> complete(
        std::string_view prefix, std::string_view language, std::size_t limit) const;

    [[nodiscard]] std::size_t size() const; // records
    [[nodiscard]] std::size_t vocabulary_size()
        const; // distinct folded words, those of the concepts included
    [[nodiscard]] std::size_t memory_bytes() const;

    struct Tables; // private to this folder

private:
    explicit Index(std::unique_ptr<Tables const> tables);
    std::unique_ptr<Tables const> tables_;
};

} // namespace kommin::search
