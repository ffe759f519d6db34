// The fields of the form of an offer, their order and their choices.

#include "modules/portal/editing/offer_form.hpp"

#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

constexpr std::array fields_in_order{
    OfferField{"title", "desk.field.title"_msg},
    OfferField{"summary", "desk.field.summary"_msg, FieldKind::long_text},
    OfferField{"description", "desk.field.description"_msg, FieldKind::long_text},
    OfferField{"image", "desk.field.image"_msg},
    OfferField{"image_alt", "desk.field.image_alt"_msg, FieldKind::long_text},
    OfferField{"image_credit", "desk.field.image_credit"_msg},
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

// A choice with its text in the catalogue.
struct FixedChoice {
    std::string_view value;
    MessageKey label;
};
constexpr std::array status_choices{
    FixedChoice{"active", "desk.status.active"_msg},
    FixedChoice{"temporarily_closed", "desk.status.temporarily_closed"_msg},
    FixedChoice{"inactive", "desk.status.inactive"_msg}, FixedChoice{"defunct", "desk.status.defunct"_msg}};
constexpr std::array reach_choices{
    FixedChoice{"municipality", "desk.reach.municipality"_msg},
    FixedChoice{"district", "desk.reach.district"_msg},
    FixedChoice{"nationwide", "desk.reach.nationwide"_msg}};
constexpr std::array cost_choices{
    FixedChoice{"unknown", "desk.unknown"_msg}, FixedChoice{"free", "cost.free"_msg},
    FixedChoice{"fee", "desk.cost.fee"_msg}};
constexpr std::array provided_choices{
    FixedChoice{"unknown", "desk.unknown"_msg}, FixedChoice{"yes", "desk.yes"_msg},
    FixedChoice{"partly", "desk.partly"_msg}, FixedChoice{"no", "desk.no"_msg}};
constexpr std::array yes_no_choices{FixedChoice{"yes", "desk.yes"_msg}};
constexpr std::array appointment_choices{
    FixedChoice{"unknown", "desk.unknown"_msg}, FixedChoice{"required", "appointment.required"_msg},
    FixedChoice{"possible", "appointment.possible"_msg}, FixedChoice{"none", "appointment.none"_msg}};
constexpr std::array course_choices{
    FixedChoice{"", "desk.no_course"_msg},
    FixedChoice{"general", "course.general"_msg},
    FixedChoice{"literacy", "course.literacy"_msg},
    FixedChoice{"women_parents", "course.women_parents"_msg},
    FixedChoice{"youth", "course.youth"_msg},
    FixedChoice{"intensive", "course.intensive"_msg},
    FixedChoice{"vocational", "course.vocational"_msg}};

template<class Container>
std::vector<OfferChoice> list(Container const& fixed, i18n::Texts const& texts)
{
    std::vector<OfferChoice> choices;
    for (auto const& choice : fixed)
        choices.push_back({choice.value, texts(choice.label)});
    return choices;
}

std::vector<OfferChoice> target_group_choices(i18n::Texts const& texts)
{
    std::vector<OfferChoice> choices;
    for (auto const& word : target_group_words())
        choices.push_back({to_text(word.code), texts(word.label)});
    return choices;
}

// In the order of the district.
template<class Code>
std::vector<OfferChoice> category_choices(
    std::vector<Code> const& codes, i18n::Texts const& texts, Categories const& categories)
{
    std::vector<OfferChoice> choices;
    for (auto const code : codes)
        choices.push_back({to_text(code), categories.name(code, texts)});
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

bool is_archived(std::string_view value, OfferField const& field, Categories const& categories)
{
    if (field.name != "life_situations")
        return false;
    auto const situation = enum_from<Situation>(value);
    return situation && !categories.is_in_use(*situation);
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

std::vector<OfferChoice> choices_of(
    std::string_view field, i18n::Texts const& texts, DistrictNames const& names)
{
    auto const& categories = names.categories;
    if (field == "kind")
        return category_choices(categories.kinds(), texts, categories);
    if (field == "life_situations")
        return category_choices(categories.situations(), texts, categories);
    if (field == "target_groups")
        return target_group_choices(texts);
    if (field == "status")
        return list(status_choices, texts);
    if (field == "reach")
        return list(reach_choices, texts);
    if (field == "cost")
        return list(cost_choices, texts);
    if (field == "childcare" || field == "wheelchair")
        return list(provided_choices, texts);
    if (field == "appointment")
        return list(appointment_choices, texts);
    if (field == "always_open")
        return list(yes_no_choices, texts);
    if (field == "course_type")
        return list(course_choices, texts);
    return {};
}

std::string shown_value(
    Fields const& fields, OfferField const& field, i18n::Texts const& texts, DistrictNames const& names)
{
    auto const& bodies = names.bodies;
    auto const choices = choices_of(field.name, texts, names);
    if (field.name == "image") // enough to tell two of them apart
        return std::string(truncate_utf8(fields.value(field.name), 6));
    std::string shown;
    for (auto const& value : fields.values(field.name)) {
        if (is_archived(value, field, names.categories))
            continue;
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
            text = found->label;
        }
        shown += (shown.empty() ? "" : ", ") + text;
    }
    return shown;
}

} // namespace kommin::portal
