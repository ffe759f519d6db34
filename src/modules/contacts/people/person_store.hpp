#pragma once
// SQL of people. Every function works inside the caller's transaction.

#include "modules/contacts/people/consent.hpp"
#include "modules/contacts/people/person.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral person_table{"persons"};

// Also one that was merged or erased.
std::optional<Person> find_person(db::Connection& db, TenantId tenant, PersonId id);
// Without what belongs to them; in no order.
std::vector<Person> list_persons_by_id(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);
std::optional<PersonRecord> find_person_record(db::Connection& db, TenantId tenant, PersonId id);
// The rows of these with what belongs to them, in the order of the ids that were given.
std::vector<PersonRecord> list_person_records(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);

// `mark`: of the form; see find_person_by_mark().
PersonId insert_person(
    db::Connection& db, TenantId tenant, PersonRecord const& record, std::string_view mark, Instant now);
std::optional<PersonId> find_person_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; whose it is stays as it was.
void update_person(db::Connection& db, TenantId tenant, PersonRecord const& record, Instant now);

// How somebody is sorted and found, by the rules of today (spelling.hpp).
struct PersonSpelling {
    std::string list_text; // family and given name in folded words
    std::string works_for_key; // folded
    std::string likeness;
    friend bool operator==(PersonSpelling const&, PersonSpelling const&) = default;
};
PersonSpelling spelling_of(Person const& person);
struct SpelledPerson {
    Person person; // number, names and where they work, nothing else
    PersonSpelling spelling; // as it is stored
};
// The next ones behind this one but those that were erased.
std::vector<SpelledPerson> list_spelled_persons(
    db::Connection& db, TenantId tenant, PersonId after, int limit);
// Unless somebody has renamed them meanwhile, which spells them, too.
void update_spelling(db::Connection& db, TenantId tenant, SpelledPerson const& spelled);

// Who has this mail address among theirs, by id. `normal`: as of normal_of().
std::vector<PersonId> list_persons_with_mail(db::Connection& db, TenantId tenant, std::string_view normal);

enum class PersonOrder : std::uint8_t { name, changed };

// Where one stands in a list.
struct PersonPlace {
    std::string key; // what the list is sorted by, as it is stored
    PersonId id;
};
// A word that is looked for: in the name as it is spelled, in a name that is alike, in the organisation, in a
// mail address.
struct SoughtWord {
    std::string folded; // "": in the mail address only
    std::vector<std::string> likeness; // of its parts
    std::string mail; // in small letters
};
struct PersonQuery {
    std::vector<Scope> scopes; // whose: as Rights::where() says them; empty: nobody's
    std::vector<SoughtWord> words = {}; // each of them is to be found
    std::optional<tenants::BodyId> municipality = {}; // for which they stand
    std::optional<FieldOfWork> field_of_work = {};
    std::string language = {}; // a tag: only those who speak it
    std::optional<Purpose> allowed = {}; // only those who allow it today
    bool is_without_ground = false; // only those whom the night has found so
    PersonOrder order = PersonOrder::name;
    bool descending = false;
    std::optional<PersonPlace> after = {}; // only what follows this place
};
struct ListedPerson {
    PersonId id;
    PersonPlace place;
};
// Of somebody who is in the lists; nothing where they are in none (any more).
std::optional<PersonPlace> find_place(
    db::Connection& db, TenantId tenant, PersonQuery const& query, PersonId id);
// A SELECT of id and list_text: by what they are sorted. Those of these scopes who are there.
db::Query list_texts_of_persons(TenantId tenant, std::vector<Scope> const& scopes);
// Without those that were merged or erased.
std::vector<ListedPerson> list_persons(
    db::Connection& db, TenantId tenant, PersonQuery const& query, int limit);
// Counts no further than `most`.
std::int64_t count_persons(db::Connection& db, TenantId tenant, PersonQuery const& query, std::int64_t most);

} // namespace kommin::contacts
