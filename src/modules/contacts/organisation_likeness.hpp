#pragma once
// What is alike in names that may mean the same organisation, in whichever script, by whichever rules and
// with whichever words of the law they are spelled (docs/adr/0088). For proposals only.

#include <string>
#include <string_view>

namespace kommin::contacts {

// The telling words with one blank between them, each as likeness_of_word() leaves it of a name that says
// enough without vowels, and as sounds_of_word() of any other; numbers as they are. Left out: what follows
// from the law ("e. V.", "gGmbH", "Verein"), what only joins words, the Arabic article. Compounds are taken
// apart ("Caritasverband", "Caritas-Verband"), initials put together ("A. W. O."). The words stand in the
// order of the letters, but as they were where their order alone tells two apart: of two numbers, or of who
// is against whom. Empty where a name has neither letters nor digits.
std::string likeness_of(std::string_view name);

} // namespace kommin::contacts
