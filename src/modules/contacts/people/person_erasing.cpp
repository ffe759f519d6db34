#include "modules/contacts/people/person_erasing.hpp"

#include "modules/contacts/people/consent_store.hpp"
#include "modules/contacts/people/distinct.hpp"
#include "modules/contacts/people/person_ending_store.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <iterator>

namespace kommin::contacts {

namespace {

// Whoever turned out to be this person, and this person.
std::vector<PersonId> all_of(db::Connection& db, TenantId tenant, PersonId id)
{
    auto ids = list_merged_into(db, tenant, id);
    ids.push_back(id);
    return ids;
}

}

std::optional<Person> find_erasable_person(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonId id)
{
    auto person = find_person(db, tenant, id);
    if (!person || person->merged_into || !actor.may(erase_people, person->owner()))
        return std::nullopt;
    return person;
}

Erasure count_erasure(db::Connection& db, TenantId tenant, PersonId id)
{
    auto const record = find_person_record(db, tenant, id).value();
    auto const consents = list_consents(db, tenant, id);
    Erasure erasure{
        .addresses = std::ssize(record.addresses),
        .consents = std::ssize(consents),
        .consents_in_force = std::ranges::count_if(consents, &Consent::is_in_force),
        .versions = 0,
        .merged = 0};
    for (auto const one : all_of(db, tenant, id)) {
        erasure.versions += records::count_versions(db, tenant, {person_subject, one.value});
        erasure.merged += one == id ? 0 : 1;
    }
    return erasure;
}

Result<void> erase_person(Work& work, SeenPerson const& seen, OtherModules const& others)
{
    auto const person = find_erasable_person(work.db(), work.tenant(), work.actor(), seen.id);
    if (!person)
        return Problem::not_found("people.problem.unknown"_msg);
    if (person->erased_at)
        return {};
    if (person->version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    empty_person(work, seen.id, others);
    return {};
}

void empty_person(Work& work, PersonId id, OtherModules const& others)
{
    for (auto const one : all_of(work.db(), work.tenant(), id)) {
        for (auto const& other : others)
            other.erase(work, one);
        empty_person_row(work.db(), work.tenant(), one, work.now());
        erase_told_apart(work.db(), work.tenant(), one);
        records::erase_versions(work, {person_subject, one.value});
        work.audit("contacts.person.erased", person_subject.word(), one);
    }
}

} // namespace kommin::contacts
