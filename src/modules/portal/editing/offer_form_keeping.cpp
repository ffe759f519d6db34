#include "modules/portal/editing/offer_form_keeping.hpp"

#include "modules/portal/exchange/flat_offer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

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
    visit("contacts", [](auto& offer) -> auto& { return offer.contacts; });
    visit("languages", [](auto& offer) -> auto& { return offer.languages; });
    visit("interpreters", [](auto& offer) -> auto& { return offer.interpreters; });
    visit("cost_amount", [](auto& offer) -> auto& { return offer.cost_amount; });
    visit("cost_note", [](auto& offer) -> auto& { return offer.cost_note; });
    visit("prices", [](auto& offer) -> auto& { return offer.prices; });
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

void keep_untouched_days(Offer& entered, Offer const& before, Untouched const& is_untouched)
{
    auto const is_kept = [&](WeeklyRule const& rule) {
        return is_untouched(weekday_fields.at(static_cast<std::size_t>(rule.weekday - 1)));
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

// And the texts of entries that somebody has changed: an entry with the same text keeps its translations; one
// that took the place of another gets those of it, shown as older than their source.
template<class Entry, class Spell, class TextOf>
void keep_entries(
    std::vector<Entry>& entered, std::vector<Entry> const& before, Spell const& spell, TextOf const& text_of)
{
    auto const is_found = keep_same_entries(entered, before, spell);
    for (std::size_t i = 0; i < entered.size(); ++i) {
        LocalisedText& text = text_of(entered[i]);
        if (text.empty() || !text.translations.empty())
            continue;
        auto const same = std::ranges::find_if(
            before, [&](Entry const& entry) { return text_of(entry).source == text.source; });
        if (same != before.end())
            text.translations = text_of(*same).translations;
        else if (entered.size() == before.size() && !is_found[i])
            text.translations = text_of(before[i]).translations;
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
    keep_entries(
        entered.required_documents, before.required_documents, &spell_document,
        [](auto& document) -> auto& { return document; });
    keep_entries(entered.contacts, before.contacts, &flat_contact, [](auto& contact) -> auto& {
        return contact.function;
    });
    keep_entries(
        entered.prices, before.prices, &flat_price, [](auto& price) -> auto& { return price.option; });
}

}

void keep_earlier(Offer& entered, Offer const& before, Untouched const& is_untouched)
{
    keep_hidden(entered, before);
    keep_translations(entered.title, before.title);
    keep_translations(entered.summary, before.summary);
    keep_translations(entered.description, before.description);
    keep_translations(entered.target_group, before.target_group);
    keep_translations(entered.hours_text, before.hours_text);
    keep_translations(entered.cost_note, before.cost_note);
    keep_translations(entered.alert, before.alert);
    keep_translations(entered.application, before.application);
    keep_translations(entered.interpretation_note, before.interpretation_note);
    keep_translations(entered.accessibility_note, before.accessibility_note);
    keep_translations(entered.address.note, before.address.note);
    keep_untouched(entered, before, is_untouched);
    sort_hours(entered.hours); // as the record is read: what is kept as a version must say the same
    keep_notes(entered.phones, before.phones);
    keep_notes(entered.hours.weekly, before.hours.weekly);
    keep_notes(entered.hours.exceptions, before.hours.exceptions);
}

} // namespace kommin::portal
