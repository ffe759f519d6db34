#pragma once
// ASCII and UTF-8 facts about text. Anything that needs a language lives in platform/i18n.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin {

// Well-formed UTF-8: no surrogates, no overlong forms, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);
// Number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);
// The longest prefix of at most `limit` bytes that ends between two code points.
std::string_view truncate_utf8(std::string_view text, std::size_t limit);

// Without ASCII white space and U+00A0 at both ends.
std::string_view trim(std::string_view text);
// Parts between the separators, empty ones included: split("a,,b", ',') has three.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string ascii_lower(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view left, std::string_view right);

// A URL word: lower-case ASCII letters, digits and single hyphens; ä ö ü ß become ae oe ue ss, other Latin
// letters lose their marks, everything else separates. "Fröndenberg/Ruhr" gives "froendenberg-ruhr".
std::string slugify(std::string_view text);
// Whether a text is such a word already (and not empty).
bool is_slug(std::string_view text);

} // namespace kommin
