// The fields of the form of an offer, their order and their choices.

#include "modules/portal/offer_form.hpp"

#include "modules/portal/flat_offer.hpp"
#include "modules/portal/offer_filter.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

constexpr std::array fields_in_order{
    OfferField{"title", "desk.field.title"_msg},
    OfferField{"summary", "desk.field.summary"_msg, FieldKind::long_text},
    OfferField{"description", "desk.field.description"_msg, FieldKind::long_text},
    OfferField{"organisation", "desk.field.organisation"_msg},
    OfferField{"kind", "desk.field.kind"_msg, FieldKind::choice},
    OfferField{"life_situations", "desk.field.life_situations"_msg, FieldKind::choices},
    OfferField{"target_groups", "desk.field.target_groups"_msg, FieldKind::choices},
    OfferField{"target_group", "desk.field.target_group"_msg},
    OfferField{"age_min", "desk.field.age_min"_msg},
    OfferField{"age_max", "desk.field.age_max"_msg},
    OfferField{"alert", "desk.field.alert"_msg, FieldKind::long_text},
    OfferField{"reach", "desk.field.reach"_msg, FieldKind::choice},
    OfferField{"municipality", "desk.field.municipality"_msg, FieldKind::place},
    OfferField{"coverage", "desk.field.coverage"_msg, FieldKind::places},
    OfferField{"street", "desk.field.street"_msg},
    OfferField{"postal_code", "desk.field.postal_code"_msg},
    OfferField{"city", "desk.field.city"_msg},
    OfferField{"address_note", "desk.field.address_note"_msg},
    OfferField{"latitude", "desk.field.latitude"_msg},
    OfferField{"longitude", "desk.field.longitude"_msg},
    OfferField{"status", "desk.field.status"_msg, FieldKind::choice},
    OfferField{"always_open", "desk.field.always_open"_msg, FieldKind::choices},
    OfferField{"monday", "desk.field.monday"_msg},
    OfferField{"tuesday", "desk.field.tuesday"_msg},
    OfferField{"wednesday", "desk.field.wednesday"_msg},
    OfferField{"thursday", "desk.field.thursday"_msg},
    OfferField{"friday", "desk.field.friday"_msg},
    OfferField{"saturday", "desk.field.saturday"_msg},
    OfferField{"sunday", "desk.field.sunday"_msg},
    OfferField{"exceptions", "desk.field.exceptions"_msg, FieldKind::long_text},
    OfferField{"hours_text", "desk.field.hours_text"_msg},
    OfferField{"appointment", "desk.field.appointment"_msg, FieldKind::choice},
    OfferField{"application", "desk.field.application"_msg, FieldKind::long_text},
    OfferField{"phones", "desk.field.phones"_msg, FieldKind::long_text},
    OfferField{"email", "desk.field.email"_msg},
    OfferField{"website", "desk.field.website"_msg},
    OfferField{"contacts", "desk.field.contacts"_msg, FieldKind::long_text},
    OfferField{"languages", "desk.field.languages"_msg, FieldKind::language_choices},
    OfferField{"interpreters", "desk.field.interpreters"_msg, FieldKind::language_choices},
    OfferField{"interpretation_note", "desk.field.interpretation_note"_msg},
    OfferField{"cost", "desk.field.cost"_msg, FieldKind::choice},
    OfferField{"cost_amount", "desk.field.cost_amount"_msg},
    OfferField{"cost_note", "desk.field.cost_note"_msg},
    OfferField{"prices", "desk.field.prices"_msg, FieldKind::long_text},
    OfferField{"childcare", "desk.field.childcare"_msg, FieldKind::choice},
    OfferField{"wheelchair", "desk.field.wheelchair"_msg, FieldKind::choice},
    OfferField{"accessibility_note", "desk.field.accessibility_note"_msg},
    OfferField{"documents", "desk.field.documents"_msg, FieldKind::long_text},
    OfferField{"course_type", "desk.field.course_type"_msg, FieldKind::choice},
    OfferField{"level_from", "desk.field.level_from"_msg},
    OfferField{"level_to", "desk.field.level_to"_msg},
    OfferField{"next_start", "desk.field.next_start"_msg},
    OfferField{"free_places", "desk.field.free_places"_msg},
    OfferField{"remark", "desk.field.remark"_msg, FieldKind::long_text},
};

