#pragma once
// How hard a German text is to read: a figure, and what is long in it. Other hints for Leichte Sprache:
// simple_language.hpp.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct Readability {
    std::size_t words = 0;
    std::size_t sentences = 0;
    // Year of school in which the text can be read, about 4 to 15; nothing for fewer than
    // fewest_words_to_judge.
    std::optional<double> grade;
    std::vector<std::string> long_words; // without a hyphen, each once, in the order of the text
    std::size_t long_sentences = 0;
};
// The formula was made from passages of books and counts percentages. Its authors name no smallest text; of
// fewer words than these one long word more is most of a year of school, and the figure says nothing.
inline constexpr std::size_t fewest_words_to_judge = 30;
inline constexpr std::size_t longest_simple_sentence = 15; // words
inline constexpr std::size_t longest_simple_word = 18; // letters; official words without a hyphen are longer

// First Wiener Sachtextformel (Bamberger and Vanecek, "Lesen,
// Verstehen, Lernen, Schreiben", 1984): 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, of the
// percentages of words with three and more syllables (MS), with more than six letters (IW), with one syllable
// (ES), and of the mean number of words in a sentence (SL). Lines of a list are sentences.
Readability readability_of(std::string_view plain_text);

// Of one word: groups of vowels, where ei, au, eu, äu, ie and doubled ones are one.
std::size_t count_syllables(std::string_view word);

} // namespace kommin::portal
