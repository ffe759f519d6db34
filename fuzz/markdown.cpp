// Markdown to HTML. Promises: only the elements and attributes of the house come out, balanced; no link leads
// to a script; nothing of the text becomes markup; plain text is UTF-8; a link that is replaced leads where
// it should, and no other one changes.

#include "platform/markdown/markdown.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

constexpr std::array<std::string_view, 25> elements{
    "p",  "h1", "h2", "h3",     "h4",  "h5", "h6",    "ul",    "ol",    "li", "blockquote", "pre", "code",
    "hr", "br", "em", "strong", "del", "a",  "table", "thead", "tbody", "tr", "th",         "td"};

// A browser that knows only what we promise to print, and stops at anything else.
class StrictReader {
public:
    explicit StrictReader(std::string_view html)
        : rest_(html)
    { }

    void read()
    {
        while (!rest_.empty()) {
            auto const text = rest_.substr(0, rest_.find('<'));
            require(text.find_first_of(">\"") == text.npos, "text is escaped");
            check_references(text);
            rest_.remove_prefix(text.size());
            if (!rest_.empty())
                read_tag();
        }
        require(open_.empty(), "every element ends");
    }

private:
    bool take(std::string_view expected)
    {
        if (!rest_.starts_with(expected))
            return false;
        rest_.remove_prefix(expected.size());
        return true;
    }

    void read_tag()
    {
        take("<");
        bool const closes = take("/");
        auto const name = rest_.substr(0, rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz123456"));
        rest_.remove_prefix(name.size());
        require(
            !name.empty() && std::find(elements.begin(), elements.end(), name) != elements.end(),
            "an element of the house");
        if (closes) {
            require(!open_.empty() && open_.back() == name, "elements are nested properly");
            open_.pop_back();
            require(take(">"), "a closing tag has no attributes");
            return;
        }
        while (take(" "))
            read_attribute(name);
        require(take(">"), "a tag ends");
        if (name == "a")
            require(std::find(open_.begin(), open_.end(), name) == open_.end(), "no link inside a link");
        if (name != "br" && name != "hr")
            open_.push_back(name);
    }

    void read_attribute(std::string_view element)
    {
        auto const equals = rest_.find("=\"");
        require(equals != rest_.npos, "an attribute has a quoted value");
        auto const name = rest_.substr(0, equals);
        rest_.remove_prefix(equals + 2);
        auto const value = rest_.substr(0, rest_.find('"'));
        rest_.remove_prefix(value.size());
        require(take("\""), "a value ends");
        require(value.find_first_of("<>") == value.npos, "a value is escaped");
        check_references(value);
        if (element == "a" && name == "href")
            check_link(value);
        else if (element == "a" && name == "rel")
            require(value == "noopener", "only this relation");
        else if (element == "ol" && name == "start")
            require(value.find_first_not_of("0123456789") == value.npos, "a list starts with a number");
        else if (element == "th" && name == "scope")
            require(value == "col", "only this scope");
        else if ((element == "th" || element == "td") && name == "class")
            require(value == "align-end" || value == "align-center", "only these classes");
        else
            require(false, "no other attribute");
    }

    static void check_link(std::string_view href)
    {
        bool known = href.starts_with('#') || (href.starts_with('/') && !href.starts_with("//"));
        for (std::string_view const scheme : {"https://", "http://", "mailto:", "tel:"})
            known = known || equals_ignoring_ascii_case(href.substr(0, scheme.size()), scheme);
        require(known, "a link leads where links may lead");
        require(
            std::all_of(href.begin(), href.end(), [](char c) { return c > ' ' && c < '\x7F'; }),
            "a link is visible ASCII");
    }

    // An ampersand that is none of ours could bring back what was escaped.
    static void check_references(std::string_view text)
    {
        for (auto at = text.find('&'); at != text.npos; at = text.find('&', at + 1)) {
            auto const rest = text.substr(at);
            require(
                rest.starts_with("&amp;") || rest.starts_with("&lt;") || rest.starts_with("&gt;")
                    || rest.starts_with("&quot;"),
                "ampersands are escaped");
        }
    }

    std::string_view rest_;
    std::vector<std::string_view> open_;
};

}

namespace {

// The first link leads elsewhere, all others where they did; or people are asked.
void check_replacing(std::string_view input)
{
    auto const links = markdown::list_links(input);
    std::string const address = "https://neu.example/a_(b?c=1&copy;=2";
    if (links.empty() || links.front() == address)
        return;
    auto const change = [&](std::string_view link) {
        return link == links.front() ? std::optional(address) : std::nullopt;
    };
    auto const replaced = markdown::replace_links(input, change);
    if (!replaced)
        return;
    auto wished = links;
    std::ranges::replace(wished, std::string(links.front()), address);
    require(replaced->places > 0, "a link stands somewhere");
    require(markdown::list_links(replaced->markdown) == wished, "links lead where they should");
}

}

void run(std::string_view input)
{
    markdown::Options options;
    auto html = markdown::to_html(input, options);
    require(is_valid_utf8(html), "HTML is UTF-8");
    StrictReader(html).read();
    require(html.find("<script") == html.npos, "no script");

    // Editors' links resolved to anything at all are held to the same rules.
    options.first_heading_level = 5;
    options.resolve_link = [](std::string_view link) -> std::optional<std::string> {
        if (link.starts_with("seite:"))
            return std::string(link.substr(6));
        return std::nullopt;
    };
    html = markdown::to_html(input, options);
    StrictReader(html).read();

    auto const text = markdown::to_plain_text(input);
    require(is_valid_utf8(text), "plain text is UTF-8");
    require(!text.ends_with('\n') && !text.ends_with(' '), "plain text ends with a word");
    check_replacing(input);
}

} // namespace kommin::fuzz
