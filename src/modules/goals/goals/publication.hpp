#pragma once
// What everybody reads of goals and measures (docs/adr/0094): the name under which the module publishes, and
// the steps by which one is shown and no longer shown.

#include "platform/base/date.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Whoever changes what the public sees of the module says work.publish(published_as).
inline constexpr std::string_view published_as = "goals";

// save: the plain text alone. show: the text as well, and from today on everybody reads it. hide: nobody
// outside does any more.
enum class PublicStep : std::uint8_t { save, show, hide };

inline constexpr std::size_t longest_plain_text = 3000; // code points
// As it is stored: trimmed, without carriage returns.
std::string cleaned_plain_text(std::string_view typed);
std::vector<Problem> problems_of_plain_text(std::string_view typed);

// A word for an address from a title, that is free; `fallback` where the title has no letter for one.
std::string free_slug(
    std::string_view title, std::string_view fallback, std::function<bool(std::string_view)> const& is_taken);

// What translators have open of these records.
void keep_open_texts(Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids);
// Of a record that is erased: what it said in other languages, and what somebody was typing there.
void forget_texts(Work& work, records::TranslatedKind const& kind, std::int64_t id);

// Versions say "ja" where it was shown.
inline constexpr std::string_view shown_value_in_versions = "ja";

} // namespace kommin::goals
