// Routes of the desk for people.

#include "modules/contacts/people/consent_store.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {

using records::Fields;

namespace {

PersonChoices choices_for(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return person_choices(db, call.site.tenant); });
}

Fields posted_person(http::Form const& posted)
{
    Fields fields;
    for (auto const field : all_person_fields) {
        if (field == person_field::languages)
            continue;
        std::string text(trim(posted.value(field)));
        std::erase(text, '\r');
        fields.set(field, std::move(text));
    }
    fields.set(person_field::body, std::string(trim(posted.value(person_field::body))));
    Fields::Values languages;
    for (auto const tag : posted.values(person_field::languages))
        languages.emplace_back(tag);
    fields.set(person_field::languages, std::move(languages));
    return fields;
}

void note_person_read(web::Call const& call, PersonId id)
{
    web::note_reading(call, "contacts.person.read", person_subject.word(), id);
}

// One person at the desk.
class PersonDesk : public web::RecordDesk {
public:
    explicit PersonDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = person_in_path(call());
        found_ = !id ? std::nullopt : web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto record = find_seen_person(db, tenant, call().actor(), edit_people, *id);
            if (!record)
                return std::nullopt;
            auto state = records::undrafted(record->person.version, record->person.changed_at);
            state.owner = record->person.owner();
            return Found{
                std::move(*record), person_choices(db, tenant), std::move(state),
                web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Person const& person() const { return found_->record.person; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->record, found_->choices); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return person_record_form(found_->choices, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_person(posted);
        fields.set(person_field::body, std::string{}); // whose it is stays as it was
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_person(fields, found_->choices);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(
            fields, spelled_person(fields, found_->choices), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{person_subject, person().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return person_url(person().id, "aendern"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_person(call(), person(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        PersonRecord named;
        named.person.title = fields.value(person_field::title);
        named.person.given_name = fields.value(person_field::given);
        named.person.family_name = fields.value(person_field::family);
        return named.person.name();
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return person_form_page(
            call(),
            {.choices = found_->choices,
             .person = &person(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        PersonRecord record;
        PersonChoices choices;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

web::ExportColumn<PersonRecord> column(
    MessageKey label, int width, std::function<std::string(PersonRecord const&)> value)
{
    return {label, width, [value = std::move(value)](PersonRecord const& record) {
                return table::Cell(value(record));
            }};
}

std::vector<web::ExportColumn<PersonRecord>> person_columns(
    i18n::Texts const& texts, PersonChoices const& choices)
{
    auto const addresses = [](AddressKind kind) {
        return [kind](PersonRecord const& record) { return lines_of(record.addresses, kind); };
    };
    return {
        column("people.field.family"_msg, 24, [](auto const& one) { return one.person.family_name; }),
        column("people.field.given"_msg, 24, [](auto const& one) { return one.person.given_name; }),
        column("people.field.title"_msg, 10, [](auto const& one) { return one.person.title; }),
        column("people.field.salutation"_msg, 30, [](auto const& one) { return one.person.salutation; }),
        column("people.field.mails"_msg, 34, addresses(AddressKind::mail)),
        column("people.field.phones"_msg, 20, addresses(AddressKind::phone)),
        column("people.field.posts"_msg, 40, addresses(AddressKind::post)),
        column(
            "people.field.letters_language"_msg, 14,
            [&texts](auto const& one) { return language_names({one.person.letters_language}, texts); }),
        column(
            "people.field.languages"_msg, 24,
            [&texts](auto const& one) { return language_names(one.languages, texts); }),
        column("people.field.works_for"_msg, 34, [](auto const& one) { return one.person.works_for; }),
        column("people.field.position"_msg, 24, [](auto const& one) { return one.person.position; }),
        column(
            "people.field.field_of_work"_msg, 20,
            [&texts](auto const& one) { return std::string(texts(label_of(one.person.field_of_work))); }),
        column(
            "people.field.municipality"_msg, 20,
            [&choices](auto const& one) {
                auto const* body = choices.find(one.person.municipality);
                return body == nullptr ? std::string{} : body->name;
            }),
        column("people.column.owner"_msg, 20, [&choices](auto const& one) {
            return std::string(choices.owner_name(one.person));
        })};
}

// A link to whoever turned out to be somebody else leads there.
http::Response to_merged(web::Call const& call, PersonId id)
{
    auto const into = web::read(call, [&](db::Connection& db) -> std::optional<PersonId> {
        auto const tenant = call.site.tenant;
        auto const gone = find_person(db, tenant, id);
        if (!gone || !gone->merged_into || !call.actor().may(see_people, gone->owner())
            || !find_seen_person(db, tenant, call.actor(), see_people, *gone->merged_into))
            return std::nullopt;
        return gone->merged_into;
    });
    if (!into)
        return web::staff_not_found(call);
    return http::Response::redirect(http::Status::see_other, person_url(*into).text());
}

}

http::Response list_people_at_desk(web::Call& call)
{
    struct Found {
        PersonChoices choices;
        PersonLines list;
        std::vector<web::ListView> views;
    };
    auto const filter = PersonFilter::read(call.request.query());
    auto found = web::read(call, [&](db::Connection& db) {
        auto choices = person_choices(db, call.site.tenant);
        auto list = list_people_for(db, call.site.tenant, call.actor(), choices, filter);
        return Found{
            std::move(choices), std::move(list), web::saved_views(call, person_list, filter.fields())};
    });
    web::note_reading(
        call, "contacts.people.read", "tenant", call.site.tenant,
        {{"shown", std::int64_t{std::ssize(found.list.lines)}}});
    return person_list_page(
        call,
        {.choices = found.choices,
         .filter = filter,
         .list = found.list,
         .may_add = call.actor().may_somewhere(edit_people),
         .views = std::move(found.views)});
}

http::Response export_people(web::Call& call)
{
    auto const filter = PersonFilter::read(call.request.query());
    auto const choices = choices_for(call);
    web::ListExport<PersonRecord> file(
        call, web::export_format(call.request), people_path, "people.title"_msg,
        person_columns(web::staff_texts(call), choices));
    std::int64_t count = 0;
    web::read(call, [&](db::Connection& db) {
        export_people_for(
            db, call.site.tenant, call.actor(), choices, filter, [&](std::vector<PersonRecord> const& lines) {
                file.go_on();
                return std::ranges::all_of(lines, [&](PersonRecord const& line) {
                    ++count;
                    return file.add(line);
                });
            });
        return 0;
    });
    web::note_reading(call, "contacts.people.exported", "tenant", call.site.tenant, {{"count", count}});
    return file.answer();
}

http::Response show_person(web::Call& call, OtherModules const& others)
{
    struct Found {
        PersonRecord record;
        PersonChoices choices;
        std::vector<Consent> consents;
    };
    auto const id = person_in_path(call);
    auto const found = !id ? std::nullopt : web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto record = find_seen_person(db, tenant, call.actor(), see_people, *id);
        if (!record)
            return std::nullopt;
        return Found{std::move(*record), person_choices(db, tenant), list_consents(db, tenant, *id)};
    });
    if (!found)
        return id ? to_merged(call, *id) : web::staff_not_found(call);
    note_person_read(call, *id);
    std::vector<OnPersonPage> elsewhere;
    for (auto const& other : others)
        elsewhere.push_back(other.show(call, *id));
    return person_page(
        call,
        {.choices = found->choices,
         .record = found->record,
         .consents = found->consents,
         .may_edit = call.actor().may(edit_people, found->record.person.owner()),
         .may_erase = call.actor().may(erase_people, found->record.person.owner()),
         .elsewhere = std::move(elsewhere)});
}

http::Response show_new_person(web::Call& call)
{
    auto const choices = choices_for(call);
    Fields fields;
    fields.set(person_field::letters_language, std::string(choices.letters.front().tag()));
    return person_form_page(
        call, {.choices = choices, .person = nullptr, .fields = fields, .form_key = crypto::random_token()});
}

http::Response add_person_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const choices = choices_for(call);
    auto const fields = posted_person(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the person of the same form first
         .add
         = [&](Work& work) -> Result<html::Url> { return person_url(TRY(add_person(work, fields, key))); },
         .show_form =
             [&](std::vector<Problem> const& problems) {
                 auto const all = problems_of_person(fields, choices);
                 return person_form_page(
                     call,
                     {.choices = choices,
                      .person = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = all.empty() ? problems : all});
             }});
}

http::Response show_person_form(web::Call& call)
{
    PersonDesk desk(call);
    auto response = web::show_record(call, desk);
    if (response.status() == http::Status::ok)
        note_person_read(call, desk.person().id);
    return response;
}

http::Response save_person_form(web::Call& call)
{
    PersonDesk desk(call);
    auto response = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_person(work, {desk.person().id, seen.version}, fields);
        });
    // What is not saved is shown again, beside what somebody else has saved.
    if (response.status() != http::Status::see_other && response.status() != http::Status::not_found)
        note_person_read(call, desk.person().id);
    return response;
}

http::Response show_person_history(web::Call& call)
{
    PersonDesk desk(call);
    auto response = web::show_history(call, desk);
    if (response.status() == http::Status::ok)
        note_person_read(call, desk.person().id);
    return response;
}

web::StaffHits find_people_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    PersonFilter filter;
    filter.words = words;
    struct Found {
        PersonChoices choices;
        PersonLines list;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto choices = person_choices(db, call.site.tenant);
        auto list = list_people_for(db, call.site.tenant, call.actor(), choices, filter);
        return Found{std::move(choices), std::move(list)};
    });
    web::StaffHits hits{{}, found.list.count, people_url(filter)};
    for (auto const& record : found.list.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = record.person.name(),
             .url = person_url(record.person.id),
             .detail = record.person.works_for,
             .place = std::string(found.choices.owner_name(record.person))});
    }
    if (!hits.hits.empty())
        web::note_reading(
            call, "contacts.people.found", "tenant", call.site.tenant,
            {{"shown", std::int64_t{std::ssize(hits.hits)}}});
    return hits;
}

} // namespace kommin::contacts
