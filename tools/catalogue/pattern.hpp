#pragma once
// What stands in the holes of a message: {name} and {name, plural, =0{…} one{…} other{…}}.

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::catalogue {

struct PluralHole {
    std::string name;
    std::set<std::string> categories; // without the exact ones (=0)
};

struct PatternShape {
    std::set<std::string> names;
    std::vector<PluralHole> plurals;
};

// The shape, or what is wrong with the text. Braces stand for holes only; there is no way to quote one.
std::variant<PatternShape, std::string> read_pattern(std::string_view text);

} // namespace kommin::catalogue
