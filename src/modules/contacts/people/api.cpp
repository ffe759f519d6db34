#include "modules/contacts/people/api.hpp"

#include "modules/contacts/people/consent_store.hpp"
#include "modules/contacts/people/likeness.hpp"
#include "modules/contacts/people/permissions.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "modules/contacts/people/person_ending_store.hpp"
#include "modules/contacts/people/person_list.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <utility>

namespace kommin::contacts {

namespace {

constexpr std::size_t asked_at_once = 500; // placeholders of one statement

// `take`: gets some of the ids.
template<class Take>
void in_parts(std::vector<PersonId> const& ids, Take const& take)
{
    for (auto rest = std::span(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), asked_at_once));
        take(std::vector<PersonId>(part.begin(), part.end()));
        rest = rest.subspan(part.size());
    }
}

NamedPerson named(Person const& person)
{
    auto detail = person.works_for;
    if (!person.position.empty())
        detail += (detail.empty() ? "" : ", ") + person.position;
    return {person.id, person.name(), person.list_name(), std::move(detail)};
}

}

NamedPeople list_named_people(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PersonId> const& ids)
{
    NamedPeople people;
    if (!may_see_people(actor))
        return people;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        for (auto const& person : list_persons_by_id(db, tenant, part)) {
            if (person.is_there() && actor.may(see_people, person.owner()))
                people.emplace(person.id, named(person));
        }
    });
    return people;
}

NamedPeople list_publicly_named_people(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    NamedPeople people;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        std::vector<PersonId> allowed;
        for (auto const& consent : list_consents_in_force(db, tenant, part)) {
            if (consent.purpose == Purpose::public_name)
                allowed.push_back(consent.person);
        }
        for (auto const& person : list_persons_by_id(db, tenant, allowed)) {
            if (person.is_there())
                people.emplace(person.id, named(person));
        }
    });
    return people;
}

db::Query names_to_sort(TenantId tenant, Actor const& actor)
{
    return list_texts_of_persons(tenant, actor.where(see_people));
}

FoundPeople find_named_people(
    db::Connection& db, TenantId tenant, Actor const& actor, std::string_view words, int most)
{
    FoundPeople found;
    PersonQuery query{.scopes = actor.where(see_people)};
    query.words = sought_words(words);
    if (query.words.empty())
        return found;
    auto listed = list_persons(db, tenant, query, most + 1);
    found.has_more = std::ssize(listed) > most;
    if (found.has_more)
        listed.pop_back();
    std::vector<PersonId> ids;
    for (auto const& one : listed)
        ids.push_back(one.id);
    auto people = list_persons_by_id(db, tenant, ids);
    for (auto const id : ids) { // in the order of the list
        auto const one = std::ranges::find(people, id, &Person::id);
        if (one != people.end())
            found.people.push_back(named(*one));
    }
    return found;
}

std::vector<ReachablePerson> list_reachable_people(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    std::vector<ReachablePerson> people;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        for (auto const& record : list_person_records(db, tenant, part)) {
            if (!record.person.is_there())
                continue;
            auto const* mail = record.preferred(AddressKind::mail);
            people.push_back(
                {record.person.id, record.person.name(), record.person.salutation,
                 record.person.letters_language, mail == nullptr ? std::string{} : mail->value});
        }
    });
    return people;
}

std::vector<PersonId> list_people_who_allow(
    db::Connection& db, TenantId tenant, Actor const& actor, Purpose purpose, PeopleChoice const& choice,
    int most)
{
    auto const field = enum_from<FieldOfWork>(choice.field_of_work);
    if (!choice.field_of_work.empty() && !field)
        return {};
    PersonFilter filter;
    filter.words = choice.words;
    filter.municipality = choice.municipality;
    filter.field_of_work = field;
    filter.language = choice.language;
    filter.allowed = purpose;
    return list_ids_for(db, tenant, actor, person_choices(db, tenant), filter, most);
}

ConsentStandings list_consent_standings(
    db::Connection& db, TenantId tenant, Purpose purpose, std::vector<PersonId> const& ids)
{
    std::unordered_map<PersonId, std::vector<Consent>> consents;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        for (auto& consent : list_consents_of(db, tenant, part))
            consents[consent.person].push_back(std::move(consent));
    });
    ConsentStandings standings;
    for (auto const& [person, all] : consents)
        standings.emplace(person, standing_of(all, purpose));
    return standings;
}

bool KnownPerson::has_mail(std::string_view mail) const
{
    return std::ranges::find(mails, normal_of(AddressKind::mail, trim(mail))) != mails.end();
}

