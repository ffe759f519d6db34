#include "modules/portal/offer_form.hpp"

#include "modules/portal/flat_offer.hpp"
#include "modules/portal/offer_filter.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::portal {

namespace {

using enum FieldKind;
constexpr std::array fields_in_order{
    OfferField{"title", "desk.field.title"_msg},
    OfferField{"summary", "desk.field.summary"_msg, long_text},
    OfferField{"description", "desk.field.description"_msg, long_text},
    OfferField{"image", "desk.field.image"_msg},
    OfferField{"image_alt", "desk.field.image_alt"_msg, long_text},
    OfferField{"image_credit", "desk.field.image_credit"_msg},
    OfferField{"organisation", "desk.field.organisation"_msg},
    OfferField{"kind", "desk.field.kind"_msg, choice},
    OfferField{"life_situations", "desk.field.life_situations"_msg, choices},
    OfferField{"target_groups", "desk.field.target_groups"_msg, choices},
    OfferField{"target_group", "desk.field.target_group"_msg},
    OfferField{"age_min", "desk.field.age_min"_msg},
    OfferField{"age_max", "desk.field.age_max"_msg},
    OfferField{"alert", "desk.field.alert"_msg, long_text},
    OfferField{"reach", "desk.field.reach"_msg, choice},
    OfferField{"municipality", "desk.field.municipality"_msg, place},
    OfferField{"coverage", "desk.field.coverage"_msg, places},
    OfferField{"street", "desk.field.street"_msg},
    OfferField{"postal_code", "desk.field.postal_code"_msg},
    OfferField{"city", "desk.field.city"_msg},
    OfferField{"address_note", "desk.field.address_note"_msg},
    OfferField{"latitude", "desk.field.latitude"_msg},
    OfferField{"longitude", "desk.field.longitude"_msg},
    OfferField{"status", "desk.field.status"_msg, choice},
    OfferField{"always_open", "desk.field.always_open"_msg, choices},
    OfferField{"monday", "desk.field.monday"_msg},
    OfferField{"tuesday", "desk.field.tuesday"_msg},
    OfferField{"wednesday", "desk.field.wednesday"_msg},
    OfferField{"thursday", "desk.field.thursday"_msg},
    OfferField{"friday", "desk.field.friday"_msg},
    OfferField{"saturday", "desk.field.saturday"_msg},
    OfferField{"sunday", "desk.field.sunday"_msg},
    OfferField{"exceptions", "desk.field.exceptions"_msg, long_text},
    OfferField{"hours_text", "desk.field.hours_text"_msg},
    OfferField{"appointment", "desk.field.appointment"_msg, choice},
    OfferField{"application", "desk.field.application"_msg, long_text},
    OfferField{"phones", "desk.field.phones"_msg, long_text},
    OfferField{"email", "desk.field.email"_msg},
    OfferField{"website", "desk.field.website"_msg},
    OfferField{"languages", "desk.field.languages"_msg, language_choices},
    OfferField{"interpreters", "desk.field.interpreters"_msg, language_choices},
    OfferField{"interpretation_note", "desk.field.interpretation_note"_msg},
    OfferField{"cost", "desk.field.cost"_msg, choice},
    OfferField{"cost_amount", "desk.field.cost_amount"_msg},
    OfferField{"cost_note", "desk.field.cost_note"_msg},
    OfferField{"childcare", "desk.field.childcare"_msg, choice},
    OfferField{"wheelchair", "desk.field.wheelchair"_msg, choice},
    OfferField{"accessibility_note", "desk.field.accessibility_note"_msg},
    OfferField{"documents", "desk.field.documents"_msg, long_text},
    OfferField{"course_type", "desk.field.course_type"_msg, choice},
    OfferField{"level_from", "desk.field.level_from"_msg},
    OfferField{"level_to", "desk.field.level_to"_msg},
    OfferField{"next_start", "desk.field.next_start"_msg},
    OfferField{"free_places", "desk.field.free_places"_msg},
    OfferField{"remark", "desk.field.remark"_msg, long_text},
};

constexpr std::array<std::string_view, 7> weekday_names{"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};

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
    constexpr std::array<std::pair<std::string_view, std::string_view>, 29> names{{
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

// The fields in which signs are escaped; see flat_offer.hpp.
bool has_parts(std::string_view field)
{
    return field == "documents" || field == "phones" || field == "exceptions"
        || std::ranges::find(weekday_names, field) != weekday_names.end();
}

bool is_about_hours(std::string_view field)
{
    return unsure_name_of(field) == "hours";
}

// The text of the form as source, with the translations that were there.
void keep_translations(LocalisedText& entered, LocalisedText const& before)
{
    if (!entered.empty())
        entered.translations = before.translations;
}

// Calls visit(field, part) for the fields that show one part of an offer; part(offer) is that part.
template<class Visitor>
void each_part(Visitor visit)
{
    visit("title", [](auto& offer) -> auto& { return offer.title; });
    visit("summary", [](auto& offer) -> auto& { return offer.summary; });
    visit("description", [](auto& offer) -> auto& { return offer.description; });
    visit("organisation", [](auto& offer) -> auto& { return offer.organisation; });
    visit("kind", [](auto& offer) -> auto& { return offer.kind; });
    visit("life_situations", [](auto& offer) -> auto& { return offer.situations; });
    visit("target_groups", [](auto& offer) -> auto& { return offer.target_groups; });
    visit("target_group", [](auto& offer) -> auto& { return offer.target_group; });
    visit("age_min", [](auto& offer) -> auto& { return offer.ages.from; });
    visit("age_max", [](auto& offer) -> auto& { return offer.ages.to; });
    visit("alert", [](auto& offer) -> auto& { return offer.alert; });
    visit("application", [](auto& offer) -> auto& { return offer.application; });
    visit("interpretation_note", [](auto& offer) -> auto& { return offer.interpretation_note; });
    visit("accessibility_note", [](auto& offer) -> auto& { return offer.accessibility_note; });
    visit("reach", [](auto& offer) -> auto& { return offer.reach; });
    visit("municipality", [](auto& offer) -> auto& { return offer.municipality; });
    visit("coverage", [](auto& offer) -> auto& { return offer.coverage; });
    visit("street", [](auto& offer) -> auto& { return offer.address.street; });
    visit("postal_code", [](auto& offer) -> auto& { return offer.address.postal_code; });
    visit("city", [](auto& offer) -> auto& { return offer.address.city; });
    visit("address_note", [](auto& offer) -> auto& { return offer.address.note; });
    visit("latitude", [](auto& offer) -> auto& { return offer.address.latitude; });
    visit("longitude", [](auto& offer) -> auto& { return offer.address.longitude; });
    visit("status", [](auto& offer) -> auto& { return offer.status; });
    visit("always_open", [](auto& offer) -> auto& { return offer.hours.always_open; });
    visit("exceptions", [](auto& offer) -> auto& { return offer.hours.exceptions; });
    visit("hours_text", [](auto& offer) -> auto& { return offer.hours_text; });
    visit("appointment", [](auto& offer) -> auto& { return offer.appointment; });
    visit("phones", [](auto& offer) -> auto& { return offer.phones; });
    visit("email", [](auto& offer) -> auto& { return offer.email; });
    visit("website", [](auto& offer) -> auto& { return offer.website; });
    visit("languages", [](auto& offer) -> auto& { return offer.languages; });
    visit("interpreters", [](auto& offer) -> auto& { return offer.interpreters; });
    visit("cost_amount", [](auto& offer) -> auto& { return offer.cost_amount; });
    visit("cost_note", [](auto& offer) -> auto& { return offer.cost_note; });
    visit("childcare", [](auto& offer) -> auto& { return offer.childcare; });
    visit("wheelchair", [](auto& offer) -> auto& { return offer.wheelchair; });
    visit("documents", [](auto& offer) -> auto& { return offer.required_documents; });
    visit("course_type", [](auto& offer) -> auto& { return offer.course.type; });
    visit("level_from", [](auto& offer) -> auto& { return offer.course.level_from; });
    visit("level_to", [](auto& offer) -> auto& { return offer.course.level_to; });
    visit("next_start", [](auto& offer) -> auto& { return offer.course.next_start; });
    visit("free_places", [](auto& offer) -> auto& { return offer.course.free_places; });
    visit("remark", [](auto& offer) -> auto& { return offer.remark; });
}

// Which fields still say what they showed.
class Untouched {
public:
    Untouched(Fields const& fields, Fields const& shown)
        : fields_(fields)
        , shown_(shown)
    { }
    bool operator()(std::string_view field) const { return fields_.values(field) == shown_.values(field); }

private:
    Fields const& fields_;
    Fields const& shown_;
};

void keep_untouched_days(Offer& entered, Offer const& before, Untouched const& is_untouched)
{
    auto const is_kept = [&](WeeklyRule const& rule) {
        return is_untouched(weekday_names.at(static_cast<std::size_t>(rule.weekday - 1)));
    };
    auto& rules = entered.hours.weekly;
    std::erase_if(rules, is_kept);
    std::ranges::copy_if(before.hours.weekly, std::back_inserter(rules), is_kept);
}

// A field says less than its part of the record: the blanks at its ends, the translations, the telephone
// number that its spelling does not tell. What nobody has touched stays what it was.
void keep_untouched(Offer& entered, Offer const& before, Untouched const& is_untouched)
{
    each_part([&](std::string_view field, auto const& part) {
        if (is_untouched(field))
            part(entered) = part(before);
    });
    keep_untouched_days(entered, before, is_untouched);
    if (is_untouched("cost") && is_untouched("cost_amount")) // an amount that is new says what it costs
        entered.cost = before.cost;
}

// The same for the entries of a list, by their spelling. Which of the earlier ones have been found again.
template<class Entry, class Spell>
std::vector<bool> keep_same_entries(
    std::vector<Entry>& entered, std::vector<Entry> const& before, Spell const& spell)
{
    auto const spelled = [&](std::vector<Entry> const& entries) {
        std::vector<std::string> texts;
        std::ranges::transform(entries, std::back_inserter(texts), spell);
        return texts;
    };
    auto const wanted = spelled(entered);
    auto const there = spelled(before);
    std::vector<bool> is_found(before.size());
    std::vector<bool> is_kept(entered.size());
    auto const keep = [&](std::size_t to, std::size_t from) {
        if (is_kept[to] || is_found[from] || wanted[to] != there[from])
            return;
        entered[to] = before[from];
        is_kept[to] = is_found[from] = true;
    };
    for (std::size_t i = 0; i < std::min(entered.size(), before.size()); ++i)
        keep(i, i);
    for (std::size_t to = 0; to < entered.size(); ++to) {
        for (std::size_t from = 0; from < before.size(); ++from)
            keep(to, from);
    }
    return is_found;
}

std::string spell_document(LocalisedText const& document)
{
    return flat_document(document.source);
}

void keep_documents(Offer& entered, Offer const& before)
{
    auto const& earlier = before.required_documents;
    auto& documents = entered.required_documents;
    auto const is_found = keep_same_entries(documents, earlier, &spell_document);
    if (earlier.size() != documents.size())
        return;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (!is_found[i] && documents[i].translations.empty())
            documents[i].translations = earlier[i].translations; // shown as older than their source
    }
}

// A note keeps its translations wherever it stands now. One that took the place of another gets those of it,
// shown as older than their source.
template<class Row>
void keep_notes(std::vector<Row>& entered, std::vector<Row> const& before)
{
    auto const find_note = [](std::vector<Row> const& rows, std::string const& note) {
        return std::ranges::find(rows, note, [](Row const& row) -> auto const& { return row.note.source; });
    };
    auto const keep = [&](std::string_view, LocalisedText& note) {
        auto const same = find_note(before, note.source);
        if (same != before.end()) {
            note.translations = same->note.translations;
            return;
        }
        auto const position = static_cast<std::size_t>(find_note(entered, note.source) - entered.begin());
        if (entered.size() != before.size() || before[position].note.empty())
            return;
        auto const& replaced = before[position].note;
        if (find_note(entered, replaced.source) == entered.end())
            note.translations = replaced.translations;
    };
    each_note({}, entered, keep);
}

// Boxes have no order; the record may have one.
template<class T>
void keep_order(std::vector<T>& entered, std::vector<T> const& before)
{
    if (entered.size() == before.size() && std::ranges::is_permutation(entered, before))
        entered = before;
}

// The picture that the fields name, with its text; one that is not of this offer is a problem.
void take_image(
    Fields const& fields, Offer const& before, ImportContext const& context, EnteredOffer& entered)
{
    auto const public_id = fields.value("image");
    if (public_id.empty())
        return;
    auto const image = std::ranges::find(context.images, public_id, &Image::public_id);
    if (image == context.images.end()) {
        entered.problems.push_back(Problem::invalid("image", "image.problem.unknown"_msg));
        return;
    }
    ShownImage shown{
        .image = *image,
        .alt = {std::string(fields.value("image_alt")), {}},
        .credit = std::string(fields.value("image_credit"))};
    if (shown.alt.empty())
        entered.problems.push_back(Problem::invalid("image_alt", "image.problem.alt"_msg));
    else if (!before.images.empty())
        shown.alt.translations = before.images.front().alt.translations;
    entered.offer.images.push_back(std::move(shown));
}

// What the form does not show.
void keep_hidden(Offer& entered, Offer const& before)
{
    entered.id = before.id;
    entered.public_id = before.public_id;
    entered.key = before.key;
    entered.slug = before.slug;
    entered.subkind = before.subkind;
    entered.is_example = before.is_example;
    entered.as_of = before.as_of;
    entered.confirmed_on = before.confirmed_on;
    entered.outdated_risk = before.outdated_risk;
    entered.unsure_fields = before.unsure_fields;
    entered.sources = before.sources;
    entered.was_public = before.was_public;
    keep_order(entered.situations, before.situations);
    keep_order(entered.target_groups, before.target_groups);
    keep_order(entered.coverage, before.coverage);
    keep_order(entered.languages, before.languages);
    keep_order(entered.interpreters, before.interpreters);
    keep_same_entries(entered.phones, before.phones, &flat_phone);
    keep_same_entries(entered.hours.exceptions, before.hours.exceptions, &flat_exception);
    keep_documents(entered, before);
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

namespace {

// A box of one line holds no line ends, one of several lines only those of one character; see posted_form().
Fields as_browsers_send(Fields const& fields)
{
    Fields sent;
    for (auto const& [name, values] : fields.all()) {
        auto const* const field = find_offer_field(name);
        char const line_end = field != nullptr && field->kind == long_text ? '\n' : ' ';
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

}

Fields form_of(Offer const& offer)
{
    Fields fields;
    fields.set("title", offer.title.source);
    fields.set("summary", offer.summary.source);
    fields.set("description", offer.description.source);
    if (!offer.images.empty()) {
        auto const& shown = offer.images.front();
        fields.set("image", shown.image.public_id);
        fields.set("image_alt", shown.alt.source);
        fields.set("image_credit", shown.credit);
    }
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
    for (std::size_t i = 0; i < weekday_names.size(); ++i)
        fields.set(weekday_names.at(i), flat_times(offer.hours, static_cast<int>(i) + 1));
    fields.set("exceptions", lines(offer.hours.exceptions, &flat_exception));
    fields.set("hours_text", offer.hours_text.source);
    fields.set("appointment", std::string(to_text(offer.appointment)));
    fields.set("phones", lines(offer.phones, &flat_phone));
    fields.set("email", offer.email);
    fields.set("website", offer.website);
    fields.set("languages", offer.languages);
    fields.set("interpreters", offer.interpreters);
    fields.set("cost", std::string(to_text(offer.cost)));
    fields.set("cost_amount", offer.cost_amount ? offer.cost_amount->to_decimal() : std::string{});
    fields.set("cost_note", offer.cost_note.source);
    fields.set("childcare", std::string(to_text(offer.childcare)));
    fields.set("wheelchair", std::string(to_text(offer.wheelchair)));
    fields.set("documents", lines(offer.required_documents, &spell_document));
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
    for (auto const& field : fields_in_order) {
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
    for (auto const& field : fields_in_order) {
        std::string cell;
        for (auto const& value : fields.values(field.name))
            cell += (cell.empty() ? "" : "|") + value;
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
    take_image(fields, before, context, entered);
    auto const shown = form_of(before);
    keep_hidden(offer, before);
    keep_translations(offer.title, before.title);
    keep_translations(offer.summary, before.summary);
    keep_translations(offer.description, before.description);
    keep_translations(offer.target_group, before.target_group);
    keep_translations(offer.hours_text, before.hours_text);
    keep_translations(offer.cost_note, before.cost_note);
    keep_translations(offer.alert, before.alert);
    keep_translations(offer.application, before.application);
    keep_translations(offer.interpretation_note, before.interpretation_note);
    keep_translations(offer.accessibility_note, before.accessibility_note);
    keep_translations(offer.address.note, before.address.note);
    Untouched const is_untouched(fields, shown);
    keep_untouched(offer, before, is_untouched);
    sort_hours(offer.hours); // as the record is read: what is kept as a version must say the same
    keep_notes(offer.phones, before.phones);
    keep_notes(offer.hours.weekly, before.hours.weekly);
    keep_notes(offer.hours.exceptions, before.hours.exceptions);
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
        bool const is_young = found.problem.field == "phones" || found.problem.field == "postal_code";
        if (is_young && is_untouched(found.problem.field))
            continue;
        bool const is_known = std::ranges::any_of(
            entered.problems, [&](Problem const& problem) { return problem.field == found.problem.field; });
        if (!is_known)
            entered.problems.push_back(std::move(found.problem));
    }
    // The summary leads through the form from top to bottom.
    std::ranges::stable_sort(entered.problems, {}, [](Problem const& problem) {
        return std::ranges::find(fields_in_order, problem.field, &OfferField::name) - fields_in_order.begin();
    });
    return entered;
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
    if (field.name == "image") // enough to tell two of them apart
        return std::string(truncate_utf8(fields.value(field.name), 6));
    std::string shown;
    for (auto const& value : fields.values(field.name)) {
        std::string text = has_parts(field.name) ? unescaped(value) : value;
        if (field.kind == language_choices) {
            if (auto const language = i18n::Language::find(value))
                text = texts.language_name(*language);
        } else if (field.kind == place || field.kind == places) {
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
