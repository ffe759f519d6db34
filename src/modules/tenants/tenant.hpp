#pragma once
// Tenant: one district installation. Body: the Kreis or one of its municipalities. Organisational unit: a
// department or office whose names are kept with the dates for which they held.

#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/zone.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::tenants {

// The name under which changes of districts, municipalities and their units are published.
inline constexpr std::string_view published_as = "tenants";

using BodyId = StrongId<struct BodyTag>;
using UnitId = StrongId<struct UnitTag>;
using i18n::Language;

enum class BodyKind { district, municipality };
inline constexpr std::array<std::string_view, 2> body_kind_names{"district", "municipality"};
inline std::string_view to_text(BodyKind kind)
{
    return name_of(body_kind_names, kind);
}
inline bool from_text(std::string_view text, BodyKind& kind)
{
    return read_name(body_kind_names, text, kind);
}

struct Body {
    BodyId id;
    BodyKind kind = BodyKind::municipality;
    std::string slug; // "luenen"
    std::string name; // "Lünen"
    std::string official_kind; // "Stadt", "Gemeinde", "Kreis"
    std::string ags; // official key, 8 digits (Kreis: 5)
    std::string ars; // regional key, 12 digits
    std::optional<double> latitude; // WGS84 degrees
    std::optional<double> longitude;
    std::optional<double> area_km2;
    std::optional<std::int64_t> population;
    std::string population_source;
    std::string intro; // one or two sentences for its page, in the source language
    std::string outline; // SVG path in the tenant's map_view_box; empty: no map
    std::optional<double> label_x; // where the name stands on the map, in units of the view box
    std::optional<double> label_y;
    std::int64_t version = 1; // counts every change in the administration
};

struct LanguageChoice {
    Language language;
    std::optional<Language> fallback; // tried before the source language
};

struct Tenant {
    TenantId id;
    std::string slug;
    std::string name; // "Kreis Unna"
    std::string ags;
    std::string zone; // IANA name: "Europe/Berlin"
    Language source_language = Language::german();
    bool is_demonstration = false;
    std::string help_name; // who helps when the portal does not: the first footer block
    std::string help_phone;
    std::string help_email;
    std::string help_address;
    std::string map_view_box; // of every outline: "0 0 365 460"
    std::string map_attribution; // shown beside the map
    std::vector<LanguageChoice> languages; // in the order of the language menu
    std::vector<std::string> hosts;

    // Languages to try for a reader of `wanted`, after it and before the source.
    [[nodiscard]] std::vector<Language> fallbacks_of(Language wanted) const;
    [[nodiscard]] bool offers(Language language) const;
};

// Languages into which its texts are translated, in the order of its menu.
std::vector<Language> target_languages(Tenant const& tenant);

// Throws std::runtime_error for a name that is not in the time-zone database.
i18n::Zone zone_of(Tenant const& tenant);

// A name of a unit and when it held; open ends mean "as far as known".
struct UnitName {
    std::string name;
    std::optional<PartialDate> valid_from;
    std::optional<PartialDate> valid_to;
    bool uncertain = false;
    std::string remark;
    std::string short_name; // "KI Kreis Unna"
    std::optional<PartialDate> seen_in; // when it was read
    std::string source; // where it was read

    // From when on it surely held: since its beginning, where nobody knows that, since it was read.
    [[nodiscard]] std::optional<PartialDate> known_since() const { return valid_from ? valid_from : seen_in; }
};

// The sign of a unit in files: "FD 32.2".
struct UnitCode {
    std::string code;
    std::optional<PartialDate> seen_in;
    bool uncertain = false;
};

enum class UnitKind { directorate, department, office, immigration_office };
inline constexpr std::array<std::string_view, 4> unit_kind_names{
    "directorate", "department", "office", "immigration_office"};
inline std::string_view to_text(UnitKind kind)
{
    return name_of(unit_kind_names, kind);
}
inline bool from_text(std::string_view text, UnitKind& kind)
{
    return read_name(unit_kind_names, text, kind);
}

struct OrganisationalUnit {
    UnitId id;
    BodyId body;
    std::string key;
    std::vector<UnitName> names; // oldest first
    UnitKind kind = UnitKind::office;
    std::string parent; // key of the unit above, as far as a source names it
    std::vector<UnitCode> codes;
    std::string remark;
    std::string mail; // its mailbox, that of nobody in it; "" where it has none
    std::int64_t version = 1; // counts every change in the administration

    // What it was called on a day: the newest name whose dates cover it. Nothing before the first name.
    [[nodiscard]] UnitName const* name_on(Date day) const;
};

// A unit and all that are below it, however deep, by id; one that is not among them stands alone.
std::vector<UnitId> with_units_below(std::vector<OrganisationalUnit> const& units, UnitId top);
// Units and all that are above them, by id.
std::vector<UnitId> with_units_above(
    std::vector<OrganisationalUnit> const& units, std::vector<UnitId> const& below);

// "https://portal.example": where visitors of a district find it, of an installation with that address. Empty
// where nobody has said it.
std::string site_address(Tenant const& tenant, std::string_view base_url);

// The Kreis first, then its municipalities by name.
struct TenantWithBodies {
    Tenant tenant;
    std::vector<Body> bodies;
    std::vector<OrganisationalUnit> units; // by key

    [[nodiscard]] Body const* find_body(std::string_view slug) const;
    [[nodiscard]] Body const* find_body(BodyId id) const;
    // The immigration office that serves a municipality on a day: its own, else that of the Kreis; nothing if
    // neither has a name on that day.
    [[nodiscard]] OrganisationalUnit const* immigration_office_of(Body const& municipality, Date day) const;
};

} // namespace kommin::tenants
