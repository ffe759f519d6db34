#include "modules/portal/offer_import.hpp"

#include "modules/portal/import_run_store.hpp"
#include "modules/portal/offer_edit_store.hpp"
#include "modules/portal/offer_form.hpp"
#include "modules/portal/offer_links.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/publication.hpp"
#include "modules/portal/translating.hpp"
#include "modules/tenants/api.hpp"
#include "platform/json/json.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_set>

namespace kommin::portal {

namespace {

void add_if_new(LocalisedText& text, Translation const& translation)
{
    if (std::ranges::find(text.translations, translation.language, &Translation::language)
        == text.translations.end())
        text.translations.push_back(translation);
}

// The entries of a list are known by what they say: one that has moved takes its translation along. What a
// changed one finds in its place is shown as older than its source, unless another entry says just that.
void keep_in_list(
    LocalisedText& text, std::string_view field,
    std::vector<std::pair<std::string_view, Translation const*>> const& stored,
    std::unordered_set<std::string> const& hashes)
{
    auto const hash = content::source_hash(text.source);
    for (auto const& [name, translation] : stored) {
        if (translation->source_hash == hash)
            add_if_new(text, *translation);
    }
    for (auto const& [name, translation] : stored) {
        if (name == field && !hashes.contains(translation->source_hash))
            add_if_new(text, *translation);
    }
}

// A file in one language must not cost the work of the translators.
void keep_translations(Offer& offer, OfferId id, content::TranslationShelf& stored)
{
    std::unordered_set<std::string> hashes; // of what stands in lists
    each_localised_field(std::as_const(offer), [&](std::string_view field, LocalisedText const& text) {
        if (is_of_a_list(field))
            hashes.insert(content::source_hash(text.source));
    });
    each_localised_field(offer, [&](std::string_view field, LocalisedText& text) {
        if (text.empty())
            return;
        if (is_of_a_list(field)) {
            auto const list = field.substr(0, field.find('.') + 1);
            keep_in_list(text, field, stored.list(id.value, list), hashes);
            return;
        }
        for (auto const& translation : stored.take(id.value, field))
            add_if_new(text, translation);
    });
}

audit::Facts summary_of(Offer const& offer)
{
    return {
        {"key", offer.key},
        {"slug", offer.slug},
        {"title", offer.title.source},
        {"content_hash", content_hash(offer)}};
}

// Stores one offer and notes what it did.
class OfferWriter {
public:
    OfferWriter(
        Work& work, std::vector<tenants::Body> const& bodies, ImportOptions const& options,
        ImportReport& report)
        : work_(work)
        , links_(work, bodies)
        , progress_(work)
        , versioned_(records::list_versioned(work.db(), work.tenant(), offer_subject))
        , options_(options)
        , report_(report)
    { }
    Result<void> create(Offer& offer)
    {
        ++report_.created;
        if (offer.public_id.empty())
            offer.public_id = public_id_of("offer", work_.tenant(), offer.key);
        auto const links = links_.links_of(offer);
        auto const id
            = TRY(insert_offer(work_.db(), work_.tenant(), offer, links, work_.now(), MadeBy::import));
        progress_.note(offer, id, links.body);
        work_.audit("portal.offer.created", "offer", id, {}, summary_of(offer));
        return {};
    }
    // `row`: of the file, for the warning.
    Result<void> change(
        Offer& offer, StoredOffer const& stored, content::TranslationShelf& translations,
        std::string const& row)
    {
        auto const hash = content_hash(offer); // as the file has it
        if (hash == stored.imported_hash) {
            ++report_.unchanged; // the source has nothing new to say
            return {};
        }
        offer.images = list_shown_images(work_.db(), work_.tenant(), stored.id); // files bring none
        keep_translations(offer, stored.id, translations);
        offer.slug = stored.slug; // links point there
        if (content_hash(offer) == stored.content_hash) {
            ++report_.unchanged;
            store_imported_hash(work_.db(), work_.tenant(), stored.id, hash);
            return {};
        }
        if (stored.is_edited_here && !options_.overwrites_edited) {
            ++report_.kept;
            report_.warnings.push_back(
                {row,
                 Problem::conflict(
                     "key", "import.warning.edited_here"_msg, {{"title", offer.title.source}})});
            return {};
        }
        ++report_.changed;
        TRY(update(offer, stored));
        store_imported_hash(work_.db(), work_.tenant(), stored.id, hash);
        return {};
    }

private:
    Result<void> update(Offer& offer, StoredOffer const& stored)
    {
        auto& db = work_.db();
        links_.spell_as_stored(offer);
        auto const links = links_.links_of(offer);
        bool const has_versions = versioned_.contains(stored.id.value);
        if (!has_versions) {
            TRY(update_offer(db, work_.tenant(), stored.id, offer, links, work_.now()));
            work_.audit(
                "portal.offer.changed", "offer", stored.id, {{"content_hash", stored.content_hash}},
                summary_of(offer));
        } else {
            // Somebody has worked on it here, and will want to see what the import made of it.
            auto const id = stored.id.value;
            auto const editing = records::Editing::begin_unasked(work_, edited_offers, id).value();
            auto const before = form_of(find_offer(db, work_.tenant(), stored.id).value());
            editing.keep_baseline(before);
            TRY(update_offer(db, work_.tenant(), stored.id, offer, links, work_.now()));
            editing.keep_changed(before, form_of(offer), "changed");
        }
        progress_.note(offer, stored.id, links.body);
        return {};
    }

