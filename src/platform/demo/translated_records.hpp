#pragma once
// What a demonstration says of its records in other languages: of those that translators find at their desk.

#include "platform/demo/demo.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::demo {

// What of records and file has to go together.
enum class Fit : std::uint8_t {
    exact, // all that the records say is translated, and nothing else
    nothing_else, // what is not translated stays German
    loose, // nor is it a fault to translate what is not there
};

// The records of one module that the files of one subject translate.
struct TranslatedRecords {
    std::string_view subject; // translations_of()
    std::string counted_as; // in the counts of the demonstration
    Fit fit;
    std::vector<records::TranslatedKind const*> kinds;
    // By which the module says what translators have open whenever it writes such records.
    void (*keep_open_texts)(
        Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids);
};

// After all else of them has been loaded. Once more: nothing changes. Throws std::runtime_error where a file
// does not fit.
void load_translations(Demo& demo, TranslatedRecords const& translated);

} // namespace kommin::demo
