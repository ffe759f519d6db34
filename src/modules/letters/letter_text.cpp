#include "modules/letters/letter_text.hpp"

#include "platform/i18n/sentence.hpp"

#include <algorithm>

namespace kommin::letters {

namespace {

constexpr std::string_view between_paragraphs = "\n\n";

// One of the pieces of own words.
struct Hole {
    std::string_view before; // what stands before it
    std::string_view name; // empty at the end of the words
};

bool is_name(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_';
    });
}

// Nothing where a brace lacks its other half or holds no name.
std::optional<std::vector<Hole>> read_holes(std::string_view words)
{
    std::vector<Hole> holes;
    while (true) {
        auto const brace = words.find_first_of("{}");
        if (brace == std::string_view::npos) {
            holes.push_back({words, {}});
            return holes;
        }
        auto const end = words.find_first_of("{}", brace + 1);
        if (words[brace] == '}' || end == std::string_view::npos || words[end] == '{')
            return std::nullopt;
        auto const name = words.substr(brace + 1, end - brace - 1);
        if (!is_name(name))
            return std::nullopt;
        holes.push_back({words.substr(0, brace), name});
        words.remove_prefix(end + 1);
    }
}

// In one pass: what a value says in braces stays what it is.
std::optional<std::string> filled(
    std::string_view words, std::initializer_list<PlaceholderValue> const& values)
{
    auto const holes = read_holes(words);
    if (!holes)
        return std::nullopt;
    std::string text;
    for (auto const& hole : *holes) {
        text += hole.before;
        if (hole.name.empty())
            continue;
        auto const* const value = std::ranges::find(values, hole.name, &PlaceholderValue::name);
        if (value == values.end())
            return std::nullopt;
        text += value->value;
    }
    return text;
}

// A greeting, from which the sentence goes on.
bool goes_on(std::string_view opening)
{
    return opening.ends_with(',') || opening.ends_with("،");
}

void add_paragraph(std::string& text, std::string_view paragraph)
{
    if (!text.empty() && !paragraph.empty())
        text += between_paragraphs;
    text += paragraph;
}

}

std::optional<std::vector<std::string>> placeholders_in(std::string_view words)
{
    auto const holes = read_holes(words);
    if (!holes)
        return std::nullopt;
    std::vector<std::string> names;
    for (auto const& hole : *holes) {
        if (!hole.name.empty())
            names.emplace_back(hole.name);
    }
    return names;
}

std::string letter_text(
    ProgramWords const& program, OwnWords const& own, std::initializer_list<PlaceholderValue> values,
    i18n::Texts const& texts)
{
    auto const opening = filled(own.opening, values);
    auto const closing = filled(own.closing, values);
    bool const is_own = opening && closing && !own.empty();
    bool const has_opening = is_own && !opening->empty();
    std::string text = has_opening ? *opening : program.greeting;
    bool is_first = has_opening && !goes_on(*opening);
    for (auto const& fact : program.facts) {
        add_paragraph(text, is_first ? i18n::as_sentence(fact, texts.language()) : fact);
        is_first = false;
    }
    if (is_own)
        add_paragraph(text, *closing);
    return text;
}

} // namespace kommin::letters
