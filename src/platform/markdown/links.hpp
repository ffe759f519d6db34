#pragma once
// Private to markdown: which links may be printed.

#include <optional>
#include <string>
#include <string_view>

namespace kommin::markdown {

struct Options;

struct Link {
    std::string href; // percent-encoded where a URL demands it, not yet escaped for HTML
    bool leaves_the_server = false;
};

// Nothing: print the text without a link.
std::optional<Link> checked_link(std::string_view link, Options const& options);

} // namespace kommin::markdown
