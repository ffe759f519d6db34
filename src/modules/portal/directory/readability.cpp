#include "modules/portal/directory/readability.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

// A letter at a time, in small letters; umlauts as one sign of their own, everything else as '\0'.
class GermanLetters {
public:
    explicit GermanLetters(std::string_view text)
        : rest_(text)
    { }
    [[nodiscard]] bool has_more() const { return !rest_.empty(); }
    // 'a' to 'z', '1' ä, '2' ö, '3' ü, '4' ß, '-', or '\0' with the bytes in `sign`.
    char next()
    {
        constexpr std::array<std::pair<std::string_view, char>, 7> umlauts{
            {{"ä", '1'}, {"Ä", '1'}, {"ö", '2'}, {"Ö", '2'}, {"ü", '3'}, {"Ü", '3'}, {"ß", '4'}}};
        for (auto const& [umlaut, letter] : umlauts) {
            if (rest_.starts_with(umlaut)) {
                sign = rest_.substr(0, umlaut.size());
                rest_.remove_prefix(umlaut.size());
                return letter;
            }
        }
        sign = rest_.substr(0, 1);
        rest_.remove_prefix(1);
        char const c = sign.front();
        if (c >= 'A' && c <= 'Z')
            return static_cast<char>(c - 'A' + 'a');
        return (c >= 'a' && c <= 'z') || c == '-' ? c : '\0';
    }
    std::string_view sign;

private:
    std::string_view rest_;
};

bool is_vowel(char letter)
{
    return std::string_view("aeiouy123").find(letter) != std::string_view::npos;
}

// Two vowels that are spoken as one.
bool is_one_sound(char first, char second)
{
    constexpr std::array<std::string_view, 10> sounds{"ei", "ai", "au", "eu", "1u",
                                                      "ie", "aa", "ee", "oo", "oi"};
    return std::ranges::any_of(
        sounds, [&](std::string_view sound) { return sound[0] == first && sound[1] == second; });
}

struct Word {
    std::string text;
    std::size_t letters = 0;
    bool has_hyphen = false;
};

struct Counts {
    std::size_t words = 0, sentences = 0, many_syllables = 0, many_letters = 0, one_syllable = 0;
    std::size_t words_of_sentence = 0;
    Readability found = {};

    void add(Word const& word)
    {
        auto const syllables = count_syllables(word.text);
        ++words;
        ++words_of_sentence;
        many_syllables += syllables >= 3 ? 1 : 0;
        one_syllable += syllables <= 1 ? 1 : 0;
        many_letters += word.letters > 6 ? 1 : 0;
        bool const is_new = std::ranges::find(found.long_words, word.text) == found.long_words.end();
        if (word.letters > longest_simple_word && !word.has_hyphen && is_new)
            found.long_words.push_back(word.text);
    }
    void end_sentence()
    {
        if (words_of_sentence == 0)
            return;
        ++sentences;
        found.long_sentences += words_of_sentence > longest_simple_sentence ? 1 : 0;
        words_of_sentence = 0;
    }
};

// A full stop behind these, or behind a number, ends no sentence.
bool is_abbreviation(std::string_view word)
{
    constexpr std::array<std::string_view, 16> known{"z",  "B",   "d",   "h",  "u",   "a",   "ca",   "Nr",
                                                     "St", "Str", "Tel", "Dr", "bzw", "usw", "inkl", "ggf"};
    return std::ranges::find(known, word) != known.end();
}

}

std::size_t count_syllables(std::string_view word)
{
    GermanLetters letters(word);
    std::size_t count = 0;
    char before = '\0';
    while (letters.has_more()) {
        auto letter = letters.next();
        if (is_vowel(letter)) {
            bool const goes_on = is_vowel(before) && is_one_sound(before, letter);
            count += goes_on ? 0 : 1;
            if (goes_on)
                letter = '\0'; // a third vowel begins anew: "Bauern"
        }
        before = letter;
    }
    return std::max<std::size_t>(count, 1);
}

Readability readability_of(std::string_view plain_text)
{
    Counts counts;
    for (auto const line : split(plain_text, '\n')) {
        GermanLetters letters(line);
        Word word;
        bool ends_with_number = false;
        auto const end_word = [&] {
            if (word.letters > 0)
                counts.add(word);
            word = {};
        };
        while (letters.has_more()) {
            auto const letter = letters.next();
            if (letter != '\0' && (letter != '-' || word.letters > 0)) {
                word.has_hyphen = word.has_hyphen || letter == '-';
                word.letters += letter == '-' ? 0 : 1;
                word.text += letters.sign;
                ends_with_number = false;
                continue;
            }
            char const sign = letters.sign.front();
            bool const is_stop = sign == '!' || sign == '?' || sign == ':'
                || (sign == '.' && !ends_with_number && !is_abbreviation(word.text));
            end_word();
            if (is_stop)
                counts.end_sentence();
            ends_with_number = sign >= '0' && sign <= '9';
        }
        end_word();
        counts.end_sentence();
    }
    auto found = std::move(counts.found);
    found.words = counts.words;
    found.sentences = counts.sentences;
    if (counts.words < fewest_words_to_judge)
        return found;
    auto const words = static_cast<double>(counts.words);
    auto const percent = [&](std::size_t some) { return 100.0 * static_cast<double>(some) / words; };
    found.grade = 0.1935 * percent(counts.many_syllables)
        + 0.1672 * words / static_cast<double>(counts.sentences) + 0.1297 * percent(counts.many_letters)
        - 0.0327 * percent(counts.one_syllable) - 0.875;
    return found;
}

} // namespace kommin::portal
