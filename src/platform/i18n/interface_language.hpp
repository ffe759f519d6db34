#pragma once

#include "platform/i18n/language.hpp"

#include <optional>
#include <string_view>

namespace kommin::i18n {

// A language that pages and letters have words in, by its tag; nothing for any other. Any thread.
std::optional<Language> find_interface_language(std::string_view tag);

} // namespace kommin::i18n