    Work& work_;
    OfferLinkFinder links_;
    ProgressKeeper progress_;
    std::unordered_set<std::int64_t> versioned_; // ids of offers
    ImportOptions const& options_;
    ImportReport& report_;
};

std::vector<std::string> municipalities_of(std::vector<tenants::Body> const& bodies)
{
    std::vector<std::string> slugs;
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            slugs.push_back(body.slug);
    }
    return slugs;
}

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

void take_offer(ReadOffers& read, Offer offer, std::string row, ImportContext const& context)
{
    read.offers.push_back(std::move(offer));
    read.rows.push_back(std::move(row));
    if (context.on_read)
        context.on_read(read.offers.size());
}

ImportContext load_import_context(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .municipalities = municipalities_of(tenants::list_bodies(db, tenant)),
        .today = today,
        .stored_places = list_stored_places(db, tenant)};
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

ImportReport import_offers(Work& work, ReadOffers const& read, ImportOptions const& options)
{
    ImportReport report;
    report.problems = read.problems;
    report.warnings = read.warnings;
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    check_offers(read, {municipalities_of(bodies), work.today()}, report.problems);

    auto const stored = list_stored_offers(work.db(), work.tenant());
    std::unordered_set<std::string_view> taken;
    for (auto const& [key, offer] : stored)
        taken.insert(offer.slug);
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto const& offer = read.offers[i];
        if (!stored.contains(offer.key) && taken.contains(offer.slug))
            report.problems.push_back(
                {read.rows[i],
                 Problem::conflict("slug", "import.problem.duplicate"_msg, {{"value", offer.slug}})});
    }
    if (!report.problems.empty())
        return report;

    auto translations = load_offer_translations(work.db(), work.tenant());
    OfferWriter writer(work, bodies, options, report);
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto offer = read.offers[i]; // this one only: a use case may be called again
        sort_hours(offer.hours); // their notes are named by their place
        auto const found = stored.find(offer.key);
        auto const done = found == stored.end()
            ? writer.create(offer)
            : writer.change(offer, found->second, translations, read.rows[i]);
        if (!done) {
            // Nothing more can be done in this transaction: the first broken rule is the only one.
            report.problems.push_back({read.rows[i], done.problem()});
            return report;
        }
        if (options.progress)
            options.progress(i + 1, read.offers.size());
    }
    insert_import_run(
        work.db(), work.tenant(),
        {options.source_name, options.source_hash, report.created, report.changed, report.unchanged,
         report.kept},
        work.now());
    if (report.created + report.changed > 0)
        work.publish(published_as);
    return report;
}

} // namespace kommin::portal
