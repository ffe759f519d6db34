// People where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/contacts/people/consent.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::contacts {

namespace {

web::RecordForm noted_person(web::Call const& call)
{
    auto const choices = std::make_shared<PersonChoices const>(person_choices(call.db(), call.site.tenant));
    auto const& texts = web::staff_texts(call);
    auto form = person_record_form(*choices, texts);
    form.fields.push_back({"purpose", std::string(texts("consent.field.purpose"_msg))});
    form.fields.push_back({"text_number", std::string(texts("consent.field.number"_msg))});
    form.shown = [choices, &texts,
                  shown = std::move(form.shown)](records::Fields const& fields, std::string_view name) {
        auto const purpose
            = name == "purpose" ? enum_from<Purpose>(fields.value(name)) : std::optional<Purpose>{};
        return purpose ? std::string(texts(label_of(*purpose))) : shown(fields, name);
    };
    return form;
}

std::optional<web::RecentRecord> recent_person(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const record = find_seen_person(call.db(), call.site.tenant, call.actor(), see_people, PersonId{id});
    if (!record)
        return std::nullopt;
    return web::RecentRecord{record->person.name(), person_url(record->person.id), false};
}

}

// Without versions: what a person has said is nothing for whoever reads the audit trail.
std::vector<web::StaffForm> noted_people()
{
    return {{.kind = person_subject.word(), .open = &noted_person}};
}

std::vector<web::StaffRecent> recent_people()
{
    return {{person_subject.word(), "people.title"_msg, &recent_person}};
}

} // namespace kommin::contacts
