#pragma once
// What is alike in names that may be of one person, in whichever script and by whichever rules they are
// spelled (docs/adr/0060). For proposals only: people are never taken for each other by the program. The
// rules for a word are those of organisations, too (organisation_likeness.hpp).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// Of a word in small Latin letters (search::latin_words) what is left without vowels, doubled letters and the
// choices of transliteration. A vowel at the start is there as "a".
std::string likeness_of_word(std::string_view latin);
// The same with its vowels, where so little would be left that strangers are alike.
std::string sounds_of_word(std::string_view latin);
// Whether a word is the Arabic article, which some spell apart and some not at all; it sounds like the
// beginning of the word behind it: "Al-Ahmad", "An-Nur", "Ash-Shams". `next`: that word, or nothing.
bool is_arabic_article(std::string_view latin, std::string_view next);

// Of each word of a text sounds_of_word(), in their order, and of each part of a name, in the order of the
// letters: what says whom a text names, where a likeness could be that of a child or a spouse.
std::vector<std::string> sound_words(std::string_view text);
std::vector<std::string> sound_parts(std::string_view name);
// Of each part of a name what is left without vowels, doubled letters and the choices of transliteration, in
// the order of the letters: "hmd md" … A vowel at the start is there as "a".
std::vector<std::string> likeness_parts(std::string_view name);
// The parts with one blank between them: alike whatever stands first.
std::string likeness_of_person(std::string_view name);
// Whether it says enough to propose that two are one: whoever has said one name only is like far too many.
bool is_telling(std::string_view likeness);

} // namespace kommin::contacts
