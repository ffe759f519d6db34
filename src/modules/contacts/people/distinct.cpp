#include "modules/contacts/people/distinct.hpp"

#include "modules/contacts/people/permissions.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "platform/db/query.hpp"

#include <algorithm>

namespace kommin::contacts {

namespace {

Result<void> check_both(Work& work, PersonId person, PersonId other)
{
    auto const may_edit = [&](PersonId id) {
        return find_seen_person(work.db(), work.tenant(), work.actor(), edit_people, id).has_value();
    };
    if (person == other || !may_edit(person) || !may_edit(other))
        return Problem::not_found("people.problem.unknown"_msg);
    return {};
}

}

DistinctPairs list_distinct_among(db::Connection& db, TenantId tenant, std::vector<PersonId> const& people)
{
    struct Row {
        PersonId person, other;
    };
    DistinctPairs pairs;
    db::Query sql("SELECT person_id, other_id FROM person_distinct WHERE tenant_id + 0 = ?", tenant);
    sql.add_any_of("person_id", people);
    db.each<Row>(sql, [&](Row const& row) { pairs.emplace(row.person, row.other); });
    return pairs;
}

std::vector<ToldApart> list_told_apart(db::Connection& db, TenantId tenant, PersonId person)
{
    return db.list<ToldApart>(
        "SELECT other_id, decided_by, decided_at FROM person_distinct WHERE tenant_id = ? AND person_id = ?"
        " ORDER BY decided_at DESC, other_id",
        tenant, person);
}

std::optional<ToldApart> find_told_apart(db::Connection& db, TenantId tenant, PersonId person, PersonId other)
{
    return db.find<ToldApart>(
        "SELECT other_id, decided_by, decided_at FROM person_distinct WHERE tenant_id = ? AND person_id = ?"
        " AND other_id = ?",
        tenant, person, other);
}

Result<void> tell_people_apart(Work& work, PersonId person, PersonId other)
{
    TRY(check_both(work, person, other));
    if (find_told_apart(work.db(), work.tenant(), person, other))
        return {};
    for (auto const& [one, two] : {std::pair(person, other), std::pair(other, person)})
        work.db().execute(
            "INSERT INTO person_distinct (person_id, other_id, tenant_id, decided_by, decided_at)"
            " VALUES (?, ?, ?, ?, ?)",
            one, two, work.tenant(), work.actor().code(), work.now());
    work.audit("contacts.person.told_apart", person_subject.word(), person, {}, {{"other", other.value}});
    return {};
}

Result<void> propose_people_again(Work& work, PersonId person, PersonId other)
{
    TRY(check_both(work, person, other));
    if (!find_told_apart(work.db(), work.tenant(), person, other))
        return {};
    work.db().execute(
        "DELETE FROM person_distinct WHERE tenant_id = ? AND ((person_id = ? AND other_id = ?)"
        " OR (person_id = ? AND other_id = ?))",
        work.tenant(), person, other, other, person);
    work.audit("contacts.person.proposed_again", person_subject.word(), person, {}, {{"other", other.value}});
    return {};
}

void erase_told_apart(db::Connection& db, TenantId tenant, PersonId person)
{
    db.execute(
        "DELETE FROM person_distinct WHERE tenant_id = ? AND (person_id = ? OR other_id = ?)", tenant, person,
        person);
}

} // namespace kommin::contacts
