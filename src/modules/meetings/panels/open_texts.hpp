#pragma once
// What translators have open of the module's records (docs/adr/0085): whoever writes one, or what makes it
// public or not, says so in the same work.

#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::meetings {

// Of records of this kind, by id.
void keep_open_texts(Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids);

// The same for whoever has read already what they say.
struct OpenText {
    std::int64_t id;
    std::optional<records::TranslatedSource> source;
};
void keep_known_texts(Work& work, records::TranslatedKind const& kind, std::vector<OpenText> known);

// Of one that is erased: whatever it was called in other languages, or somebody has typed for it.
void forget_texts(Work& work, records::TranslatedKind const& kind, std::int64_t id);

} // namespace kommin::meetings
