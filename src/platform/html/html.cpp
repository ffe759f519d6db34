#include "platform/html/attributes.hpp"
#include "platform/html/escape.hpp"
#include "platform/html/writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace kommin::html {
namespace {

enum : std::uint8_t { plain, ampersand, less, greater, quote, apostrophe, forbidden };

constexpr std::array<std::uint8_t, 256> character_classes = [] {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t c = 0; c < 0x20; ++c)
        classes[c] = forbidden;
    classes['\t'] = classes['\n'] = classes['\r'] = plain;
    classes[0x7F] = forbidden;
    classes['&'] = ampersand;
    classes['<'] = less;
    classes['>'] = greater;
    classes['"'] = quote;
    classes['\''] = apostrophe;
    return classes;
}();

constexpr std::array<std::string_view, 7> replacements{"",       "&amp;", "&lt;",        "&gt;",
                                                       "&quot;", "&#39;", "\xEF\xBF\xBD"};

constexpr std::uint8_t class_of(char c)
{
    return character_classes[static_cast<unsigned char>(c)];
}

constexpr std::size_t block_bytes = 8;

// Whether all characters of a block stand for themselves: one branch for eight look-ups.
bool is_plain_block(char const* block)
{
    std::uint8_t classes = plain;
    for (std::size_t i = 0; i < block_bytes; ++i)
        classes |= class_of(block[i]);
    return classes == plain;
}

} // namespace

void append_escaped(std::string& out, std::string_view text)
{
    char const* copied = text.data(); // all before it
    char const* at = copied;
    char const* const end = at + text.size();
    while (at != end) {
        auto const left = static_cast<std::size_t>(end - at);
        if (left >= block_bytes && is_plain_block(at)) {
            at += block_bytes;
            continue;
        }
        for (auto const* const block_end = at + std::min(left, block_bytes); at != block_end; ++at) {
            auto const kind = class_of(*at);
            if (kind == plain) [[likely]]
                continue;
            out.append(copied, at);
            out.append(replacements[kind]);
            copied = at + 1;
        }
    }
    out.append(copied, end);
}

std::string escape(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    append_escaped(out, text);
    return out;
}

Attribute attribute(TextAttributeName name, std::string_view value, bool when)
{
    Attribute result;
    if (when) {
        result.text_.append(" ").append(name.text()).append("=\"");
        append_escaped(result.text_, value);
        result.text_ += '"';
    }
    return result;
}

Attribute attribute(AddressAttributeName name, Url const& value, bool when)
{
    Attribute result;
    if (when) {
        result.text_.append(" ").append(name.text()).append("=\"");
        append_escaped(result.text_, value.text());
        result.text_ += '"';
    }
    return result;
}

Attribute flag(FlagName name, bool when)
{
    Attribute result;
    if (when)
        result.text_.append(" ").append(name.text());
    return result;
}

void Writer::put_with_single_braces(std::string_view piece)
{
    for (std::size_t i = 0; i < piece.size(); ++i) {
        text_ += piece[i];
        if (piece[i] == '{' || piece[i] == '}')
            ++i; // the literal was checked: each one is doubled
    }
}

void Writer::put_json(std::string_view json)
{
    for (std::size_t i = 0; i < json.size(); ++i) {
        switch (json[i]) {
        case '<':
            text_ += "\\u003c";
            break;
        case '>':
            text_ += "\\u003e";
            break;
        case '&':
            text_ += "\\u0026";
            break;
        case '\xE2': // U+2028 and U+2029 end a line in old JavaScript
            if (json.substr(i, 3) == "\xE2\x80\xA8" || json.substr(i, 3) == "\xE2\x80\xA9") {
                text_ += json[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
                i += 2;
                break;
            }
            [[fallthrough]];
        default:
            text_ += json[i];
        }
    }
}

} // namespace kommin::html
