#include "modules/contacts/people/person_pages.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace kommin::contacts {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

std::string shown_value(
    Texts const& texts, PersonChoices const& choices, Fields const& fields, std::string_view name)
{
    auto const value = fields.value(name);
    if (name == person_field::languages)
        return language_names(fields.values(name), texts);
    if (name == person_field::letters_language && !value.empty())
        return language_names({std::string(value)}, texts);
    if (name == person_field::field_of_work) {
        auto const field = enum_from<FieldOfWork>(value);
        return field ? std::string(texts(label_of(*field))) : std::string(value);
    }
    if (name == person_field::gender) {
        auto const gender = enum_from<Gender>(value);
        return gender ? std::string(texts(label_of(*gender))) : std::string(value);
    }
    if (name == person_field::municipality) {
        auto const* body = choices.municipality(value);
        return body != nullptr ? body->name : std::string(value);
    }
    return std::string(value);
}

// The fields by their names.
class FormFields {
public:
    FormFields(Texts const& texts, PersonFormPage const& page)
        : texts_(texts)
        , page_(page)
    { }
    [[nodiscard]] web::TextField text(
        std::string_view name, web::FieldWidth width = web::FieldWidth::medium, MessageKey hint = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label_of_person_field(name),
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .hint = hint,
            .autocomplete = "off", // the data of others
            .width = width};
    }
    [[nodiscard]] web::TextArea area(std::string_view name, MessageKey hint, int rows) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label_of_person_field(name),
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .hint = hint,
            .rows = rows};
    }
    [[nodiscard]] web::SelectField choice(
        std::string_view name, std::span<web::Choice const> choices, MessageKey hint = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label_of_person_field(name),
            .choices = choices,
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .hint = hint};
    }
    [[nodiscard]] web::ChoiceGroup boxes(
        std::string_view name, std::span<web::Choice const> choices, MessageKey hint) const
    {
        return {
            .texts = texts_,
            .name = name,
            .legend = label_of_person_field(name),
            .choices = choices,
            .values = page_.fields.values(name),
            .is_multiple = true,
            .problems = page_.problems,
            .hint = hint};
    }

private:
    Texts const& texts_;
    PersonFormPage const& page_;
};

template<class Values>
std::vector<web::Choice> choices_of(Texts const& texts, Values const& values)
{
    std::vector<web::Choice> choices;
    for (auto const value : values)
        choices.push_back({std::string(to_text(value)), std::string(texts(label_of(value)))});
    return choices;
}

template<class Languages>
std::vector<web::Choice> choices_of_languages(Texts const& texts, Languages const& languages)
{
    std::vector<web::Choice> choices;
    for (auto const language : languages)
        choices.push_back({std::string(language.tag()), texts.language_name(language)});
    return choices;
}

// Whose record a new one can be.
std::vector<web::Choice> owners_for(web::Call const& call, Texts const& texts, PersonChoices const& choices)
{
    std::vector<web::Choice> owners;
    auto const actor = call.actor();
    if (actor.may(edit_people, Scope::whole_tenant()))
        owners.push_back({"", std::string(texts("people.owner.kreis"_msg))});
    for (auto const& body : choices.bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_people, Scope::of_owner(body.id.value)))
            owners.push_back({body.slug, body.name});
    }
    return owners;
}

void write_fields(Writer& w, web::Call const& call, Texts const& texts, PersonFormPage const& page)
{
    FormFields const form(texts, page);
    std::vector<web::Choice> municipalities{{"", std::string(texts("people.unknown"_msg))}};
    for (auto const& body : page.choices.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            municipalities.push_back({body.slug, body.name});
    }
    auto const owners = owners_for(call, texts, page.choices);
    auto const letters = choices_of_languages(texts, page.choices.letters);
    auto const languages = choices_of_languages(texts, i18n::known_languages());
    auto const work = choices_of(texts, all_fields_of_work);
    auto const genders = choices_of(texts, all_genders);
    w(R"({}<div class="sec">{}{}{}{}</div><div class="sec">{}{}{}{}{}</div><div class="sec">{}{}{}{}</div><div class="sec">{}{}{}</div>)",
      web::RequiredNote{texts}, form.text(person_field::title, web::FieldWidth::narrow),
      form.text(person_field::given),
      form.text(person_field::family, web::FieldWidth::medium, "people.hint.name"_msg),
      form.text(person_field::salutation, web::FieldWidth::whole, "people.hint.salutation"_msg),
      form.area(person_field::mails, "people.hint.mails"_msg, 2),
      form.area(person_field::phones, "people.hint.phones"_msg, 2),
      form.area(person_field::posts, "people.hint.posts"_msg, 2),
      form.choice(person_field::letters_language, letters, "people.hint.letters_language"_msg),
      form.boxes(person_field::languages, languages, "people.hint.languages"_msg),
      form.text(person_field::works_for, web::FieldWidth::whole, "people.hint.works_for"_msg),
      form.text(person_field::position, web::FieldWidth::whole),
      form.choice(person_field::field_of_work, work),
      form.choice(person_field::municipality, municipalities, "people.hint.municipality"_msg),
      form.choice(person_field::gender, genders, "people.hint.gender"_msg),
      form.area(person_field::note, "people.hint.note"_msg, 3),
      when(page.person == nullptr && owners.size() > 1, [&](Writer& inner) {
          inner("{}", form.choice(person_field::body, owners, "people.hint.owner"_msg));
      }));
    if (page.person == nullptr && owners.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", person_field::body, owners.front().value);
}

}

