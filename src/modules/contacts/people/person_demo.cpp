#include "modules/contacts/people/person_demo.hpp"

#include "modules/contacts/people/person_editing.hpp"
#include "platform/i18n/texts.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "people.json";

std::vector<std::string> texts_at(json::Value const& object, std::string_view name)
{
    std::vector<std::string> texts;
    auto const* list = object.find(name);
    if (auto const* entries = list != nullptr ? list->as_array() : nullptr) {
        for (auto const& entry : *entries)
            texts.push_back(entry.as_string() != nullptr ? *entry.as_string() : std::string{});
    }
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

}

void load_people(demo::Demo& demo)
{
    auto const file = demo.files.json(std::string(file_name));
    auto const* people = file.find("people");
    auto const* entries = people != nullptr ? people->as_array() : nullptr;
    if (entries == nullptr)
        throw std::runtime_error("demonstration: " + std::string(file_name) + " has no list \"people\"");
    for (auto const& object : *entries) {
        auto const key = text_at(object, "key");
        auto const added = add_person(demo.work, person_fields(object), key);
        if (!added)
            throw std::runtime_error(
                "demonstration: " + std::string(file_name) + ", " + key + ": "
                + i18n::text_of(added.problem(), i18n::Texts::of(i18n::Language::german())));
        ++demo.counts["people"];
    }
}

} // namespace kommin::contacts
