#include "modules/portal/exchange/flat_signs.hpp"

#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

// The signs that divide a field into parts, and the backslash that takes this from them. While a field is
// taken apart, an escaped sign is a byte that UTF-8 never has.
constexpr std::string_view dividing_signs = "\\|()\n;[]";
constexpr std::string_view hidden_signs = "\xF8\xF9\xFA\xFB\xFC\xFD\xFE\xFF";

bool has_matching_brackets(std::string_view text)
{
    int depth = 0;
    for (char const c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

}

std::string hide_escaped(std::string_view text)
{
    std::string hidden;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto escaped = i + 1;
        if (text.substr(escaped).starts_with("\r\n"))
            ++escaped;
        auto const sign = text[i] == '\\' && escaped < text.size() ? dividing_signs.find(text[escaped])
                                                                   : std::string_view::npos;
        if (sign == std::string_view::npos) {
            hidden += text[i];
        } else {
            hidden += hidden_signs[sign];
            i = escaped;
        }
    }
    return hidden;
}

std::string reveal(std::string_view hidden, Reveal how)
{
    std::string text;
    for (char const c : hidden) {
        auto const sign = hidden_signs.find(c);
        if (sign != std::string_view::npos && how == Reveal::as_typed)
            text += '\\';
        text += sign == std::string_view::npos ? c : dividing_signs[sign];
    }
    return text;
}

std::string escape(std::string_view part, Brackets brackets, std::string_view also)
{
    std::string text(trim(part));
    std::erase(text, '\r'); // a form loses it
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const is_bracket = c == '(' || c == ')';
        // Only where it would be read together with what follows it.
        bool const is_read_as_one
            = i + 1 == text.size() || dividing_signs.find(text[i + 1]) != std::string_view::npos;
        if (is_bracket ? brackets == Brackets::are_escaped
                       : c == '|' || c == '\n' || (c == '\\' && is_read_as_one)
                    || also.find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::vector<std::string_view> split_outside_brackets(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        bool const is_end = i == text.size();
        if (!is_end && text[i] == '(')
            ++depth;
        else if (!is_end && text[i] == ')' && depth > 0)
            --depth;
        if (is_end || (depth == 0 && separators.find(text[i]) != std::string_view::npos)) {
            if (auto const part = trim(text.substr(begin, i - begin)); !part.empty())
                parts.push_back(part);
            begin = i + 1;
        }
    }
    return parts;
}

std::vector<std::string_view> split_parts(std::string_view entry)
{
    std::vector<std::string_view> parts;
    for (auto const part : split(entry, ';'))
        parts.push_back(trim(part));
    return parts;
}

std::string join_parts(std::vector<std::string> parts)
{
    for (auto& part : parts)
        part = escape(part, Brackets::stay, ";");
    while (!parts.empty() && parts.back().empty())
        parts.pop_back();
    std::string entry;
    for (std::size_t i = 0; i < parts.size(); ++i)
        entry += (i == 0 ? "" : "; ") + parts[i];
    return entry;
}

std::vector<std::string_view> split_lines(std::string_view text)
{
    std::vector<std::string_view> entries;
    for (auto const line : split(text, '\n')) {
        for (auto const part : split(line, '|')) {
            if (auto const entry = trim(part); !entry.empty())
                entries.push_back(entry);
        }
    }
    return entries;
}

std::string take_note(std::string_view& text)
{
    auto const begin = text.find('(');
    if (begin == std::string_view::npos || !text.ends_with(')'))
        return {};
    auto const note = trim(text.substr(begin + 1, text.size() - begin - 2));
    text = trim(text.substr(0, begin));
    return reveal(note);
}

std::size_t begin_of_last_brackets(std::string_view text)
{
    int depth = 0;
    for (auto i = text.ends_with(')') ? text.size() : 0; i-- > 0;) {
        depth += text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    return 0;
}

std::string in_brackets(std::string_view note)
{
    auto const escaped = escape(note, has_matching_brackets(note) ? Brackets::stay : Brackets::are_escaped);
    return escaped.empty() ? escaped : " (" + escaped + ')';
}

} // namespace kommin::portal
