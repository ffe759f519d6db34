#pragma once
// What is alike in names that may be of one person, in whichever script and by whichever rules they are
// spelled (docs/adr/0060). For proposals only: people are never taken for each other by the program.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// Of each part of a name what is left without vowels, doubled letters and the choices of transliteration, in
// the order of the letters: "hmd md" … A vowel at the start is there as "a".
std::vector<std::string> likeness_parts(std::string_view name);
// The parts with one blank between them: alike whatever stands first.
std::string likeness_of_person(std::string_view name);
// Whether it says enough to propose that two are one: whoever has said one name only is like far too many.
bool is_telling(std::string_view likeness);

} // namespace kommin::contacts
