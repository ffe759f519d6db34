#pragma once
// Markdown of editors to safe HTML, by cmark-gfm with tables and strikethrough.
//
// Only these elements come out: p h1–h6 ul ol li blockquote pre code hr br em strong del a table thead tbody
// tr th td. Raw HTML loses its tags and keeps its text, images become their alternative text (a picture from
// elsewhere would tell a third party who reads), and a link that leads nowhere allowed becomes its text.
// Nesting, tables and references far beyond every honest text are printed as they were typed (limits.hpp).

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::markdown {

// Longer texts throw std::length_error: refuse them where they are entered.
inline constexpr std::size_t max_bytes = std::size_t{256} << 10U;

struct Options {
    // What "# Heading" becomes; deeper ones follow, h6 is the deepest.
    int first_heading_level = 2;
    // Turns a link of the editors ("seite:anmelden") into the one to print ("/de/info/anmelden"); nothing:
    // the rules decide: http, https, mailto, tel, a path on this server ("/…") or a place on the page ("#…").
    // What it returns is held to the same rules.
    std::function<std::optional<std::string>(std::string_view link)> resolve_link = {};
};

// Links that leave the server carry rel="noopener".
std::string to_html(std::string_view markdown, Options const& options = {});

// The words without any markup, one line per block: for search, summaries and reading aloud.
std::string to_plain_text(std::string_view markdown);

// Where its links lead, as the editors wrote it, in the order of the text; pictures are no links.
std::vector<std::string> list_links(std::string_view markdown);

struct ReplacedLinks {
    std::string markdown;
    int places = 0; // where a destination stands
};
// Lets links lead elsewhere: `change` is given each as list_links() names it, and says where it leads
// instead, or nothing; it must not change its own answers. Words stay as they are, also where they repeat an
// address. Nothing: one of the links is spelled in a way that only people can change, or the new destination
// cannot stand there.
std::optional<ReplacedLinks> replace_links(
    std::string_view markdown,
    std::function<std::optional<std::string>(std::string_view link)> const& change);

} // namespace kommin::markdown
