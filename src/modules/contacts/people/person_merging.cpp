#include "modules/contacts/people/person_merging.hpp"

#include "modules/contacts/people/consent_store.hpp"
#include "modules/contacts/people/distinct.hpp"
#include "modules/contacts/people/person_ending_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::contacts {

using records::Fields;

namespace {

// Of these both are kept; all others say one thing.
constexpr std::array kept_of_both{
    person_field::mails, person_field::phones, person_field::posts, person_field::languages,
    person_field::note};

bool is_kept_of_both(std::string_view field)
{
    return std::ranges::find(kept_of_both, field) != kept_of_both.end();
}

// Not known, whichever way the field says so.
bool says_nothing(Fields const& fields, std::string_view field)
{
    auto const value = fields.value(field);
    return value.empty()
        || ((field == person_field::field_of_work || field == person_field::gender) && value == "unknown");
}

std::string both_lines(std::string_view one, std::string_view other)
{
    if (one.empty() || other.empty() || one == other)
        return std::string(one.empty() ? other : one);
    return std::string(one) + '\n' + std::string(other);
}

// The same address once; private, where either says so.
std::string both_addresses(AddressKind kind, Fields const& into, Fields const& from)
{
    return lines_of(
        read_addresses(kind, both_lines(into.value(field_of(kind)), from.value(field_of(kind)))), kind);
}

// Before the rows of both belong to one.
void end_stricter(Work& work, PersonId into, PersonId from)
{
    auto const one = list_consents(work.db(), work.tenant(), into);
    auto const other = list_consents(work.db(), work.tenant(), from);
    for (auto const id : ending_by_merge(one, other)) {
        end_consent(work.db(), work.tenant(), id, ConsentEnd::merged, work.actor().code(), work.now());
        auto const ending = find_consent(work.db(), work.tenant(), id);
        work.audit(
            "contacts.consent.ended", person_subject.word(), into, {},
            {{"purpose", std::string(to_text(ending->purpose))}});
    }
}

}

std::vector<std::string_view> fields_to_choose(Fields const& into, Fields const& from)
{
    std::vector<std::string_view> differing;
    for (auto const field : all_person_fields) {
        if (!is_kept_of_both(field) && !says_nothing(into, field) && !says_nothing(from, field)
            && into.value(field) != from.value(field))
            differing.push_back(field);
    }
    return differing;
}

std::optional<Fields> merged_fields(Fields const& into, Fields const& from, MergeChoices const& chosen)
{
    Fields merged = into;
    for (auto const field : all_person_fields) {
        if (!is_kept_of_both(field) && says_nothing(into, field))
            merged.set(field, std::string(from.value(field)));
    }
    for (auto const field : fields_to_choose(into, from)) {
        auto const choice = chosen.find(field);
        if (choice == chosen.end())
            return std::nullopt;
        if (choice->second == Side::from)
            merged.set(field, std::string(from.value(field)));
    }
    for (auto const kind : all_address_kinds)
        merged.set(field_of(kind), both_addresses(kind, into, from));
    auto languages = into.values(person_field::languages);
    for (auto const& tag : from.values(person_field::languages)) {
        if (std::ranges::find(languages, tag) == languages.end())
            languages.push_back(tag);
    }
    merged.set(person_field::languages, std::move(languages));
    merged.set(
        person_field::note, both_lines(into.value(person_field::note), from.value(person_field::note)));
    // Whoever says nothing of both of them says what the form says for it.
    for (auto const field : {person_field::field_of_work, person_field::gender}) {
        if (merged.value(field).empty())
            merged.set(field, std::string("unknown"));
    }
    return merged;
}

Result<void> merge_people(
    Work& work, SeenPerson const& into, SeenPerson const& from, MergeChoices const& chosen,
    OtherModules const& others)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const kept = find_seen_person(db, tenant, work.actor(), edit_people, into.id);
    if (!kept || into.id == from.id)
        return Problem::not_found("people.problem.unknown"_msg);
    if (auto const gone = find_person(db, tenant, from.id);
        gone && gone->merged_into == into.id && work.actor().may(edit_people, gone->owner()))
        return {};
    auto const other = find_seen_person(db, tenant, work.actor(), edit_people, from.id);
    if (!other)
        return Problem::not_found("people.problem.unknown"_msg);
    auto const editing = TRY(records::Editing::begin(
        work, edited_people, into.id.value, into.version, edit_people, "people.problem.unknown"_msg));
    if (other->person.version != from.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    auto const choices = person_choices(db, tenant);
    auto const before = form_of(*kept, choices);
    auto const after = merged_fields(before, form_of(*other, choices), chosen);
    if (!after)
        return Problem::conflict({}, "people.merge.problem.choose"_msg);
    end_stricter(work, into.id, from.id);
    auto record = record_of(*after, choices);
    record.person.id = into.id;
    update_person(db, tenant, record, work.now());
    move_person_into(db, tenant, from.id, into.id, work.now());
    erase_told_apart(db, tenant, from.id);
    for (auto const& module : others)
        module.merge(work, from.id, into.id);
    // Whichever had a ground until now: the days without one begin when the last of both has ended.
    auto const& since = kept->person.no_ground_since;
    auto const& other_since = other->person.no_ground_since;
    update_ground(
        db, tenant, into.id,
        since && other_since ? std::optional(std::max(*since, *other_since)) : std::nullopt);
    editing.keep_changed(before, *after, "merged");
    work.audit("contacts.person.merged_into", person_subject.word(), from.id, {}, {{"into", into.id.value}});
    return {};
}

} // namespace kommin::contacts
