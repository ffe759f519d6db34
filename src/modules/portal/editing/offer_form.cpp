#include "modules/portal/editing/offer_form.hpp"

#include "modules/portal/editing/offer_form_keeping.hpp"
#include "modules/portal/editing/record_images.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

template<class Enum>
Fields::Values words(std::vector<Enum> const& values)
{
    Fields::Values texts;
    for (auto const value : values)
        texts.emplace_back(to_text(value));
    return texts;
}

template<class Container, class Print>
std::string lines(Container const& items, Print print)
{
    std::string text;
    for (auto const& item : items)
        text += (text.empty() ? "" : "\n") + print(item);
    return text;
}

// As people type it: at most six decimals, a tenth of a metre.
std::string coordinate(std::optional<double> degrees)
{
    if (!degrees)
        return {};
    auto text = std::to_string(*degrees);
    while (text.ends_with('0'))
        text.pop_back();
    return text;
}

// The rules of the import speak of the parts of a record; where they stand in the form.
std::string field_of_rule(std::string_view rule)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{
        {"address", "street"},
        {"hours", "monday"},
        {"course.level", "level_from"},
        {"ages", "age_min"},
        {"course.free_places", "free_places"},
        {"course.type", "course_type"},
        {"required_documents", "documents"},
    }};
    auto const found = std::ranges::find(names, rule, [](auto const& name) { return name.first; });
    return std::string(found == names.end() ? rule : found->second);
}

// The name under which the record remembers that a field is unsure.
std::string_view unsure_name_of(std::string_view field)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 30> names{{
        {"street", "address"},
        {"postal_code", "address"},
        {"city", "address"},
        {"address_note", "address"},
        {"latitude", "address"},
        {"longitude", "address"},
        {"always_open", "hours"},
        {"monday", "hours"},
        {"tuesday", "hours"},
        {"wednesday", "hours"},
        {"thursday", "hours"},
        {"friday", "hours"},
        {"saturday", "hours"},
        {"sunday", "hours"},
        {"exceptions", "hours"},
        {"hours_text", "hours"},
        {"cost_amount", "cost"},
        {"cost_note", "cost"},
        {"prices", "cost"},
        {"course_type", "course"},
        {"level_from", "course"},
        {"level_to", "course"},
        {"next_start", "course"},
        {"free_places", "course"},
        {"documents", "required_documents"},
        {"languages", "languages_spoken"},
        {"interpretation_note", "interpreters"},
        {"accessibility_note", "wheelchair"},
        {"age_min", "ages"},
        {"age_max", "ages"},
    }};
    auto const found = std::ranges::find(names, field, [](auto const& name) { return name.first; });
    return found == names.end() ? field : found->second;
}

bool is_about_hours(std::string_view field)
{
    return unsure_name_of(field) == "hours";
}

// A box of one line holds no line ends, one of several lines only those of one character; see posted_form().
Fields as_browsers_send(Fields const& fields)
{
    Fields sent;
    for (auto const& [name, values] : fields.all()) {
        auto const* const field = find_offer_field(name);
        char const line_end = field != nullptr && field->kind == FieldKind::long_text ? '\n' : ' ';
        Fields::Values texts;
        for (auto const& value : values) {
            std::string text;
            for (std::size_t i = 0; i < value.size(); ++i) {
                bool const is_first_of_two = value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n';
                if (!is_first_of_two)
                    text += value[i] == '\r' || value[i] == '\n' ? line_end : value[i];
            }
            texts.emplace_back(trim(text));
        }
        sent.set(name, std::move(texts));
    }
    return sent;
}

// Of what a district has made for itself, forms and drafts name the code, files the word.
std::string_view as_files_say(std::string_view value, ImportContext const& context)
{
    auto const own = std::ranges::find_if(
        context.own_situations, [&](auto const& entry) { return to_text(entry.second) == value; });
    return own == context.own_situations.end() ? value : std::string_view(own->first);
}

}

