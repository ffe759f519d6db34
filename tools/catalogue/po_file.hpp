#pragma once
// Reader of gettext .po files as the project uses them: a dotted key as msgid, the text as msgstr.

#include "finding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::catalogue {

struct PoEntry {
    std::string id;
    std::string text;
    std::size_t line = 0; // of the msgid
    bool is_fuzzy = false; // marked as in need of review
};

// Strict: whatever is not a comment, an empty line, msgid or msgstr with quoted strings is an error with its
// line. The header entry (empty msgid) is left out. msgctxt and msgid_plural are errors: plural forms stand
// inside the text.
std::vector<PoEntry> read_po(std::string_view bytes, std::string const& file, Findings& findings);

} // namespace kommin::catalogue
