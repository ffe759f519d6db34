#pragma once
// How translation_progress spells a record of which nothing is translated yet. Of half a million imported
// records most are like this: one row each stands for all languages.

#include <string_view>

namespace kommin::content {

inline constexpr std::string_view every_language{}; // in the place of the language

} // namespace kommin::content
