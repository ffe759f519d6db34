#pragma once
// Editing organisational units: what an office is called, and from when to when it was called so. An office
// ends with its last name; it is not deleted (docs/adr/0029, 0034). A change counts at once and asks for the
// right to publish: what is to come has a name with its first day (docs/adr/0051).

#include "modules/portal/editing/place_editing.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using tenants::UnitId;

inline constexpr content::SubjectKind unit_subject{"unit"};

// The fields of the form: these three, and for each name, from 1 and oldest first, those of a row: "name-1".
inline constexpr std::string_view unit_kind_field = "kind";
inline constexpr std::string_view unit_remark_field = "remark";
inline constexpr std::string_view unit_mail_field = "mail"; // its mailbox, for letters of the program
enum class UnitNameField : std::uint8_t { name, short_name, from, to, seen_in, source, uncertain, remark };
inline constexpr std::array all_unit_name_fields{
    UnitNameField::name,    UnitNameField::short_name, UnitNameField::from,      UnitNameField::to,
    UnitNameField::seen_in, UnitNameField::source,     UnitNameField::uncertain, UnitNameField::remark};
inline constexpr std::string_view uncertain_value = "ja";
std::string field_of_name(UnitNameField field, std::size_t row);
// As many as stand in the fields.
std::size_t count_unit_names(records::Fields const& fields);
inline constexpr std::size_t most_unit_names = 30;

// A unit as its editors see it.
struct EditedUnit {
    EditedPlace place;
    tenants::OrganisationalUnit unit;
};
// Nothing where it does not exist or this actor may not publish what the place it belongs to says.
std::optional<EditedUnit> find_edited_unit(
    db::Connection& db, TenantId tenant, UnitId id, Actor const& actor);

records::Fields form_of(tenants::OrganisationalUnit const& unit);
// As they are stored: without empty rows, oldest first, days as "01.08.2013", "08.2013" or "2013".
records::Fields spelled_unit(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_unit(records::Fields const& fields);

// Which unit, as this person last saw it.
struct SeenUnit {
    UnitId id;
    std::int64_t version;
};
// Problems: not_found without the right to publish for this place; what problems_of_unit() finds; a conflict
// where somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_unit(Work& work, SeenUnit const& seen, records::Fields const& typed);
// A unit of this place that was not there yet; invalid where the place has one of that name.
Result<UnitId> add_unit(Work& work, BodyId id, records::Fields const& typed);

} // namespace kommin::portal
