#pragma once
// Editing people: name, addresses, languages and what somebody has said of themselves, as one form with one
// version. A change counts at once.

#include "modules/contacts/people/permissions.hpp"
#include "modules/contacts/people/person.hpp"
#include "modules/contacts/people/person_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// The fields of the form. `body` is asked of a new person only: the slug of a municipality, "" for the Kreis.
namespace person_field {
inline constexpr std::string_view body = "body";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view given = "given";
inline constexpr std::string_view family = "family";
inline constexpr std::string_view salutation = "salutation";
inline constexpr std::string_view letters_language = "letters_language";
inline constexpr std::string_view languages = "languages"; // tags
inline constexpr std::string_view mails = "mails"; // one in each line, as phones and posts
inline constexpr std::string_view phones = "phones";
inline constexpr std::string_view posts = "posts";
inline constexpr std::string_view works_for = "works_for";
inline constexpr std::string_view position = "position";
inline constexpr std::string_view field_of_work = "field_of_work";
inline constexpr std::string_view municipality = "municipality"; // its slug, "" where it is not known
inline constexpr std::string_view gender = "gender";
inline constexpr std::string_view note = "note";
} // namespace person_field
// In the order of the form, without whose it is.
inline constexpr std::array all_person_fields{person_field::title,        person_field::given,
                                              person_field::family,       person_field::salutation,
                                              person_field::mails,        person_field::phones,
                                              person_field::posts,        person_field::letters_language,
                                              person_field::languages,    person_field::works_for,
                                              person_field::position,     person_field::field_of_work,
                                              person_field::municipality, person_field::gender,
                                              person_field::note};
std::string_view field_of(AddressKind kind);

// What somebody has said of themselves stays out of the audit chain, which cannot be erased: none is
// harmless.
inline constexpr records::EditedKind edited_people{
    .kind = person_subject,
    .table = person_table,
    .owner = "COALESCE(body_id, 0)", // as Person::owner()
    .was_public = "FALSE",
    .actions = "contacts.person",
    .harmless_fields = {},
    .has_drafts = false};

// What a form of this district can choose from.
struct PersonChoices {
    std::vector<tenants::Body> bodies;
    std::vector<i18n::Language> letters; // languages of the pages
    std::string kreis; // its name

    // Null where it is none of them.
    [[nodiscard]] tenants::Body const* find(std::optional<tenants::BodyId> id) const;
    [[nodiscard]] tenants::Body const* municipality(std::string_view slug) const;
    // Whose the record is.
    [[nodiscard]] std::string_view owner_name(Person const& person) const;
};
PersonChoices person_choices(db::Connection& db, TenantId tenant);

// Somebody whom this actor may see or edit, by the permission; nothing for those who were merged or erased.
std::optional<PersonRecord> find_seen_person(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, PersonId id);

records::Fields form_of(PersonRecord const& record, PersonChoices const& choices);
// The person of these fields; what is wrong with them is left out.
PersonRecord record_of(records::Fields const& fields, PersonChoices const& choices);
// As they are stored: on one line where the form has one, each address once.
records::Fields spelled_person(records::Fields const& typed, PersonChoices const& choices);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_person(records::Fields const& fields, PersonChoices const& choices);

// Which person, as somebody last saw them.
struct SeenPerson {
    PersonId id;
    std::int64_t version;
};
// Problems: not_found without the right to edit them, and for those who were merged or erased; what
// problems_of_person() finds; a conflict where somebody has changed them meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_person(Work& work, SeenPerson const& seen, records::Fields const& typed);
// Somebody of the municipality that the fields name, or of the Kreis. `form_key`: of the form that was sent;
// a second time with the same entries it makes no second one. Problems: not_found without the right to edit
// anybody; "body" where it is not that of this owner's; what problems_of_person() finds.
Result<PersonId> add_person(Work& work, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::contacts
