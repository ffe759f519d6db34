#include "modules/adoption/package/concept_package.hpp"

#include "platform/base/number.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>

namespace kommin::adoption {

namespace {

using enum FieldShape;

// As long as the forms allow.
constexpr std::size_t longest_word = 40;
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_audience = 1000;
constexpr std::size_t longest_text = 5000;
constexpr std::size_t longest_plain_text = 3000;
constexpr std::size_t longest_reach = 6200; // thirty lines
constexpr std::size_t longest_of_letter = 2000;

constexpr std::array panel_rules{
    FieldRule{item_field::kind, "panel.field.kind"_msg, word, 0, true},
    FieldRule{item_field::name, "panel.field.name"_msg, line, longest_line, true},
    FieldRule{item_field::short_name, "panel.field.short"_msg, line, longest_word},
    FieldRule{item_field::mandate, "panel.field.mandate"_msg, lines, longest_text},
    FieldRule{item_field::parent, "panel.field.parent"_msg, key, 0, false, ItemKind::panel}};
constexpr std::array goal_rules{
    FieldRule{item_field::kind, "goal.field.kind"_msg, word, 0, true},
    FieldRule{item_field::number, "goal.field.number"_msg, line, longest_word},
    FieldRule{item_field::title, "goal.field.title"_msg, line, longest_title, true},
    FieldRule{item_field::text, "goal.field.text"_msg, lines, longest_text},
    FieldRule{item_field::plain_text, "goal.field.plain_text"_msg, lines, longest_plain_text},
    FieldRule{item_field::reasons, "goal.field.reasons"_msg, lines, longest_text},
    FieldRule{item_field::panel, "goal.field.panel"_msg, key, 0, false, ItemKind::panel},
    FieldRule{item_field::parent, "goal.field.parent"_msg, key, 0, false, ItemKind::goal},
    FieldRule{item_field::weight, "goal.field.weight"_msg, weight}};
constexpr std::array measure_rules{
    FieldRule{item_field::number, "measure.field.number"_msg, line, longest_word},
    FieldRule{item_field::title, "measure.field.title"_msg, line, longest_title, true},
    FieldRule{item_field::text, "measure.field.text"_msg, lines, longest_text},
    FieldRule{item_field::plain_text, "goal.field.plain_text"_msg, lines, longest_plain_text},
    FieldRule{item_field::audience, "measure.field.audience"_msg, line, longest_audience},
    FieldRule{item_field::reach, "measure.field.reach"_msg, lines, longest_reach},
    FieldRule{item_field::panel, "measure.field.panel"_msg, key, 0, true, ItemKind::panel},
    FieldRule{item_field::goals, "measure.field.goals"_msg, keys, 0, false, ItemKind::goal},
    FieldRule{item_field::recurring, "measure.field.recurring"_msg, FieldShape::flag}};
constexpr std::array figure_rules{
    FieldRule{item_field::measure, "measure.one"_msg, key, 0, true, ItemKind::measure},
    FieldRule{item_field::name, "figure.field.name"_msg, line, longest_line, true},
    FieldRule{item_field::unit, "figure.field.unit"_msg, line, longest_line, true},
    FieldRule{item_field::target_kind, "figure.field.target_kind"_msg, word, 0, true},
    FieldRule{item_field::aim, "figure.field.aim"_msg, word, 0, true}};
constexpr std::array checklist_rules{
    FieldRule{item_field::step, "step.one"_msg, word, 0, true},
    FieldRule{item_field::lines, "step.field.lines"_msg, lines, longest_text * 2, true}};
constexpr std::array letter_rules{
    FieldRule{item_field::kind, "letters.column.kind"_msg, word, 0, true},
    FieldRule{item_field::language, "letters.field.language"_msg, word, 0, true},
    FieldRule{item_field::opening, "letters.field.opening"_msg, lines, longest_of_letter},
    FieldRule{item_field::closing, "letters.field.closing"_msg, lines, longest_of_letter}};

// How many bytes a character has that no text of a package has, if one stands at its beginning; else 0.
std::size_t length_of_unfit(std::string_view text)
{
    auto const byte = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
    };
    if ((byte(0) < 0x20U && byte(0) != '\n') || byte(0) == 0x7FU)
        return 1;
    if (byte(0) == 0xC2U && byte(1) >= 0x80U && byte(1) < 0xA0U)
        return 2; // U+0080 to U+009F
    // U+202A to U+202E, U+2066 to U+2069; the marks of one direction are fit: they turn nothing else round.
    bool const turns = byte(0) == 0xE2U
        && ((byte(1) == 0x80U && byte(2) >= 0xAAU && byte(2) <= 0xAEU)
            || (byte(1) == 0x81U && byte(2) >= 0xA6U && byte(2) <= 0xA9U));
    return turns ? 3 : 0;
}

// A control character becomes a blank: what it stood between is not one word.
std::string without_unfit(std::string_view text)
{
    std::string fit;
    while (!text.empty()) {
        auto const length = length_of_unfit(text);
        if (length == 0)
            fit += text.front();
        else if (length < 3)
            fit += ' ';
        text.remove_prefix(std::max(length, std::size_t{1}));
    }
    return fit;
}

}

