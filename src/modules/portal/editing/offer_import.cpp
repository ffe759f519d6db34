#include "modules/portal/editing/offer_import.hpp"

#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/import_run_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/tenants/api.hpp"
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
    Result<void> create(Offer& offer, std::string_view asking_address)
    {
        ++report_.created;
        if (offer.public_id.empty())
            offer.public_id = public_id_of("offer", work_.tenant(), offer.key);
        auto const links = links_.links_of(offer);
        auto const id
            = TRY(insert_offer(work_.db(), work_.tenant(), offer, links, work_.now(), MadeBy::import));
        progress_.note(offer, id);
        work_.audit("portal.offer.created", "offer", id, {}, summary_of(offer));
        take_asking_address(work_, id, asking_address, options_.overwrites_edited);
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
        progress_.note(offer, stored.id);
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

}

ImportContext load_import_context(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .municipalities = municipalities_of(tenants::list_bodies(db, tenant)),
        .today = today,
        .stored_places = list_stored_places(db, tenant),
        .own_situations = Categories::load(db, tenant).own_words()};
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
        auto const asking_address
            = i < read.asking_addresses.size() ? read.asking_addresses[i] : std::string{};
        auto const found = stored.find(offer.key);
        auto const done = found == stored.end()
            ? writer.create(offer, asking_address)
            : writer.change(offer, found->second, translations, read.rows[i]);
        if (done && found != stored.end()) // beside the offer: also where that stays as it is
            take_asking_address(work, found->second.id, asking_address, options.overwrites_edited);
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
