#pragma once
// Times of the day as people type them, and how they are spelled once they are stored.

#include "platform/i18n/local_time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::i18n {

// "9", "9:30" or "09.30", each with "Uhr" behind it or not; nothing for a time that no clock shows.
std::optional<TimeOfDay> parse_typed_time(std::string_view text);
// "09:30"
std::string typed_spelling(TimeOfDay time);

} // namespace kommin::i18n
