#pragma once
// Escaping for HTML text and double-quoted attribute values.

#include <string>
#include <string_view>

namespace kommin::html {

// & < > " ' become entities; control characters that HTML forbids become U+FFFD.
std::string escape(std::string_view text);
void append_escaped(std::string& out, std::string_view text);

} // namespace kommin::html
