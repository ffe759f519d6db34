// What all readers share with those who call them, and translations from a file of their own.

#include "modules/portal/exchange/offer_reading.hpp"

#include "platform/json/json.hpp"

#include <unordered_set>
#include <utility>

namespace kommin::portal {

namespace {

// Notes are found by what they say: one text may stand in many rows, and the rows of a file are not those of
// the record.
void add_notes(
    Offer& offer, json::Value const& entry,
    std::function<void(LocalisedText&, json::Value const*)> const& add, std::vector<ImportProblem>& problems)
{
    auto const* notes = entry.find("notes");
    if (notes == nullptr || notes->as_object() == nullptr)
        return;
    std::unordered_set<std::string_view> known;
    auto const add_to = [&](LocalisedText& note) {
        known.insert(note.source);
        add(note, notes->find(note.source));
    };
    add_to(offer.address.note);
    for (auto& phone : offer.phones)
        add_to(phone.note);
    for (auto& contact : offer.contacts)
        add_to(contact.function);
    for (auto& price : offer.prices)
        add_to(price.option);
    for (auto& rule : offer.hours.weekly)
        add_to(rule.note);
    for (auto& exception : offer.hours.exceptions)
        add_to(exception.note);
    for (auto const& [note, translated] : *notes->as_object()) {
        if (note.empty() || !known.contains(note))
            problems.push_back(
                {offer.key,
                 Problem::invalid("notes", "import.problem.translation_note"_msg, {{"value", note}})});
    }
}

}

std::optional<Situation> ImportContext::find_situation(std::string_view word) const
{
    if (auto const own = own_situations.find(word); own != own_situations.end())
        return own->second;
    auto const shipped = enum_from<Situation>(word);
    return shipped && !is_own(*shipped) ? shipped : std::nullopt;
}

void take_offer(
    ReadOffers& read, Offer offer, std::string row, ImportContext const& context, std::string asking_address)
{
    read.offers.push_back(std::move(offer));
    read.rows.push_back(std::move(row));
    read.asking_addresses.push_back(std::move(asking_address));
    if (context.on_read)
        context.on_read(read.offers.size());
}

std::vector<ImportProblem> add_translations(
    std::vector<Offer>& offers, Language language, std::string_view json)
{
    std::vector<ImportProblem> problems;
    auto const parsed = json::parse(json);
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        problems.push_back({std::to_string(error->line), json::problem_of(*error)});
        return problems;
    }
    auto const& root = std::get<json::Value>(parsed);
    auto const* reviewer = root.find("reviewed_by");
    bool const is_reviewed
        = reviewer != nullptr && reviewer->as_string() != nullptr && !reviewer->as_string()->empty();
    auto const origin = is_reviewed ? content::Origin::person : content::Origin::machine;
    for (auto& offer : offers) {
        auto const* entry = root.find(offer.key);
        if (entry == nullptr)
            continue;
        auto const add = [&](LocalisedText& text, json::Value const* value) {
            auto const* translated = value == nullptr ? nullptr : value->as_string();
            if (translated != nullptr && !translated->empty() && !text.empty())
                text.translations.push_back(
                    {language, *translated, origin, content::source_hash(text.source)});
        };
        add(offer.title, entry->find("title"));
        add(offer.summary, entry->find("summary"));
        add(offer.description, entry->find("description"));
        add(offer.target_group, entry->find("target_group"));
        add(offer.hours_text, entry->find("hours_text"));
        add(offer.cost_note, entry->find("cost_note"));
        add(offer.alert, entry->find("alert"));
        add(offer.application, entry->find("application"));
        add(offer.interpretation_note, entry->find("interpretation_note"));
        add(offer.accessibility_note, entry->find("accessibility_note"));
        add_notes(offer, *entry, add, problems);
        if (auto const* documents = entry->find("required_documents");
            documents != nullptr && documents->as_array()) {
            auto const& list = *documents->as_array();
            if (list.size() != offer.required_documents.size()) {
                problems.push_back(
                    {offer.key,
                     Problem::invalid("required_documents", "import.problem.translation_length"_msg)});
                continue;
            }
            for (std::size_t i = 0; i < list.size(); ++i)
                add(offer.required_documents[i], &list[i]);
        }
    }
    return problems;
}

} // namespace kommin::portal
