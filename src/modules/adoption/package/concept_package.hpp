#pragma once
// Concept packages: what a district gives out of its concept, without people (docs/adr/0097,
// docs/concept-package.md). Each part is a record as fields of text.

#include "modules/goals/measures/api.hpp"
#include "modules/meetings/panels/api.hpp"
#include "modules/steering/cycle/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/records/fields.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::adoption {

// In the order in which they stand in a package, and in which they are taken over: whatever a part names is
// of its own kind or of one before.
enum class ItemKind : std::uint8_t { panel, goal, measure, figure, checklist, letter };
inline constexpr std::array<std::string_view, 6> item_kind_names{"panel",  "goal",      "measure",
                                                                 "figure", "checklist", "letter"};
inline constexpr std::array all_item_kinds{ItemKind::panel,  ItemKind::goal,      ItemKind::measure,
                                           ItemKind::figure, ItemKind::checklist, ItemKind::letter};
inline std::string_view to_text(ItemKind kind)
{
    return kommin::name_of(item_kind_names, kind);
}
inline bool from_text(std::string_view text, ItemKind& kind)
{
    return read_name(item_kind_names, text, kind);
}
MessageKey label_of(ItemKind kind); // of several: "Ziele"

// The fields of parts, as the file calls them.
namespace item_field {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view name = "name";
inline constexpr std::string_view short_name = "short_name";
inline constexpr std::string_view mandate = "mandate";
inline constexpr std::string_view parent = "parent";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view text = "text";
inline constexpr std::string_view plain_text = "plain_text";
inline constexpr std::string_view reasons = "reasons";
inline constexpr std::string_view panel = "panel";
inline constexpr std::string_view weight = "weight";
inline constexpr std::string_view audience = "audience";
inline constexpr std::string_view reach = "reach";
inline constexpr std::string_view goals = "goals"; // several: "goal-17", "goal-17:3" with its weight
inline constexpr std::string_view recurring = "recurring";
inline constexpr std::string_view measure = "measure";
inline constexpr std::string_view unit = "unit";
inline constexpr std::string_view target_kind = "target_kind";
inline constexpr std::string_view aim = "aim";
inline constexpr std::string_view step = "step";
inline constexpr std::string_view lines = "lines";
inline constexpr std::string_view language = "language";
inline constexpr std::string_view opening = "opening";
inline constexpr std::string_view closing = "closing";
} // namespace item_field
inline constexpr std::string_view yes = "yes"; // of what is so or not

// line and lines: words of people. word: of a list that the program knows. key: another part; keys: several.
enum class FieldShape : std::uint8_t { line, lines, word, weight, flag, key, keys };
// As texts of packages are spelled, beyond what the forms do: without control characters, and without those
// that turn the direction of writing, by which a text reads otherwise than it is stored.
std::string plain_line(std::string_view text);
std::string plain_lines(std::string_view text);
struct FieldRule {
    std::string_view name;
    MessageKey label;
    FieldShape shape = FieldShape::line;
    std::size_t longest = 0; // code points, of words of people
    bool is_required = false;
    ItemKind names = ItemKind::panel; // of keys: what kind of part
};
// What a part of that kind may say, in the order of the file.
std::span<FieldRule const> fields_of(ItemKind kind);

struct Item {
    ItemKind kind = ItemKind::panel;
    std::string key; // "goal-17": by kind, and by number of the record that it was first
    records::Fields fields;

    // What it is called: its title or name; a checklist by the word of its step, a letter by that of its
    // kind.
    [[nodiscard]] std::string_view title() const;
    friend bool operator==(Item const&, Item const&) = default;
};
std::string item_key(ItemKind kind, std::int64_t number);
// The number in it; nothing where it is no key of that kind.
std::optional<std::int64_t> number_of(std::string_view key, ItemKind kind);

// A goal that a measure serves, as `goals` spells it.
struct ServedKey {
    std::string goal;
    std::int64_t weight = 1;
};
std::string spelled(ServedKey const& served);
std::optional<ServedKey> read_served(std::string_view value);

struct ConceptPackage {
    std::string code; // the same for all its versions, of 16 random bytes
    std::int64_t number = 1; // of the version
    std::string name;
    std::string issuer; // "Kreis Unna"
    Date day = {};
    std::string source;
    std::string licence;
    // Whether goals that a municipality of the same Kreis takes over serve the Kreis's.
    bool serves = false;
    std::vector<Item> items; // by kind, of each by the number in the key

    [[nodiscard]] Item const* find(std::string_view key) const;
    friend bool operator==(ConceptPackage const&, ConceptPackage const&) = default;
};

inline constexpr std::size_t longest_package_line = 200; // name, issuer, source and licence
inline constexpr std::int64_t largest_number = 9999;
inline constexpr std::size_t most_items = 500;

} // namespace kommin::adoption