MessageKey label_of_person_field(std::string_view field)
{
    using Label = std::pair<std::string_view, MessageKey>;
    constexpr std::array labels{
        Label{person_field::body, "people.column.owner"_msg},
        Label{person_field::title, "people.field.title"_msg},
        Label{person_field::given, "people.field.given"_msg},
        Label{person_field::family, "people.field.family"_msg},
        Label{person_field::salutation, "people.field.salutation"_msg},
        Label{person_field::letters_language, "people.field.letters_language"_msg},
        Label{person_field::languages, "people.field.languages"_msg},
        Label{person_field::mails, "people.field.mails"_msg},
        Label{person_field::phones, "people.field.phones"_msg},
        Label{person_field::posts, "people.field.posts"_msg},
        Label{person_field::works_for, "people.field.works_for"_msg},
        Label{person_field::position, "people.field.position"_msg},
        Label{person_field::field_of_work, "people.field.field_of_work"_msg},
        Label{person_field::municipality, "people.field.municipality"_msg},
        Label{person_field::gender, "people.field.gender"_msg},
        Label{person_field::note, "people.field.note"_msg}};
    auto const* const found = std::ranges::find(labels, field, &Label::first);
    return found == labels.end() ? MessageKey{} : found->second;
}

web::RecordForm person_record_form(PersonChoices const& choices, Texts const& texts)
{
    web::RecordForm form;
    for (auto const field : all_person_fields)
        form.fields.push_back({std::string(field), std::string(texts(label_of_person_field(field)))});
    form.has_drafts = false;
    form.shown = [&texts, &choices](Fields const& fields, std::string_view name) {
        return shown_value(texts, choices, fields, name);
    };
    return form;
}

http::Response person_form_page(web::Call const& call, PersonFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* person = page.person;
    auto frame = person == nullptr
        ? web::
              StaffFrame{.call = call, .title = std::string(texts("people.new"_msg)), .section = std::string(people_path), .crumbs = {{people_url(), std::string(texts("people.title"_msg))}}}
        : frame_below_person(call, *person, texts("people.change.title"_msg, {{"name", person->name()}}));
    frame.problems = page.problems;
    auto const url = person == nullptr ? staff_url({people_path, "neu"}) : person_url(person->id, "aendern");
    auto const button
        = std::string(texts(person == nullptr ? "people.action.add"_msg : "words.action.save"_msg));
    return web::staff_page(frame, [&](Writer& w) {
        if (page.shown_version)
            w("{}", web::FetchedNote{texts, *page.shown_version});
        // Nothing is kept while it is typed: these are the data of others.
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}<button class="vh" type="submit" tabindex="-1">{}</button>{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack"><section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li></ul></section></div></div>)",
            url, web::FormToken{call},
            [&](Writer& inner) {
                if (person == nullptr)
                    inner(R"(<input type="hidden" name="schluessel" value="{}">)", page.form_key);
                else
                    inner(R"(<input type="hidden" name="fassung" value="{}">)", person->version);
            },
            button, [&](Writer& inner) { write_fields(inner, call, texts, page); }, web::SubmitButton{button},
            person == nullptr ? people_url() : person_url(person->id), texts("people.action.back"_msg),
            texts("people.effect"_msg), texts("people.effect.only_said"_msg),
            texts("people.effect.at_once"_msg));
    });
}

} // namespace kommin::contacts
