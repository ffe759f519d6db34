#include "modules/contacts/people/person_editing.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::contacts {

using records::Fields;
using records::one_line;
using records::several_lines;

namespace {

constexpr std::size_t longest_name = 100; // code points
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_note = 2000;

// Whose record it is to be; nothing where the field names nobody.
std::optional<std::optional<tenants::BodyId>> wanted_body(PersonChoices const& choices, Fields const& fields)
{
    auto const slug = fields.value(person_field::body);
    if (slug.empty())
        return std::optional<tenants::BodyId>{};
    auto const* body = choices.municipality(slug);
    // Never std::optional(owner): of an optional that is a copy, and nobody would become the Kreis.
    if (body == nullptr)
        return std::nullopt;
    return std::optional(body->id);
}

// Reads one form and says what is wrong with it.
class PersonCheck {
public:
    PersonCheck(Fields const& fields, PersonChoices const& choices)
        : fields_(fields)
        , choices_(choices)
    { }
    std::vector<Problem> run()
    {
        check_names();
        for (auto const kind : all_address_kinds)
            check_addresses(kind);
        for (auto const field : {person_field::works_for, person_field::position})
            check_length(field, longest_line);
        check_length(person_field::note, longest_note);
        check_choices();
        return std::move(problems_);
    }

private:
    void check_names()
    {
        if (one_line(value(person_field::given)).empty() && one_line(value(person_field::family)).empty())
            refuse(person_field::family, "people.problem.name"_msg);
        for (auto const field :
             {person_field::title, person_field::given, person_field::family, person_field::salutation})
            check_length(field, longest_name);
    }
    // The first that is wrong, with what was typed there: one field has many lines.
    void check_addresses(AddressKind kind)
    {
        auto const field = field_of(kind);
        auto const addresses = read_addresses(kind, value(field));
        if (addresses.size() > most_addresses) {
            refuse(field, "people.problem.too_many"_msg, {{"limit", std::to_string(most_addresses)}});
            return;
        }
        for (auto const& address : addresses) {
            if (auto const doubt = doubt_about(address)) {
                refuse(field, *doubt, {{"value", address.value}});
                return;
            }
        }
    }
    void check_choices()
    {
        if (!enum_from<FieldOfWork>(value(person_field::field_of_work)))
            refuse(person_field::field_of_work, "people.problem.choice"_msg);
        if (!enum_from<Gender>(value(person_field::gender)))
            refuse(person_field::gender, "people.problem.choice"_msg);
        auto const municipality = value(person_field::municipality);
        if (!municipality.empty() && choices_.municipality(municipality) == nullptr)
            refuse(person_field::municipality, "people.problem.choice"_msg);
        if (std::ranges::find(choices_.letters, value(person_field::letters_language), &i18n::Language::tag)
            == choices_.letters.end())
            refuse(person_field::letters_language, "people.problem.choice"_msg);
        auto const known = i18n::known_languages();
        for (auto const& tag : fields_.values(person_field::languages)) {
            if (std::ranges::find(known, std::string_view(tag), &i18n::Language::tag) == known.end()) {
                refuse(person_field::languages, "people.problem.choice"_msg);
                return;
            }
        }
    }
    [[nodiscard]] std::string_view value(std::string_view field) const { return fields_.value(field); }
    void check_length(std::string_view field, std::size_t limit)
    {
        if (count_code_points(value(field)) > limit)
            refuse(field, "import.problem.too_long"_msg, {{"limit", std::to_string(limit)}});
    }
    void refuse(std::string_view field, MessageKey message, MessageArguments arguments = {})
    {
        problems_.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    }

    Fields const& fields_;
    PersonChoices const& choices_;
    std::vector<Problem> problems_;
};

}

std::string_view field_of(AddressKind kind)
{
    switch (kind) {
    case AddressKind::mail:
        return person_field::mails;
    case AddressKind::phone:
        return person_field::phones;
    case AddressKind::post:
        break;
    }
    return person_field::posts;
}

tenants::Body const* PersonChoices::find(std::optional<tenants::BodyId> id) const
{
    auto const found = id ? std::ranges::find(bodies, *id, &tenants::Body::id) : bodies.end();
    return found == bodies.end() ? nullptr : &*found;
}

tenants::Body const* PersonChoices::municipality(std::string_view slug) const
{
    auto const found = std::ranges::find_if(bodies, [&](tenants::Body const& body) {
        return body.slug == slug && body.kind == tenants::BodyKind::municipality;
    });
    return found == bodies.end() ? nullptr : &*found;
}

