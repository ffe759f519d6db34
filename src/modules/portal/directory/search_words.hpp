#pragma once
// What somebody searched for, as far as it may be kept.

#include "platform/i18n/language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

// What was typed as it may be counted: words in small letters, one space between them. Nothing for what could
// tell who somebody is or is no search: digits, an @, more than six words or sixty letters, no word of two
// letters.
std::optional<std::string> countable_words(std::string_view query, i18n::Language language);

} // namespace kommin::portal