constexpr std::array status_choices{
    OfferChoice{"active", "desk.status.active"_msg},
    OfferChoice{"temporarily_closed", "desk.status.temporarily_closed"_msg},
    OfferChoice{"inactive", "desk.status.inactive"_msg}, OfferChoice{"defunct", "desk.status.defunct"_msg}};
constexpr std::array reach_choices{
    OfferChoice{"municipality", "desk.reach.municipality"_msg},
    OfferChoice{"district", "desk.reach.district"_msg},
    OfferChoice{"nationwide", "desk.reach.nationwide"_msg}};
constexpr std::array cost_choices{
    OfferChoice{"unknown", "desk.unknown"_msg}, OfferChoice{"free", "cost.free"_msg},
    OfferChoice{"fee", "desk.cost.fee"_msg}};
constexpr std::array provided_choices{
    OfferChoice{"unknown", "desk.unknown"_msg}, OfferChoice{"yes", "desk.yes"_msg},
    OfferChoice{"partly", "desk.partly"_msg}, OfferChoice{"no", "desk.no"_msg}};
constexpr std::array yes_no_choices{OfferChoice{"yes", "desk.yes"_msg}};
constexpr std::array appointment_choices{
    OfferChoice{"unknown", "desk.unknown"_msg}, OfferChoice{"required", "appointment.required"_msg},
    OfferChoice{"possible", "appointment.possible"_msg}, OfferChoice{"none", "appointment.none"_msg}};
constexpr std::array course_choices{
    OfferChoice{"", "desk.no_course"_msg},
    OfferChoice{"general", "course.general"_msg},
    OfferChoice{"literacy", "course.literacy"_msg},
    OfferChoice{"women_parents", "course.women_parents"_msg},
    OfferChoice{"youth", "course.youth"_msg},
    OfferChoice{"intensive", "course.intensive"_msg},
    OfferChoice{"vocational", "course.vocational"_msg}};

template<class Container>
std::vector<OfferChoice> list(Container const& choices)
{
    return {choices.begin(), choices.end()};
}

template<class Word>
std::vector<OfferChoice> list_of(std::span<Word const> words)
{
    std::vector<OfferChoice> choices;
    choices.reserve(words.size());
    for (auto const& word : words)
        choices.push_back({to_text(word.code), word.label});
    return choices;
}

// The fields in which signs are escaped; see flat_offer.hpp.
bool has_parts(std::string_view field)
{
    constexpr std::array<std::string_view, 5> names{
        "documents", "phones", "contacts", "prices", "exceptions"};
    return std::ranges::find(names, field) != names.end()
        || std::ranges::find(weekday_fields, field) != weekday_fields.end();
}

}

std::span<OfferField const> offer_fields()
{
    return fields_in_order;
}

OfferField const* find_offer_field(std::string_view name)
{
    auto const found = std::ranges::find(fields_in_order, name, &OfferField::name);
    return found == fields_in_order.end() ? nullptr : &*found;
}

std::vector<OfferChoice> choices_of(std::string_view field)
{
    if (field == "kind")
        return list_of(kind_words());
    if (field == "life_situations")
        return list_of(situation_words());
    if (field == "target_groups")
        return list_of(target_group_words());
    if (field == "status")
        return list(status_choices);
    if (field == "reach")
        return list(reach_choices);
    if (field == "cost")
        return list(cost_choices);
    if (field == "childcare" || field == "wheelchair")
        return list(provided_choices);
    if (field == "appointment")
        return list(appointment_choices);
    if (field == "always_open")
        return list(yes_no_choices);
    if (field == "course_type")
        return list(course_choices);
    return {};
}

std::string shown_value(
    Fields const& fields, OfferField const& field, i18n::Texts const& texts,
    std::vector<tenants::Body> const& bodies)
{
    auto const choices = choices_of(field.name);
    std::string shown;
    for (auto const& value : fields.values(field.name)) {
        std::string text = has_parts(field.name) ? unescaped(value) : value;
        if (field.kind == FieldKind::language_choices) {
            if (auto const language = i18n::Language::find(value))
                text = texts.language_name(*language);
        } else if (field.kind == FieldKind::place || field.kind == FieldKind::places) {
            if (auto const body = std::ranges::find(bodies, value, &tenants::Body::slug);
                body != bodies.end())
                text = body->name;
        } else if (auto const found = std::ranges::find(choices, value, &OfferChoice::value);
                   found != choices.end()) {
            text = texts(found->label);
        }
        shown += (shown.empty() ? "" : ", ") + text;
    }
    return shown;
}

} // namespace kommin::portal
