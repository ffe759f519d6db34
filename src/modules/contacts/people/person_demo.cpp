#include "modules/contacts/people/person_demo.hpp"

#include "modules/contacts/people/consent_editing.hpp"
#include "modules/contacts/people/person_ending_store.hpp"
#include "platform/i18n/texts.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin::contacts {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "people.json";

// The entries of a list that may be missing.
std::vector<json::Value> list_at(json::Value const& object, std::string_view name)
{
    auto const* list = object.find(name);
    auto const* entries = list != nullptr ? list->as_array() : nullptr;
    return entries != nullptr ? *entries : std::vector<json::Value>{};
}

std::vector<std::string> texts_at(json::Value const& object, std::string_view name)
{
    std::vector<std::string> texts;
    for (auto const& entry : list_at(object, name))
        texts.push_back(entry.as_string() != nullptr ? *entry.as_string() : std::string{});
    return texts;
}

std::string text_or(json::Value const& object, std::string_view name, std::string_view otherwise)
{
    auto text = text_at(object, name);
    return text.empty() ? std::string(otherwise) : text;
}

std::string lines_at(json::Value const& object, std::string_view name)
{
    std::string lines;
    for (auto const& line : texts_at(object, name))
        lines += (lines.empty() ? "" : "\n") + line;
    return lines;
}

Fields person_fields(json::Value const& object)
{
    Fields fields;
    for (auto const field :
         {person_field::body, person_field::title, person_field::given, person_field::family,
          person_field::salutation, person_field::works_for, person_field::position,
          person_field::municipality, person_field::note})
        fields.set(field, text_at(object, field));
    fields.set(person_field::field_of_work, text_or(object, person_field::field_of_work, "unknown"));
    fields.set(person_field::gender, text_or(object, person_field::gender, "unknown"));
    fields.set(person_field::letters_language, text_or(object, person_field::letters_language, "de"));
    for (auto const kind : all_address_kinds)
        fields.set(field_of(kind), lines_at(object, field_of(kind)));
    fields.set(person_field::languages, texts_at(object, person_field::languages));
    return fields;
}

template<class Value>
Value loaded(Result<Value> result, std::string const& key)
{
    if (!result)
        throw std::runtime_error(
            "demonstration: " + std::string(file_name) + ", " + key + ": "
            + i18n::text_of(result.problem(), i18n::Texts::of(i18n::Language::german())));
    if constexpr (!std::is_void_v<Value>)
        return std::move(result).value();
}

// What somebody allows, or has withdrawn since.
void load_consent(Work& work, PersonId person, json::Value const& object, std::string const& key)
{
    Fields fields;
    for (auto const field :
         {consent_field::purpose, consent_field::how, consent_field::given_on, consent_field::language,
          consent_field::remark})
        fields.set(field, text_at(object, field));
    loaded(record_consent(work, person, fields), key);
    auto const* withdrawn = object.find("withdrawn");
    if (withdrawn != nullptr && withdrawn->as_bool().value_or(false))
        loaded(withdraw_consent(work, list_consents(work.db(), work.tenant(), person).back().id), key);
}

}

void load_people(demo::Demo& demo)
{
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "people")) {
        auto const key = text_at(object, "key");
        auto const person = loaded(add_person(demo.work, person_fields(object), key), key);
        auto const consents = list_at(object, "consents");
        for (auto const& consent : consents)
            load_consent(demo.work, person, consent, key);
        if (consents.empty()) // as the first night would find it
            update_ground(demo.work.db(), demo.work.tenant(), person, demo.work.now());
        ++demo.counts["people"];
    }
}

} // namespace kommin::contacts
