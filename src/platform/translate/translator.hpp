#pragma once
// Translator: texts of one language in another, made by a machine. What comes back is a proposal that nobody
// has read.

#include "platform/base/result.hpp"

#include <string>
#include <vector>

namespace kommin::translate {

// Lines of plain text, without line ends; what must not change is masked before (masking.hpp).
struct Order {
    std::string source; // BCP 47: "de"
    std::string target;
    std::vector<std::string> texts;
};

// What came of an order that was not carried out, by the kind of the problem: `unavailable` may work later,
// `not_allowed` when somebody has
// mended the key; `too_large` is about these texts and not about others; anything else is about the languages
// or the server.
class Translator {
public:
    Translator() = default;
    Translator(Translator const&) = delete;
    Translator& operator=(Translator const&) = delete;
    virtual ~Translator() = default;

    // As many texts as were given, in their order; all of them or none. Waits for others, perhaps for
    // minutes: never within the request of a person. Safe from every thread.
    [[nodiscard]] virtual Result<std::vector<std::string>> translate(Order const& order) const = 0;
};

} // namespace kommin::translate