std::string_view PersonChoices::owner_name(Person const& person) const
{
    if (!person.body)
        return kreis;
    auto const* body = find(person.body);
    return body == nullptr ? std::string_view{} : std::string_view(body->name);
}

PersonChoices person_choices(db::Connection& db, TenantId tenant)
{
    auto const found = tenants::find_tenant(db, tenant).value();
    PersonChoices choices{
        .bodies = tenants::list_bodies(db, tenant), .letters = {found.source_language}, .kreis = found.name};
    for (auto const& choice : found.languages) {
        if (choice.language != found.source_language)
            choices.letters.push_back(choice.language);
    }
    return choices;
}

std::optional<PersonRecord> find_seen_person(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, PersonId id)
{
    auto record = find_person_record(db, tenant, id);
    if (!record || !record->person.is_there() || !actor.may(permission, record->person.owner()))
        return std::nullopt;
    return record;
}

Fields form_of(PersonRecord const& record, PersonChoices const& choices)
{
    Fields fields;
    auto const& person = record.person;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(person_field::title, person.title);
    set(person_field::given, person.given_name);
    set(person_field::family, person.family_name);
    set(person_field::salutation, person.salutation);
    set(person_field::letters_language, person.letters_language);
    set(person_field::works_for, person.works_for);
    set(person_field::position, person.position);
    set(person_field::field_of_work, std::string(to_text(person.field_of_work)));
    set(person_field::gender, std::string(to_text(person.gender)));
    auto const* municipality = choices.find(person.municipality);
    set(person_field::municipality, municipality == nullptr ? std::string{} : municipality->slug);
    set(person_field::note, person.note);
    for (auto const kind : all_address_kinds)
        set(field_of(kind), lines_of(record.addresses, kind));
    fields.set(person_field::languages, record.languages);
    return fields;
}

PersonRecord record_of(Fields const& fields, PersonChoices const& choices)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    PersonRecord record;
    auto& person = record.person;
    person.title = line(person_field::title);
    person.given_name = line(person_field::given);
    person.family_name = line(person_field::family);
    person.salutation = line(person_field::salutation);
    person.letters_language = line(person_field::letters_language);
    person.works_for = line(person_field::works_for);
    person.position = line(person_field::position);
    person.field_of_work
        = enum_from<FieldOfWork>(fields.value(person_field::field_of_work)).value_or(FieldOfWork::unknown);
    person.gender = enum_from<Gender>(fields.value(person_field::gender)).value_or(Gender::unknown);
    if (auto const* body = choices.municipality(fields.value(person_field::municipality)))
        person.municipality = body->id;
    person.note = several_lines(fields.value(person_field::note));
    for (auto const kind : all_address_kinds) {
        for (auto& address : read_addresses(kind, several_lines(fields.value(field_of(kind)))))
            record.addresses.push_back(std::move(address));
    }
    record.languages = fields.values(person_field::languages);
    return record;
}

Fields spelled_person(Fields const& typed, PersonChoices const& choices)
{
    return form_of(record_of(typed, choices), choices);
}

std::vector<Problem> problems_of_person(Fields const& fields, PersonChoices const& choices)
{
    return PersonCheck(fields, choices).run();
}

Result<void> save_person(Work& work, SeenPerson const& seen, Fields const& typed)
{
    auto const stored = find_seen_person(work.db(), work.tenant(), work.actor(), edit_people, seen.id);
    if (!stored)
        return Problem::not_found("people.problem.unknown"_msg);
    auto const editing = TRY(records::Editing::begin(
        work, edited_people, seen.id.value, seen.version, edit_people, "people.problem.unknown"_msg));
    auto const choices = person_choices(work.db(), work.tenant());
    if (auto problems = problems_of_person(typed, choices); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(*stored, choices);
    auto wanted = record_of(typed, choices);
    auto const after = form_of(wanted, choices);
    if (before == after)
        return {};
    wanted.person.id = seen.id;
    update_person(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<PersonId> add_person(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_people))
        return Problem::not_found("people.problem.unknown"_msg);
    auto const choices = person_choices(work.db(), work.tenant());
    auto wanted = record_of(typed, choices);
    auto const body = wanted_body(choices, typed);
    if (body)
        wanted.person.body = *body;
    auto const owner = wanted.person.owner();
    if (!body || !work.actor().may(edit_people, owner))
        return Problem::invalid(std::string(person_field::body), "people.problem.owner"_msg);
    auto const fields = form_of(wanted, choices);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(owner.owner()) + ' '
        + fields.to_json());
    if (auto const added = find_person_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_person(typed, choices); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_person(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_people, id.value, owner, fields);
    return id;
}

} // namespace kommin::contacts
