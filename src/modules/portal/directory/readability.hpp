#pragma once
// How hard a German text is to read, and what in it Leichte Sprache would say in another way.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct Readability {
    std::size_t words = 0;
    std::size_t sentences = 0;
    double grade = 0; // year of school in which the text can be read, about 4 to 15
    std::vector<std::string> long_words; // without a hyphen, each once, in the order of the text
    std::size_t long_sentences = 0;
};
inline constexpr std::size_t fewest_words_to_judge = 30; // of fewer the formula says nothing
inline constexpr std::size_t longest_simple_sentence = 15; // words
inline constexpr std::size_t longest_simple_word = 18; // letters; official words without a hyphen are longer

// Nothing for a text that is too short. First Wiener Sachtextformel (Bamberger and Vanecek, "Lesen,
// Verstehen, Lernen, Schreiben", 1984): 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, of the
// percentages of words with three and more syllables (MS), with more than six letters (IW), with one syllable
// (ES), and of the mean number of words in a sentence (SL). Lines of a list are sentences.
std::optional<Readability> readability_of(std::string_view plain_text);

// Of one word: groups of vowels, where ei, au, eu, äu, ie and doubled ones are one.
std::size_t count_syllables(std::string_view word);

} // namespace kommin::portal
