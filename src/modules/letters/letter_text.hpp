#pragma once
// The text of a letter: own words around the facts, which no words can take away.

#include "modules/letters/letter_kind.hpp"
#include "platform/i18n/texts.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::letters {

// Placeholders of own words, in their order, each as often as it stands there; nothing where a brace lacks
// its other half or holds no name.
std::optional<std::vector<std::string>> placeholders_in(std::string_view words);

// What stands in the place of a placeholder.
struct PlaceholderValue {
    std::string_view name;
    std::string_view value;
};

// What the program says. The first of the facts goes on from the greeting, in small letters where the
// language wants that.
struct ProgramWords {
    std::string greeting;
    std::vector<std::string> facts; // paragraphs; none of them empty
};
// The paragraphs of a letter. Own words that have a placeholder without a value are not used: no letter is a
// mixture.
std::string letter_text(
    ProgramWords const& program, OwnWords const& own, std::initializer_list<PlaceholderValue> values,
    i18n::Texts const& texts);

} // namespace kommin::letters
