#pragma once
// Scores of records for the words of a query. Private to this folder.

#include "platform/search/query.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace kommin::search {

// A record that at least one word of the query matches.
struct Candidate {
    std::uint32_t record = 0;
    std::uint32_t words = 0; // bit per word of the query that matches
    float score = 0;
    std::uint32_t tier = 0; // 0: all required words; then one word less each
};

struct Scores {
    std::vector<Candidate> candidates; // in no particular order
    std::vector<std::uint32_t> frequencies; // per word of the query: how many records match it
    std::vector<unsigned> doubts; // per word: how readily it is given up, before its frequency counts
};

Scores score_records(Index::Tables const& tables, QueryPlan const& plan);

struct Selection {
    std::size_t count
        = 0; // that many candidates, moved to the front, are accepted and match all required words
    bool relaxed = false;
};

// The records that match all words; if there are fewer than `enough` (or none), also those that match all but
// the weakest, and so on.
Selection select_records(
    Index::Tables const& tables, Scores& scores, std::function<bool(std::uint32_t)> const& accept,
    std::size_t enough);

} // namespace kommin::search
