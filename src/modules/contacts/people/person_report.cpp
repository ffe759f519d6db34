#include "modules/contacts/people/person_report.hpp"

#include "modules/contacts/people/consent_pages.hpp"
#include "modules/contacts/people/person_ending_store.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/json/writer.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::contacts {

using i18n::DateStyle;
using i18n::Texts;

namespace {

constexpr int most_versions = 500;

// All of one moment.
struct Known {
    PersonRecord record;
    PersonChoices choices;
    ConsentTexts texts;
    std::vector<Consent> consents;
    std::vector<std::pair<PersonId, std::vector<records::Version>>> versions; // with those who were merged
    web::Authors authors;
};

std::optional<Known> known_of(web::Call const& call, PersonId id)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Known> {
        auto const tenant = call.site.tenant;
        auto record = find_seen_person(db, tenant, call.actor(), see_people, id);
        if (!record)
            return std::nullopt;
        Known known{
            std::move(*record),
            person_choices(db, tenant),
            consent_texts(db, tenant),
            list_consents(db, tenant, id),
            {},
            web::list_authors(db, tenant)};
        auto ids = list_merged_into(db, tenant, id);
        ids.insert(ids.begin(), id);
        auto const scopes = call.actor().where(see_people);
        for (auto const one : ids)
            known.versions.emplace_back(
                one, records::list_versions(db, tenant, {person_subject, one.value}, scopes, most_versions));
        return known;
    });
}

ReportPart facts_part(Texts const& texts, Known const& known)
{
    ReportPart part{std::string(texts("people.facts"_msg)), {}};
    auto const form = person_record_form(known.choices, texts);
    auto const fields = form_of(known.record, known.choices);
    for (auto const& field : form.fields) {
        auto value = form.shown(fields, field.name);
        part.lines.push_back(
            {field.label, value.empty() ? std::string(texts("people.report.empty"_msg)) : std::move(value)});
    }
    part.lines.push_back(
        {std::string(texts("people.column.owner"_msg)),
         std::string(known.choices.owner_name(known.record.person))});
    return part;
}

ReportPart consents_part(web::Call const& call, Texts const& texts, Known const& known)
{
    ReportPart part{std::string(texts("consent.title"_msg)), {}};
    auto const day = [&](Instant instant) {
        return texts.date(call.site.zone->to_local(instant).date, DateStyle::short_numeric);
    };
    for (auto const& consent : known.consents) {
        part.lines.push_back(
            {std::string(texts(label_of(consent.purpose))), given_words(texts, consent), true});
        if (auto const* text = known.texts.find(consent.purpose, consent.text_number, consent.language))
            part.lines.push_back({std::string(texts("people.report.text"_msg)), text->content});
        if (!consent.remark.empty())
            part.lines.push_back({std::string(texts("consent.field.remark"_msg)), consent.remark});
        part.lines.push_back(
            {std::string(texts("people.report.recorded"_msg)),
             texts(
                 "people.report.by_on"_msg,
                 {{"name", web::name_of(known.authors, consent.recorded_by)},
                  {"date", day(consent.recorded_at)}})});
        if (consent.ended_at)
            part.lines.push_back({std::string(texts(label_of(*consent.ended_how))), day(*consent.ended_at)});
    }
    if (part.lines.empty())
        part.lines.push_back(
            {std::string(texts("consent.title"_msg)), std::string(texts("people.report.empty"_msg))});
    return part;
}

// What was kept before, and who changed it: newest first.
ReportPart history_part(web::Call const& call, Texts const& texts, Known const& known)
{
    ReportPart part{std::string(texts("record.history"_msg)), {}};
    auto const form = person_record_form(known.choices, texts);
    for (auto const& [id, versions] : known.versions) {
        for (auto version = versions.begin(); version != versions.end(); ++version) {
            auto const next = std::next(version);
            auto const before = next == versions.end() ? records::Fields{} : next->fields;
            part.lines.push_back(
                {texts.date_time(call.site.zone->to_local(version->head.saved_at)),
                 web::name_of(known.authors, version->head.saved_by), true});
            for (auto const& name : records::differences(before, version->fields)) {
                auto const field
                    = std::ranges::find(form.fields, name, [](auto const& one) { return one.name; });
                if (field != form.fields.end())
                    part.lines.push_back(
                        {texts("people.report.changed"_msg, {{"field", field->label}}),
                         form.shown(version->fields, name)});
            }
        }
    }
    return part;
}

ReportPart rights_part(web::Call const& call, Texts const& texts)
{
    auto const line = [&](MessageKey label, MessageKey value) {
        return ReportLine{std::string(texts(label)), std::string(texts(value))};
    };
    return {
        std::string(texts("people.report.rights"_msg)),
        {{std::string(texts("people.report.controller"_msg)), call.site.name},
         line("people.report.purpose"_msg, "people.report.purpose.text"_msg),
         line("people.report.recipients"_msg, "people.report.recipients.text"_msg),
         line("people.report.period"_msg, "people.report.period.text"_msg),
         line("people.report.your_rights"_msg, "people.report.your_rights.text"_msg)}};
}

}

std::optional<SubjectReport> report_about(web::Call const& call, PersonId id, OtherModules const& others)
{
    auto const known = known_of(call, id);
    if (!known)
        return std::nullopt;
    auto const& texts = web::staff_texts(call);
    SubjectReport report{
        known->record.person, {facts_part(texts, *known), consents_part(call, texts, *known)}};
    for (auto const& other : others)
        other.report(call, id, report.parts);
    report.parts.push_back(history_part(call, texts, *known));
    report.parts.push_back(rights_part(call, texts));
    return report;
}

std::string to_json(SubjectReport const& report, Instant made_at)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& whole) {
        whole.member("person", report.person.name());
        whole.member("made_at", to_iso(made_at));
        whole.array("parts", [&](json::ArrayWriter& parts) {
            for (auto const& part : report.parts)
                parts.object([&](json::ObjectWriter& one) {
                    one.member("heading", part.heading);
                    one.array("lines", [&](json::ArrayWriter& lines) {
                        for (auto const& line : part.lines)
                            lines.object([&](json::ObjectWriter& entry) {
                                entry.member("label", line.label);
                                entry.member("value", line.value);
                            });
                    });
                });
        });
    });
    return out.take();
}

} // namespace kommin::contacts
