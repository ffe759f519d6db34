#include "modules/contacts/people/likeness.hpp"

#include "platform/search/latin.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace kommin::contacts {

namespace {

// Spelled differently by the rules of different languages and offices. The first that fits counts: what is
// longer stands first.
struct Spelling {
    std::string_view letters;
    std::string_view sound;
};
constexpr std::array spellings{
    Spelling{"schtsch", "s"}, // щ
    Spelling{"tsch", "k"}, // ч: "Tschernenko", "Chernenko"
    Spelling{"dsch", "j"}, // ج: "Dschamal", "Djamal"
    Spelling{"sch", "s"},
    Spelling{"tch", "k"},
    Spelling{"dzh", "j"},
    Spelling{"sz", "s"},
    Spelling{"zh", "s"},
    Spelling{"ch", "k"},
    Spelling{"cz", "k"},
    Spelling{"kh", "h"}, // خ, х: "Khaled", "Halid"
    Spelling{"gh", "h"},
    Spelling{"ph", "f"},
    Spelling{"th", "t"},
    Spelling{"dh", "d"},
    Spelling{"dj", "j"},
    Spelling{"c", "k"},
    Spelling{"q", "k"},
    Spelling{"w", "v"},
    Spelling{"x", "ks"},
    Spelling{"z", "s"},
    Spelling{"g", "h"}, // г is g in Russian and h in
                        // Ukrainian: "Olga", "Olha"; ğ is
                        // neither
    Spelling{"y", "j"},
};

bool is_vowel(char letter)
{
    return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

// The word by its sounds: letters of their own, vowels as they are.
std::string sounds_of(std::string_view word)
{
    std::string sounds;
    while (!word.empty()) {
        auto const spelled = std::ranges::find_if(
            spellings, [&](Spelling const& one) { return word.starts_with(one.letters); });
        if (spelled == spellings.end()) {
            sounds += word.front();
            word.remove_prefix(1);
        } else {
            sounds += spelled->sound;
            word.remove_prefix(spelled->letters.size());
        }
    }
    return sounds;
}

// What a word begins with where that is a vowel, or a j, which is one in some spellings: "Yulia", "Iuliia",
// "Yelena", "Elena". Nothing for other letters.
std::optional<char> beginning_of(std::string_view sounds)
{
    char const first = sounds.front();
    char const second = sounds.size() > 1 ? sounds[1] : '\0';
    if (first == 'j' || (first == 'i' && is_vowel(second)))
        return second == 'e' ? 'a' : 'j';
    return is_vowel(first) ? std::optional('a') : std::nullopt;
}

// Without what some spellings write and nobody says: the h of "Sarah", that behind an s, which is one sound
// with it ("sch" and "shch" become it further on), and a y that is a vowel ("Yvonne").
std::string without_silent_letters(std::string_view word)
{
    constexpr std::string_view make_a_sound_with_h = "cktpgdz";
    std::string said;
    for (char const letter : word) {
        if (letter != 'h' || !said.ends_with('s'))
            said += letter;
    }
    if (said.size() > 1 && said.back() == 'h'
        && make_a_sound_with_h.find(said[said.size() - 2]) == std::string_view::npos)
        said.pop_back();
    if (said.size() > 1 && said.front() == 'y' && !is_vowel(said[1]))
        said.front() = 'i';
    return said;
}

// `left_of`: what is left of one word. Articles are none.
std::vector<std::string> words_as(std::string (*left_of)(std::string_view), std::string_view text)
{
    std::vector<std::string> left;
    auto const words = search::latin_words(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!is_arabic_article(words[at], at + 1 < words.size() ? words[at + 1] : ""))
            left.push_back(left_of(words[at]));
    }
    return left;
}

}

std::string likeness_of_word(std::string_view latin)
{
    auto sounds = sounds_of(without_silent_letters(latin));
    std::string left;
    char before = '\0';
    if (auto const beginning = beginning_of(sounds)) {
        left = *beginning;
        before = sounds.front();
        sounds.erase(0, 1);
    }
    for (char const sound : sounds) {
        if (!is_vowel(sound) && sound != 'j' && sound != before)
            left += sound;
        before = sound;
    }
    return left;
}

std::string sounds_of_word(std::string_view latin)
{
    // Umlauts in two letters, and what French and Greek say with two.
    constexpr std::array<std::string_view, 4> said_as_one{"ae", "oe", "ue", "ou"};
    std::string left;
    for (char sound : sounds_of(without_silent_letters(latin))) {
        if (sound == 'j')
            sound = 'i';
        if (left.empty()) {
            left = sound;
            continue;
        }
        auto const pair = std::string{left.back(), sound};
        if (pair == "ou")
            left.back() = 'u';
        else if (left.back() != sound && std::ranges::find(said_as_one, pair) == said_as_one.end())
            left += sound;
    }
    return left;
}

bool is_arabic_article(std::string_view latin, std::string_view next)
{
    constexpr std::array<std::string_view, 10> letters_of_the_sun{"r", "n",  "s",   "t",  "d",
                                                                  "z", "sh", "sch", "th", "dh"};
    if (latin == "al" || latin == "el")
        return true;
    if (!latin.starts_with('a') && !latin.starts_with('e'))
        return false;
    auto const heard = latin.substr(1);
    return next.size() > latin.size() && next.starts_with(heard)
        && std::ranges::find(letters_of_the_sun, heard) != letters_of_the_sun.end();
}

std::vector<std::string> sound_words(std::string_view text)
{
    return words_as(&sounds_of_word, text);
}

std::vector<std::string> sound_parts(std::string_view name)
{
    auto parts = sound_words(name);
    std::ranges::sort(parts);
    return parts;
}

std::vector<std::string> likeness_parts(std::string_view name)
{
    auto parts = words_as(&likeness_of_word, name);
    std::ranges::sort(parts);
    return parts;
}

std::string likeness_of_person(std::string_view name)
{
    std::string likeness;
    for (auto const& part : likeness_parts(name))
        likeness += (likeness.empty() ? "" : " ") + part;
    return likeness;
}

bool is_telling(std::string_view likeness)
{
    return likeness.find(' ') != std::string_view::npos;
}

} // namespace kommin::contacts
