#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace kommin {

namespace {

unsigned char byte(char c)
{
    return static_cast<unsigned char>(c);
}

// Length of the well-formed sequence that starts here, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t i)
{
    auto const first = byte(text[i]);
    if (first < 0x80)
        return 1;
    auto const continues = [&](std::size_t offset, unsigned char low = 0x80, unsigned char high = 0xBF) {
        return i + offset < text.size() && byte(text[i + offset]) >= low && byte(text[i + offset]) <= high;
    };
    if (first >= 0xC2 && first <= 0xDF)
        return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        unsigned char const low = first == 0xE0 ? 0xA0 : 0x80;
        unsigned char const high = first == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        unsigned char const low = first == 0xF0 ? 0x90 : 0x80;
        unsigned char const high = first == 0xF4 ? 0x8F : 0xBF;
        return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Latin letters of the portal's languages and their ASCII spelling in URLs. German umlauts are written out,
// as offices do; the rest only lose their marks.
constexpr std::array<std::pair<std::string_view, std::string_view>, 63> latin_letters{{
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}, {"ẞ", "ss"},
    {"à", "a"},  {"á", "a"},  {"â", "a"},  {"ã", "a"},  {"å", "a"},  {"ă", "a"},  {"ą", "a"},  {"Á", "a"},
    {"Â", "a"},  {"Ă", "a"},  {"ç", "c"},  {"Ç", "c"},  {"ć", "c"},  {"č", "c"},  {"Č", "c"},  {"è", "e"},
    {"é", "e"},  {"ê", "e"},  {"ë", "e"},  {"ę", "e"},  {"É", "e"},  {"ğ", "g"},  {"Ğ", "g"},  {"ì", "i"},
    {"í", "i"},  {"î", "i"},  {"ï", "i"},  {"ı", "i"},  {"İ", "i"},  {"Î", "i"},  {"ł", "l"},  {"Ł", "l"},
    {"ñ", "n"},  {"ń", "n"},  {"ò", "o"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"},  {"ø", "o"},  {"Ó", "o"},
    {"ś", "s"},  {"š", "s"},  {"Š", "s"},  {"ş", "s"},  {"Ş", "s"},  {"ș", "s"},  {"Ș", "s"},  {"ț", "t"},
    {"Ț", "t"},  {"ú", "u"},  {"û", "u"},  {"ž", "z"},  {"Ž", "z"},  {"ż", "z"},  {"ź", "z"},
}};

}

bool is_valid_utf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        auto const length = sequence_length(text, i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

std::size_t count_code_points(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (byte(c) & 0xC0) != 0x80; }));
}

std::string_view truncate_utf8(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (byte(text[limit]) & 0xC0) == 0x80)
        --limit;
    return text.substr(0, limit);
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view no_break_space = "\xC2\xA0";
    for (bool changed = true; changed;) {
        changed = false;
        while (!text.empty() && is_white(text.front()))
            text.remove_prefix(1), changed = true;
        while (!text.empty() && is_white(text.back()))
            text.remove_suffix(1), changed = true;
        while (text.starts_with(no_break_space))
            text.remove_prefix(2), changed = true;
        while (text.ends_with(no_break_space))
            text.remove_suffix(2), changed = true;
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        auto const end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::string ascii_lower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

bool equals_ignoring_ascii_case(std::string_view left, std::string_view right)
{
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) {
        return lower(a) == lower(b);
    });
}

std::string slugify(std::string_view text)
{
    std::string slug;
    auto const separate = [&] {
        if (!slug.empty() && slug.back() != '-')
            slug += '-';
    };
    for (std::size_t i = 0; i < text.size();) {
        char const c = text[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            slug += c;
            ++i;
        } else if (c >= 'A' && c <= 'Z') {
            slug += static_cast<char>(c - 'A' + 'a');
            ++i;
        } else if (byte(c) < 0x80) {
            separate();
            ++i;
        } else {
            auto const length = std::max<std::size_t>(sequence_length(text, i), 1);
            auto const letter = text.substr(i, length);
            auto const* const found
                = std::find_if(latin_letters.begin(), latin_letters.end(), [&](auto const& entry) {
                      return entry.first == letter;
                  });
            if (found != latin_letters.end())
                slug += found->second;
            else
                separate();
            i += length;
        }
    }
    while (!slug.empty() && slug.back() == '-')
        slug.pop_back();
    return slug;
}

bool is_slug(std::string_view text)
{
    if (text.empty() || text.front() == '-' || text.back() == '-'
        || text.find("--") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace kommin