Fields form_of(Offer const& offer)
{
    Fields fields;
    fields.set("title", offer.title.source);
    fields.set("summary", offer.summary.source);
    fields.set("description", offer.description.source);
    set_image_fields(fields, offer.images);
    fields.set("organisation", offer.organisation);
    fields.set("kind", std::string(to_text(offer.kind)));
    fields.set("life_situations", words(offer.situations));
    fields.set("target_groups", words(offer.target_groups));
    fields.set("target_group", offer.target_group.source);
    fields.set("age_min", offer.ages.from ? std::to_string(*offer.ages.from) : std::string{});
    fields.set("age_max", offer.ages.to ? std::to_string(*offer.ages.to) : std::string{});
    fields.set("alert", offer.alert.source);
    fields.set("application", offer.application.source);
    fields.set("interpretation_note", offer.interpretation_note.source);
    fields.set("accessibility_note", offer.accessibility_note.source);
    fields.set("reach", std::string(to_text(offer.reach)));
    fields.set("municipality", offer.municipality);
    fields.set("coverage", offer.coverage);
    fields.set("street", offer.address.street);
    fields.set("postal_code", offer.address.postal_code);
    fields.set("city", offer.address.city);
    fields.set("address_note", offer.address.note.source);
    fields.set("latitude", coordinate(offer.address.latitude));
    fields.set("longitude", coordinate(offer.address.longitude));
    fields.set("status", std::string(to_text(offer.status)));
    fields.set("always_open", offer.hours.always_open ? "yes" : "");
    for (std::size_t i = 0; i < weekday_fields.size(); ++i)
        fields.set(weekday_fields.at(i), flat_times(offer.hours, static_cast<int>(i) + 1));
    fields.set("exceptions", lines(offer.hours.exceptions, &flat_exception));
    fields.set("hours_text", offer.hours_text.source);
    fields.set("appointment", std::string(to_text(offer.appointment)));
    fields.set("phones", lines(offer.phones, &flat_phone));
    fields.set("email", offer.email);
    fields.set("website", offer.website);
    fields.set("contacts", lines(offer.contacts, &flat_contact));
    fields.set("languages", offer.languages);
    fields.set("interpreters", offer.interpreters);
    fields.set("cost", std::string(to_text(offer.cost)));
    fields.set("cost_amount", offer.cost_amount ? offer.cost_amount->to_decimal() : std::string{});
    fields.set("cost_note", offer.cost_note.source);
    fields.set("prices", lines(offer.prices, &flat_price));
    fields.set("childcare", std::string(to_text(offer.childcare)));
    fields.set("wheelchair", std::string(to_text(offer.wheelchair)));
    fields.set("documents", lines(offer.required_documents, [](LocalisedText const& document) {
                   return flat_document(document.source);
               }));
    fields.set("course_type", offer.course.type);
    fields.set("level_from", offer.course.level_from);
    fields.set("level_to", offer.course.level_to);
    fields.set("next_start", offer.course.next_start ? flat_day(*offer.course.next_start) : std::string{});
    fields.set(
        "free_places", offer.course.free_places ? std::to_string(*offer.course.free_places) : std::string{});
    fields.set("remark", offer.remark);
    return as_browsers_send(fields);
}

Fields posted_form(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : offer_fields()) {
        Fields::Values values;
        for (auto const value : posted.values(field.name)) {
            std::string text(trim(value));
            std::erase(text, '\r'); // browsers send line ends of two characters
            values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

EnteredOffer read_form(Fields const& fields, Offer const& before, ImportContext const& context)
{
    std::map<std::string_view, std::string> cells;
    for (auto const& field : offer_fields()) {
        std::string cell;
        for (auto const& value : fields.values(field.name)) {
            cell += cell.empty() ? "" : "|";
            cell += field.name == "life_situations" ? as_files_say(value, context) : value;
        }
        cells.emplace(field.name, std::move(cell));
    }
    auto flat = read_flat_offer(
        [&](std::string_view field) {
            auto const found = cells.find(field);
            return found == cells.end() ? std::string_view{} : std::string_view(found->second);
        },
        context);
    EnteredOffer entered{.offer = std::move(flat.offer), .problems = {}};
    auto& offer = entered.offer;
    entered.offer.images = read_image_fields(fields, before.images, context.images, entered.problems);
    auto const shown = form_of(before);
    Untouched const is_untouched(fields, shown);
    keep_earlier(offer, before, is_untouched);
    std::erase_if(flat.problems, [&](Problem const& problem) { return is_untouched(problem.field); });
    auto const changed = records::differences(fields, shown);
    for (auto const& field : changed)
        std::erase_if(offer.unsure_fields, [&](UnsureField const& unsure) {
            return unsure.field == unsure_name_of(field);
        });
    offer.hours.as_of
        = std::ranges::any_of(changed, &is_about_hours) ? PartialDate(context.today) : before.hours.as_of;
    complete_hours(offer);

    ReadOffers checked;
    checked.offers.push_back(offer);
    checked.rows.emplace_back();
    check_offers(checked, context);
    std::ranges::move(flat.problems, std::back_inserter(entered.problems));
    for (auto& found : checked.problems) {
        found.problem.field = field_of_rule(found.problem.field);
        // Rules that are younger than some records: what nobody touches must not keep anybody from saving.
        // And what is free until prices begin to hold is not so one day.
        bool const is_young = found.problem.field == "phones" || found.problem.field == "postal_code"
            || found.problem.field == "prices";
        if (is_young && is_untouched(found.problem.field))
            continue;
        bool const is_known = std::ranges::any_of(
            entered.problems, [&](Problem const& problem) { return problem.field == found.problem.field; });
        if (!is_known)
            entered.problems.push_back(std::move(found.problem));
    }
    // The summary leads through the form from top to bottom.
    std::ranges::stable_sort(entered.problems, {}, [](Problem const& problem) {
        return std::ranges::find(offer_fields(), problem.field, &OfferField::name) - offer_fields().begin();
    });
    return entered;
}

Fields spelled_form(Fields const& fields, Offer const& before, ImportContext const& context)
{
    auto const entered = read_form(fields, before, context);
    return records::with_wrong_as_typed(fields, form_of(entered.offer), entered.problems);
}

Fields compared_form(Fields const& fields)
{
    auto const spelled = spelled_form(fields, {}, {.municipalities = {}, .today = {}});
    auto compared = as_browsers_send(fields);
    for (auto const& field : offer_fields()) {
        bool const is_typed = field.kind == FieldKind::text || field.kind == FieldKind::long_text;
        // What cannot be read without the record stays as it stands: a change that vanishes is worse than one
        // of spelling only.
        bool const is_read = !spelled.value(field.name).empty();
        if (is_typed && is_read && !field.name.starts_with("image"))
            compared.set(field.name, spelled.values(field.name));
    }
    return compared;
}

} // namespace kommin::portal
