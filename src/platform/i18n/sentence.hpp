#pragma once

#include "platform/i18n/language.hpp"

#include <string>
#include <string_view>

namespace kommin::i18n {

// Words at the beginning of a sentence: the first letter is a capital one, where the script has any, by the
// rules of the language ("için" becomes "İçin"). Any thread.
std::string as_sentence(std::string_view words, Language language);

} // namespace kommin::i18n
