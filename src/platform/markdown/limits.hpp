#pragma once
// Private to markdown: what keeps the work for a text in proportion to its length.

#include <string>
#include <string_view>

namespace kommin::markdown {

// cmark-gfm needs the square of a text's length, in time or memory, for lists nested in each other, for
// tables whose short rows it fills up, and for long link targets that many links refer to; the version of
// Debian 12 has no limit for any of them. What lies far beyond every honest text loses its meaning here: a
// backslash in front of the marker, so that it is printed as it was typed.
std::string within_limits(std::string_view markdown);

} // namespace kommin::markdown
