#pragma once
// The page that tells what became of a file of translations.

#include "modules/portal/editing/translating.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kommin::portal {

struct FileOutcome {
    static constexpr std::size_t most_refusals = 500; // more of them help nobody
    struct Refusal {
        std::string kind; // "": the record is none that this person may translate
        std::int64_t id = 0;
        std::string title;
        std::string unit; // as in the file
        Taken reason;
    };

    Language language;
    std::map<Taken, std::int64_t> texts; // how many, by what became of them
    std::vector<Refusal> refusals; // the first ones
    std::int64_t left = 0; // texts for which there was no time

    void add(Taken outcome, Refusal refusal);
    [[nodiscard]] std::int64_t count(Taken outcome) const;
    [[nodiscard]] std::int64_t refused() const;
};
http::Response file_outcome_page(web::Call const& call, FileOutcome const& outcome);

// A file of everything would be too large.
http::Response too_many_texts_page(web::Call const& call, Language language);

} // namespace kommin::portal
