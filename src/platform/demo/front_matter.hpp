#pragma once
// Markdown files with a head of "name: value" lines between "---" lines.

#include <map>
#include <string>
#include <string_view>

namespace kommin::demo {

struct FrontMatter {
    std::map<std::string, std::string, std::less<>> values;
    std::string body;

    [[nodiscard]] std::string value(std::string_view name) const; // "" if absent
};

// A file without head has only a body.
FrontMatter parse_front_matter(std::string_view text);

} // namespace kommin::demo
