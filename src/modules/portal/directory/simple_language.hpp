#pragma once
// What a German text says in ways that Leichte Sprache avoids, as far as simple rules find it for certain:
// what is named is there, but not everything that is there is named.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// BITV 2.0, annex 2, part 2: No. 1 (the first five), No. 2 (personal address), No. 6 (brackets), No. 5 and 7
// (short sentences, lists); numbers after the rules of the Netzwerk Leichte Sprache.
enum class SimpleRule : std::uint8_t {
    abbreviation, // "z. B.", "bzw."
    negation, // "nicht", "keine"
    passive, // "wird geöffnet"
    subjunctive, // "könnte"
    genitive, // "des Kreises"
    impersonal, // "man"
    brackets, // "(im Anbau)"
    several_commas, // two and more in one sentence
    number_word, // "drei"
    large_number, // "12.500"
};

struct SimpleLanguageHint {
    SimpleRule rule = SimpleRule::abbreviation;
    std::vector<std::string> places; // as they are written, each once, in the order of the text
};
// In the order of the rules; only those that found something.
std::vector<SimpleLanguageHint> simple_language_hints(std::string_view plain_text);

} // namespace kommin::portal
