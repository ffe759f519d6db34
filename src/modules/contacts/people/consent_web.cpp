// Routes for consents and their texts.

#include "modules/contacts/people/consent_pages.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {

using records::Fields;

namespace {

struct Found {
    PersonRecord record;
    ConsentTexts texts;
    std::vector<Consent> consents;
};

std::optional<Found> found_for(web::Call const& call)
{
    auto const number = parse_number(call.path["person"]);
    if (!number || *number <= 0)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto record = find_seen_person(db, tenant, call.actor(), edit_people, PersonId{*number});
        if (!record)
            return std::nullopt;
        return Found{
            std::move(*record), consent_texts(db, tenant), list_consents(db, tenant, PersonId{*number})};
    });
}

// A consent of somebody whom this person may edit.
struct FoundConsent {
    PersonRecord record;
    Consent consent;
};
std::optional<FoundConsent> found_consent(web::Call const& call)
{
    auto const number = parse_number(call.path["einwilligung"]);
    if (!number || *number <= 0)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundConsent> {
        auto const tenant = call.site.tenant;
        auto consent = find_consent(db, tenant, ConsentId{*number});
        auto record = consent ? find_seen_person(db, tenant, call.actor(), edit_people, consent->person)
                              : std::nullopt;
        if (!record)
            return std::nullopt;
        return FoundConsent{std::move(*record), std::move(*consent)};
    });
}

Fields posted_consent(http::Form const& posted)
{
    Fields fields;
    for (auto const field :
         {consent_field::purpose, consent_field::number, consent_field::language, consent_field::how,
          consent_field::given_on, consent_field::remark})
        fields.set(field, std::string(trim(posted.value(field))));
    return fields;
}

http::Response to_person(PersonId id)
{
    return http::Response::redirect(http::Status::see_other, person_url(id).text());
}

ConsentTexts texts_for(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return consent_texts(db, call.site.tenant); });
}

}

http::Response show_new_consent(web::Call& call)
{
    auto const found = found_for(call);
    if (!found)
        return web::staff_not_found(call);
    auto const& person = found->record.person;
    web::note_reading(call, "contacts.person.read", person_subject.word(), person.id);
    Fields fields;
    fields.set(consent_field::language, person.letters_language);
    fields.set(consent_field::given_on, to_iso(call.local_now().date));
    return consent_form_page(
        call, {.person = person, .texts = found->texts, .consents = found->consents, .fields = fields});
}

http::Response record_consent_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const found = form ? found_for(call) : std::nullopt;
    if (!found)
        return web::staff_not_found(call);
    auto const& person = found->record.person;
    auto const fields = posted_consent(*form);
    auto const done = web::write(call, [&](Work& work) { return record_consent(work, person.id, fields); });
    if (done)
        return to_person(person.id);
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    web::note_reading(call, "contacts.person.read", person_subject.word(), person.id);
    auto all = problems_of_consent(
        fields, found->texts, found->consents, {call.local_now().date, *call.site.zone});
    if (all.empty())
        all.push_back(done.problem());
    return consent_form_page(
        call,
        {.person = person,
         .texts = found->texts,
         .consents = found->consents,
         .fields = fields,
         .problems = std::move(all)});
}

http::Response ask_before_withdrawing(web::Call& call)
{
    auto const found = found_consent(call);
    if (!found)
        return web::staff_not_found(call);
    auto const& person = found->record.person;
    web::note_reading(call, "contacts.person.read", person_subject.word(), person.id);
    return withdrawal_page(call, person, found->consent);
}

http::Response withdraw_consent_at_desk(web::Call& call)
{
    auto const found = found_consent(call);
    if (!found || !web::write(call, [&](Work& work) { return withdraw_consent(work, found->consent.id); }))
        return web::staff_not_found(call);
    return to_person(found->consent.person);
}

http::Response list_consent_texts_at_desk(web::Call& call)
{
    return consent_texts_page(call, texts_for(call));
}

http::Response show_consent_text(web::Call& call)
{
    auto const purpose = enum_from<Purpose>(call.path["zweck"]);
    if (!purpose)
        return web::staff_not_found(call);
    auto const texts = texts_for(call);
    auto const newest = texts.newest(*purpose);
    return consent_text_page(
        call,
        {.purpose = *purpose, .texts = texts, .fields = form_of(texts, *purpose, newest), .seen = newest});
}

http::Response write_consent_text_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const purpose = enum_from<Purpose>(call.path["zweck"]);
    if (!form || !purpose)
        return web::staff_not_found(call);
    Fields fields;
    for (auto const language : i18n::interface_languages()) {
        std::string text(trim(form->value(text_field(language))));
        std::erase(text, '\r');
        fields.set(text_field(language), std::move(text));
    }
    auto const seen = parse_number(form->value("nummer")).value_or(0);
    auto const done
        = web::write(call, [&](Work& work) { return write_consent_text(work, *purpose, seen, fields); });
    if (done)
        return http::Response::redirect(http::Status::see_other, consent_text_url(*purpose).text());
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    auto all = problems_of_consent_text(fields);
    auto const texts = texts_for(call);
    // Whoever was slower keeps what they typed, and now knows of the other text below it.
    auto const now_seen = all.empty() ? texts.newest(*purpose) : seen;
    if (all.empty())
        all.push_back(done.problem());
    return consent_text_page(
        call,
        {.purpose = *purpose,
         .texts = texts,
         .fields = fields,
         .seen = now_seen,
         .problems = std::move(all)});
}

} // namespace kommin::contacts
