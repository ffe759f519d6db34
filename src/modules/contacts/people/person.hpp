#pragma once
// People with whom the office works (docs/adr/0060): a name, addresses, languages and what somebody has said
// of themselves. Everything but a name may be missing, and nothing is reckoned from a name.

#include "modules/contacts/people/address.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

inline constexpr content::SubjectKind person_subject{"person"};

using PersonId = StrongId<struct PersonTag>;

enum class FieldOfWork : std::uint8_t {
    unknown,
    administration,
    politics,
    welfare,
    migrant_organisation,
    education,
    economy,
    religious_community,
    volunteer,
    other,
};
inline constexpr std::array<std::string_view, 10> field_of_work_names{
    "unknown", "administration",      "politics",  "welfare", "migrant_organisation", "education",
    "economy", "religious_community", "volunteer", "other"};
inline constexpr std::array all_fields_of_work{
    FieldOfWork::unknown, FieldOfWork::administration,       FieldOfWork::politics,
    FieldOfWork::welfare, FieldOfWork::migrant_organisation, FieldOfWork::education,
    FieldOfWork::economy, FieldOfWork::religious_community,  FieldOfWork::volunteer,
    FieldOfWork::other};
inline std::string_view to_text(FieldOfWork field)
{
    return name_of(field_of_work_names, field);
}
inline bool from_text(std::string_view text, FieldOfWork& field)
{
    return read_name(field_of_work_names, text, field);
}
MessageKey label_of(FieldOfWork field);

// As somebody says of themselves. undisclosed: asked, and not said.
enum class Gender : std::uint8_t { unknown, female, male, diverse, undisclosed };
inline constexpr std::array<std::string_view, 5> gender_names{
    "unknown", "female", "male", "diverse", "undisclosed"};
inline constexpr std::array all_genders{
    Gender::unknown, Gender::female, Gender::male, Gender::diverse, Gender::undisclosed};
inline std::string_view to_text(Gender gender)
{
    return name_of(gender_names, gender);
}
inline bool from_text(std::string_view text, Gender& gender)
{
    return read_name(gender_names, text, gender);
}
MessageKey label_of(Gender gender);

// As it stands in its row.
struct Person {
    PersonId id;
    std::optional<tenants::BodyId> body; // whose record it is; nothing: the Kreis
    std::string title; // "Dr."
    std::string given_name;
    std::string family_name;
    std::string salutation; // as letters begin; "" where nobody has said it
    std::string letters_language; // tag of a language of the pages
    std::string works_for; // the name of an organisation
    std::string position; // there
    FieldOfWork field_of_work = FieldOfWork::unknown;
    Gender gender = Gender::unknown;
    std::optional<tenants::BodyId> municipality; // for which they stand; nothing: not known
    std::string note;
    std::int64_t version = 1;
    Instant changed_at = {};
    std::optional<PersonId> merged_into = {}; // turned out to be that one
    std::optional<Instant> erased_at = {}; // nothing else is left
    std::optional<Instant> no_ground_since = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    // Whether it is somebody whom the pages show.
    [[nodiscard]] bool is_there() const { return !merged_into && !erased_at; }
    [[nodiscard]] std::string name() const; // "Dr. Ayşe Kaya"
    [[nodiscard]] std::string list_name() const; // "Kaya, Dr. Ayşe"
};

// With what stands in other rows.
struct PersonRecord {
    Person person;
    std::vector<Address> addresses = {}; // by kind; the first of each is the one to use
    std::vector<std::string> languages = {}; // tags, ascending

    // Null where none is known.
    [[nodiscard]] Address const* preferred(AddressKind kind) const;
};

// By which lists are sorted and words are found: family name and given name, folded.
std::string list_text_of(Person const& person);

} // namespace kommin::contacts