bool KnownPerson::is_reached_at(std::string_view mail) const
{
    return !mails.empty() && mails.front() == normal_of(AddressKind::mail, trim(mail));
}

bool KnownPerson::is_called(std::string_view called) const
{
    auto const own = sound_parts(name);
    auto const theirs = sound_parts(called);
    return own.size() > 1 ? std::ranges::includes(theirs, own) : !own.empty() && own == theirs;
}

bool KnownPerson::is_named_in(std::string_view text) const
{
    auto const own = sound_parts(name);
    auto const words = sound_words(text);
    if (own.size() < 2)
        return false;
    for (std::size_t at = 0; at + own.size() <= words.size(); ++at) {
        auto const side_by_side = std::span(words).subspan(at, own.size());
        if (std::ranges::is_permutation(side_by_side, own))
            return true;
    }
    return false;
}

std::vector<KnownPerson> list_known_people(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    std::vector<KnownPerson> people;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        for (auto const& [person, addresses, languages] : list_person_records(db, tenant, part)) {
            if (!person.is_there())
                continue;
            KnownPerson known{
                person.id, person.given_name + ' ' + person.family_name, person.title, {}, person.owner()};
            for (auto const& address : addresses) {
                if (address.kind == AddressKind::mail)
                    known.mails.push_back(normal_of(address.kind, address.value));
            }
            people.push_back(std::move(known));
        }
    });
    return people;
}

std::vector<KnownPerson> list_known_people_at(db::Connection& db, TenantId tenant, std::string_view mail)
{
    auto const wanted = normal_of(AddressKind::mail, trim(mail));
    return wanted.empty() ? std::vector<KnownPerson>{}
                          : list_known_people(db, tenant, list_persons_with_mail(db, tenant, wanted));
}

db::Query no_ground(TenantId tenant, Date /*today*/)
{
    return db::Query("SELECT id FROM persons WHERE tenant_id = ? AND FALSE", tenant);
}

OnPersonPage nothing_shown(web::Call const& /*call*/, PersonId /*person*/)
{
    return {};
}

void nothing_merged(Work& /*work*/, PersonId /*from*/, PersonId /*into*/) { }

void nothing_erased(Work& /*work*/, PersonId /*person*/) { }

std::vector<std::string> nothing_lost(web::Call const& /*call*/, PersonId /*person*/)
{
    return {};
}

void check_is_whole(OfPeople const& of_people)
{
    bool const is_whole = of_people.ground && of_people.report && of_people.show && of_people.merge
        && of_people.erase && of_people.lost_by_erasing && of_people.left_by_erasing;
    if (!is_whole)
        throw std::logic_error("a module does not say all that becomes of what it has of people");
}

std::vector<LeftByErasing> nothing_left(web::Call const& /*call*/, PersonId /*person*/)
{
    return {};
}

bool may_see_person(db::Connection& db, TenantId tenant, Actor const& actor, PersonId id)
{
    auto const person = find_person(db, tenant, id);
    return person && person->is_there() && actor.may(see_people, person->owner());
}

bool may_see_people(Actor const& actor)
{
    return actor.may_somewhere(see_people);
}

bool may_add_people(Actor const& actor, Scope owner)
{
    return actor.may(edit_people, owner);
}

bool may_erase_people(Actor const& actor)
{
    return actor.may(erase_people, Scope::whole_tenant());
}

std::vector<Told> list_told(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    std::vector<Told> told;
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        for (auto const& person : list_persons_by_id(db, tenant, part)) {
            if (person.is_there())
                told.push_back({person.id, person.gender, person.field_of_work, person.municipality});
        }
    });
    return told;
}

Result<PersonId> add_named_person(Work& work, NewName const& name, std::string_view form_key)
{
    auto const choices = person_choices(work.db(), work.tenant());
    auto const* body = choices.find(name.body);
    PersonRecord record;
    record.person.given_name = name.given;
    record.person.family_name = name.family;
    record.person.letters_language = choices.letters.front().tag();
    auto fields = form_of(record, choices);
    fields.set(person_field::body, body == nullptr ? std::string{} : body->slug);
    return add_person(work, fields, form_key);
}

void note_ground(Work& work, PersonId id)
{
    update_ground(work.db(), work.tenant(), id, std::nullopt);
}

void note_grounds(Work& work, std::vector<PersonId> const& ids)
{
    in_parts(ids, [&](std::vector<PersonId> const& part) {
        clear_no_ground_since(work.db(), work.tenant(), part);
    });
}

} // namespace kommin::contacts
