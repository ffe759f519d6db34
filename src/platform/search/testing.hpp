#pragma once
// The golden queries: what people type and where it must lead them. Only tests link it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

struct GoldenQuery {
    std::string id;
    std::string language;
    std::string kind; // "typo", "cross-language" …: what it is an example of
    std::string query;
    std::vector<std::string> expected; // keys of offers, one of which must be found; or suggestions
    bool expects_suggestions = false; // nothing is found; "*": any suggestion will do
    std::size_t within = 0; // so many first hits
    std::vector<std::string> forbidden; // keys that must not be among them
};

// The rows of demo/search/golden.csv. Throws std::runtime_error if it is no CSV.
std::vector<GoldenQuery> parse_golden_queries(std::string_view csv);

} // namespace kommin::search
