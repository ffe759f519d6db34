#include "platform/base/text.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::markdown {

namespace {

using Change = std::function<std::optional<std::string>(std::string_view link)>;

// Each try parses the text once.
constexpr int most_tries = 200;

// In bytes; what is longer is no address of ours. Without a limit a text of nothing but "](" would be read to
// its end from each of its places.
constexpr std::size_t longest_address = 4096;

// What may be the destination of a link; only the tree knows whether it is one.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_pointed = false; // between < and >
    bool is_autolink = false;
};

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t behind_space(std::string_view text, std::size_t at)
{
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

std::size_t end_of_pointed(std::string_view text, std::size_t at)
{
    text = text.substr(0, at + longest_address + 1);
    while (at < text.size() && text[at] != '>' && text[at] != '\n')
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
}

// `ends_at_bracket`: the destination stands in ( ), whose own brackets come in pairs.
std::size_t end_of_plain(std::string_view text, std::size_t at, bool ends_at_bracket)
{
    text = text.substr(0, at + longest_address + 1);
    int open = 0;
    for (; at < text.size() && !is_space(text[at]); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '(')
            ++open;
        else if (text[at] == ')' && --open < 0 && ends_at_bracket)
            break;
    }
    return std::min(at, text.size());
}

// The next one at or behind a place: "](here)", "]: here", "<here>".
std::optional<Span> next_span(std::string_view text, std::size_t at)
{
    for (; at + 1 < text.size(); ++at) {
        bool const is_inline = text[at] == ']' && text[at + 1] == '(';
        bool const is_definition = text[at] == ']' && text[at + 1] == ':';
        if (text[at] == '<')
            return Span{at + 1, end_of_pointed(text, at + 1), true, true};
        if (!is_inline && !is_definition)
            continue;
        auto const begin = behind_space(text, at + 2);
        if (begin < text.size() && text[begin] == '<')
            return Span{begin + 1, end_of_pointed(text, begin + 1), true, false};
        return Span{begin, end_of_plain(text, begin, is_inline), false, false};
    }
    return std::nullopt;
}

// Near enough to find candidates: escapes, and the one entity that addresses need.
std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    constexpr std::string_view ampersand = "&amp;";
    for (auto at = plain.find(ampersand); at != std::string::npos; at = plain.find(ampersand, at + 1))
        plain.erase(at + 1, ampersand.size() - 1);
    return plain;
}

std::string with_entities(std::string_view address)
{
    std::string text;
    for (auto const c : address)
        text += c == '&' ? std::string("&amp;") : std::string(1, c);
    return text;
}

// How the new destination may be spelled there, the plainest first.
std::array<std::string, 4> spellings(std::string const& address, Span const& span)
{
    auto const escaped = with_entities(address);
    if (span.is_pointed)
        return {address, escaped, {}, {}};
    return {address, escaped, '<' + address + '>', '<' + escaped + '>'};
}

// Whether nothing has changed but what should.
bool leads_as_wished(
    std::vector<std::string> const& before, std::vector<std::string> const& after, Change const& change)
{
    if (before.size() != after.size() || before == after)
        return false;
    return std::ranges::equal(before, after, [&](std::string const& old, std::string const& now) {
        return old == now || change(old) == now;
    });
}

}

std::optional<ReplacedLinks> replace_links(std::string_view markdown, Change const& change)
{
    auto links = list_links(markdown);
    auto const is_left = [&](std::string const& link) { return change(link).has_value(); };
    ReplacedLinks replaced{.markdown = std::string(markdown)};
    if (std::ranges::none_of(links, is_left))
        return replaced;
    int tries = 0;
    std::size_t at = 0;
    while (auto const span = next_span(replaced.markdown, at)) {
        at = span->begin; // a span that is none may hold one that is
        auto const spelled = std::string_view(replaced.markdown).substr(span->begin, span->end - span->begin);
        if (spelled.size() > longest_address)
            continue;
        auto const address = change(trim(unescaped(spelled)));
        if (!address)
            continue;
        for (auto const& spelling : spellings(*address, *span)) {
            if (spelling.empty())
                continue;
            if (++tries > most_tries)
                return std::nullopt;
            auto text = replaced.markdown;
            text.replace(span->begin, span->end - span->begin, spelling);
            if (text.size() > max_bytes)
                return std::nullopt;
            auto now = list_links(text);
            if (!leads_as_wished(links, now, change))
                continue;
            replaced.markdown = std::move(text);
            links = std::move(now);
            ++replaced.places;
            at = span->begin + spelling.size();
            break;
        }
    }
    if (std::ranges::any_of(links, is_left))
        return std::nullopt;
    return replaced;
}

} // namespace kommin::markdown
