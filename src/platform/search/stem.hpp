#pragma once
// Stems: the common part of a word's forms, by the rules of one language. Snowball where Debian's libstemmer
// has the language; light suffix strippers of our own for Ukrainian and Polish. Safe from all threads (each
// keeps its own stemmers, for libstemmer's are not shareable).

#include "platform/search/fold.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

// Number of a language that has a stemmer; 0: none. "de-simple" is "de".
using StemLanguage = std::uint8_t;
StemLanguage stem_language(std::string_view tag);
Script stem_script(StemLanguage language);
std::string_view primary_subtag(std::string_view tag);

// Folded stems of a word as written, each once, mostly one: of the word itself, of other readings of it
// (Arabic "for the …"), and of its folded spelling, for people type "cocuklar" for "çocuklar". Empty for
// short words and languages without rules.
std::vector<std::string> stems_of(std::string_view word, StemLanguage language);

} // namespace kommin::search
