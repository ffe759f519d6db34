#pragma once
// What an organisation is and how it can be reached beside its name (docs/adr/0088): told by whoever knows
// it, never reckoned from a name.

#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

enum class OrganisationKind : std::uint8_t {
    unknown,
    administration,
    welfare,
    migrant_organisation,
    association,
    education,
    religious_community,
    politics,
    economy,
    other,
};
inline constexpr std::array<std::string_view, 10> organisation_kind_names{
    "unknown",
    "administration",
    "welfare",
    "migrant_organisation",
    "association",
    "education",
    "religious_community",
    "politics",
    "economy",
    "other"};
inline constexpr std::array all_organisation_kinds{
    OrganisationKind::unknown,
    OrganisationKind::administration,
    OrganisationKind::welfare,
    OrganisationKind::migrant_organisation,
    OrganisationKind::association,
    OrganisationKind::education,
    OrganisationKind::religious_community,
    OrganisationKind::politics,
    OrganisationKind::economy,
    OrganisationKind::other};
inline std::string_view to_text(OrganisationKind kind)
{
    return name_of(organisation_kind_names, kind);
}
inline bool from_text(std::string_view text, OrganisationKind& kind)
{
    return read_name(organisation_kind_names, text, kind);
}
MessageKey label_of(OrganisationKind kind);

enum class PlaceKind : std::uint8_t { visit, post, branch };
inline constexpr std::array<std::string_view, 3> place_kind_names{"visit", "post", "branch"};
inline constexpr std::array all_place_kinds{PlaceKind::visit, PlaceKind::post, PlaceKind::branch};
inline std::string_view to_text(PlaceKind kind)
{
    return name_of(place_kind_names, kind);
}
inline bool from_text(std::string_view text, PlaceKind& kind)
{
    return read_name(place_kind_names, text, kind);
}
MessageKey label_of(PlaceKind kind);

// A form has one line for each: "Zweigstelle Kamen: Markt 1, 59174 Kamen"; the label may be missing.
struct OrganisationAddress {
    PlaceKind kind = PlaceKind::visit;
    std::string label;
    std::string address;

    friend bool operator==(OrganisationAddress const&, OrganisationAddress const&) = default;
};

struct OrganisationDetails {
    OrganisationKind kind = OrganisationKind::unknown;
    std::vector<std::string> languages = {}; // tags, in the order of i18n::known_languages()
    std::vector<OrganisationAddress> addresses = {}; // by kind, in the order in which they were told

    friend bool operator==(OrganisationDetails const&, OrganisationDetails const&) = default;
};

inline constexpr std::size_t most_organisation_addresses = 10; // of a kind
inline constexpr std::size_t longest_organisation_address = 200; // code points of a line

// The lines of a form. What stands there twice is there once; empty lines are none.
std::vector<OrganisationAddress> read_organisation_addresses(PlaceKind kind, std::string_view lines);
// Of those of this kind.
std::string lines_of(std::vector<OrganisationAddress> const& addresses, PlaceKind kind);
// Those of the tags that are known, each once, in the order of the languages.
std::vector<std::string> known_tags(std::vector<std::string> const& tags);

} // namespace kommin::contacts
