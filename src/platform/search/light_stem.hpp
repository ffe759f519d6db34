#pragma once
// Suffix strippers for languages that libstemmer does not know. One ending is taken off, the longest that
// leaves three letters; deliberately no more, for a wrong stem hides a right hit.

#include <string_view>

namespace kommin::search {

// Both expect small letters, composed (NFC); the result is a prefix of the word.
std::string_view strip_ukrainian(std::string_view word);
std::string_view strip_polish(std::string_view word);

} // namespace kommin::search
