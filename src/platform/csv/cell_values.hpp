#pragma once
// Several values in one cell, as people type them: "Lünen | Unna". A backslash takes from a bar behind it
// that it divides; in front of anything else it is an ordinary sign.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::csv {

// Without the blanks around each, and without empty ones. The end of a line divides as a bar does.
std::vector<std::string> split_values(std::string_view cell);
// split_values() gives them back, as long as each is one line without blanks around it.
std::string join_values(std::span<std::string const> values);

} // namespace kommin::csv
