#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace kommin::json {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

// 0: stands for itself; 'u': as \u00XX; else the letter after the backslash.
constexpr auto make_escapes()
{
    std::array<char, 256> escapes{};
    for (std::size_t i = 0; i < 0x20; ++i)
        escapes[i] = 'u';
    escapes[0x7F] = 'u'; // legal as it is, but no terminal and no log wants it
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}
constexpr auto escapes = make_escapes();

std::size_t index_of(char c)
{
    return static_cast<unsigned char>(c);
}

std::string repaired(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 1;
        while (length <= 4 && i + length <= text.size() && !is_valid_utf8(text.substr(i, length)))
            ++length;
        if (length <= 4 && i + length <= text.size()) {
            out += text.substr(i, length);
            i += length;
        } else {
            out += "\xEF\xBF\xBD";
            ++i;
        }
    }
    return out;
}

// Whether any of eight bytes is not plain ASCII text: high, a control character, a quote, a backslash or DEL.
bool is_any_special(char const* bytes)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = ones * 0x80;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    auto const contains = [&](unsigned char byte) {
        auto const rest = word ^ (ones * byte); // zero where the byte stands
        return (rest - ones) & ~rest;
    };
    auto const below_space = (word - ones * 0x20) & ~word;
    return ((word | below_space | contains('"') | contains('\\') | contains(0x7F)) & highs) != 0;
}

// Where the first byte stands that is not plain ASCII text.
std::size_t end_of_plain(std::string_view text, std::size_t i)
{
    while (i + 8 <= text.size() && !is_any_special(text.data() + i))
        i += 8;
    while (i < text.size() && index_of(text[i]) < 0x80 && escapes[index_of(text[i])] == 0)
        ++i;
    return i;
}

void append_escape(std::string& out, char c)
{
    char const escape = escapes[index_of(c)];
    out += '\\';
    out += escape;
    if (escape == 'u') {
        out += "00";
        out += hex_digits[index_of(c) >> 4U];
        out += hex_digits[index_of(c) & 0xFU];
    }
}

void append_line(std::string& out, int level)
{
    out += '\n';
    out.append(static_cast<std::size_t>(level) * 2, ' ');
}

// `level` below zero: everything on one line.
void append_tree(std::string& out, Value const& value, int level)
{
    auto const inner = level < 0 ? level : level + 1;
    auto const separate = [&](bool& first) {
        if (!first)
            out += ',';
        first = false;
        if (level >= 0)
            append_line(out, inner);
    };
    auto const close = [&](char bracket, bool empty) {
        if (level >= 0 && !empty)
            append_line(out, level);
        out += bracket;
    };
    switch (value.kind()) {
    case Kind::null:
        out += "null";
        break;
    case Kind::boolean:
        out += *value.as_bool() ? "true" : "false";
        break;
    case Kind::integer:
        out += std::to_string(*value.as_integer());
        break;
    case Kind::number:
        append(out, *value.as_number());
        break;
    case Kind::string:
        append_quoted(out, *value.as_string());
        break;
    case Kind::array: {
        out += '[';
        bool first = true;
        for (auto const& element : *value.as_array()) {
            separate(first);
            append_tree(out, element, inner);
        }
        close(']', first);
        break;
    }
    case Kind::object: {
        out += '{';
        bool first = true;
        for (auto const& [name, member] : *value.as_object()) {
            separate(first);
            append_quoted(out, name);
            out += level >= 0 ? ": " : ":";
            append_tree(out, member, inner);
        }
        close('}', first);
        break;
    }
    }
}

}

void append(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    std::string_view const text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    out += text;
    if (text.find_first_of(".e") == std::string_view::npos)
        out += ".0"; // or it would come back as an integer
}

void append(std::string& out, Value const& value)
{
    append_tree(out, value, -1);
}

void append_quoted(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t copied = 0;
    for (std::size_t i = end_of_plain(text, 0); i < text.size(); i = end_of_plain(text, i)) {
        if (index_of(text[i]) < 0x80) {
            out.append(text, copied, i - copied);
            append_escape(out, text[i]);
            copied = ++i;
            continue;
        }
        auto const begin = i;
        while (i < text.size() && index_of(text[i]) >= 0x80)
            ++i;
        auto const run = text.substr(begin, i - begin);
        if (is_valid_utf8(run))
            continue;
        out.append(text, copied, begin - copied);
        out += repaired(run);
        copied = i;
    }
    out.append(text, copied);
    out += '"';
}

std::string print(Value const& value)
{
    std::string out;
    append_tree(out, value, -1);
    return out;
}

std::string print_pretty(Value const& value)
{
    std::string out;
    append_tree(out, value, 0);
    return out;
}

std::string quote(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    append_quoted(out, text);
    return out;
}

std::string for_script(std::string_view json)
{
    std::string out;
    out.reserve(json.size() + json.size() / 16);
    for (std::size_t i = 0; i < json.size(); ++i) {
        switch (json[i]) {
        case '<':
            out += "\\u003c";
            continue;
        case '>':
            out += "\\u003e";
            continue;
        case '&':
            out += "\\u0026";
            continue;
        default:
            break;
        }
        auto const rest = json.substr(i);
        if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
            out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            out += json[i];
        }
    }
    return out;
}

} // namespace kommin::json
