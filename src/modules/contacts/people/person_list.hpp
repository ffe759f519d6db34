#pragma once
// What somebody asks the list of people, as it stands in its address, and one page of it.

#include "modules/contacts/people/person_editing.hpp"
#include "platform/base/key_page.hpp"
#include "platform/http/form.hpp"
#include "platform/web/saved_views.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

inline constexpr std::string_view people_path = "personen";

// The person of a number in an address; nothing for what is none.
std::optional<PersonId> person_numbered(std::string_view text);

// The words that somebody has typed to find people.
std::vector<SoughtWord> sought_words(std::string_view typed);

std::string_view word_of(PersonOrder order); // "" for name

enum class PersonView : std::uint8_t { all, without_ground };
std::string_view word_of(PersonView view); // "" for all

struct PersonFilter {
    std::string words; // t: each of them in a name in any spelling, an organisation or a mail address
    std::string municipality; // ort: a slug
    std::optional<FieldOfWork> field_of_work; // feld
    std::string language; // spricht: a tag
    std::optional<Purpose> allowed; // erlaubt
    PersonView view = PersonView::all; // liste
    PersonOrder order = PersonOrder::name; // nach
    bool reversed = false; // ab
    // The page begins behind this person (hinter) or ends in front of them (vor): by number, since addresses
    // are kept by browsers and no place for names.
    std::optional<PersonId> after = {}, before = {};

    static PersonFilter read(http::Form const& query);
    // Name and value of every field that is in force, but the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] web::ListFields fields_with_page() const;
    [[nodiscard]] bool narrows() const;
    // By name from A, by change from the newest.
    [[nodiscard]] bool is_descending() const { return reversed != (order == PersonOrder::changed); }
};

extern web::StaffList const person_list;

using PersonLines = KeyPage<PersonRecord, PersonFilter>;
// What this actor may see of it.
PersonLines list_people_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter);
// By name, at most `most` of those whom this actor may see.
std::vector<PersonId> list_ids_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter, int most);
// All of it, some hundreds at a time, for a file; until `take` says that it wants no more.
void export_people_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter, std::function<bool(std::vector<PersonRecord> const&)> const& take);

} // namespace kommin::contacts