std::string plain_line(std::string_view text)
{
    return records::one_line(without_unfit(records::one_line(text)));
}

std::string plain_lines(std::string_view text)
{
    return records::several_lines(without_unfit(records::several_lines(text)));
}

MessageKey label_of(ItemKind kind)
{
    switch (kind) {
    case ItemKind::panel:
        return "package.kind.panel"_msg;
    case ItemKind::goal:
        return "package.kind.goal"_msg;
    case ItemKind::measure:
        return "package.kind.measure"_msg;
    case ItemKind::figure:
        return "package.kind.figure"_msg;
    case ItemKind::checklist:
        return "package.kind.checklist"_msg;
    case ItemKind::letter:
        break;
    }
    return "package.kind.letter"_msg;
}

std::span<FieldRule const> fields_of(ItemKind kind)
{
    switch (kind) {
    case ItemKind::panel:
        return panel_rules;
    case ItemKind::goal:
        return goal_rules;
    case ItemKind::measure:
        return measure_rules;
    case ItemKind::figure:
        return figure_rules;
    case ItemKind::checklist:
        return checklist_rules;
    case ItemKind::letter:
        break;
    }
    return letter_rules;
}

std::string_view Item::title() const
{
    switch (kind) {
    case ItemKind::panel:
    case ItemKind::figure:
        return fields.value(item_field::name);
    case ItemKind::goal:
    case ItemKind::measure:
        return fields.value(item_field::title);
    case ItemKind::checklist:
        return fields.value(item_field::step);
    case ItemKind::letter:
        break;
    }
    return fields.value(item_field::kind);
}

std::string item_key(ItemKind kind, std::int64_t number)
{
    return std::string(to_text(kind)) + '-' + std::to_string(number);
}

std::optional<std::int64_t> number_of(std::string_view key, ItemKind kind)
{
    auto const word = to_text(kind);
    if (!key.starts_with(word) || key.size() < word.size() + 2 || key[word.size()] != '-')
        return std::nullopt;
    auto const number = parse_number(key.substr(word.size() + 1));
    return number && *number > 0 && item_key(kind, *number) == key ? number : std::nullopt;
}

std::string spelled(ServedKey const& served)
{
    return served.weight == 1 ? served.goal : served.goal + ':' + std::to_string(served.weight);
}

std::optional<ServedKey> read_served(std::string_view value)
{
    auto const colon = value.find(':');
    ServedKey served{.goal = std::string(value.substr(0, colon)), .weight = 1};
    if (colon != std::string_view::npos) {
        auto const weight = parse_number(value.substr(colon + 1));
        if (!weight || *weight < 1 || *weight > goals::largest_weight)
            return std::nullopt;
        served.weight = *weight;
    }
    if (!number_of(served.goal, ItemKind::goal) || spelled(served) != value)
        return std::nullopt;
    return served;
}

Item const* ConceptPackage::find(std::string_view key) const
{
    auto const found = std::ranges::find(items, key, &Item::key);
    return found == items.end() ? nullptr : &*found;
}

} // namespace kommin::adoption
