#include "modules/portal/directory/snapshot.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/vocabulary.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace kommin::portal {

namespace {

bool is_public(Offer const& offer)
{
    return offer.status == OfferStatus::active || offer.status == OfferStatus::temporarily_closed;
}

// Source and translations become one part each, so that a word in any language finds the record.
class Parts {
public:
    Parts(search::Document& document, std::deque<std::string>& made, Language source)
        : document_(document)
        , made_(made)
        , source_(source)
    { }
    void add(search::Field field, Language language, std::string_view text)
    {
        document_.parts.push_back({field, language.tag(), text});
    }
    // For texts that nobody else keeps until the index is built.
    void add_made(search::Field field, Language language, std::string text)
    {
        add(field, language, made_.emplace_back(std::move(text)));
    }
    void add(search::Field field, LocalisedText const& text)
    {
        add(field, source_, text.source);
        for (auto const& translation : text.translations)
            add(field, translation.language, translation.text);
    }
    void add_markdown(search::Field field, LocalisedText const& text)
    {
        add_made(field, source_, markdown::to_plain_text(text.source));
        for (auto const& translation : text.translations)
            add_made(field, translation.language, markdown::to_plain_text(translation.text));
    }

private:
    search::Document& document_;
    std::deque<std::string>& made_;
    Language source_;
};

}

std::shared_ptr<Snapshot const> Snapshot::load(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> concepts,
    BuildIndex build_index)
{
    std::shared_ptr<Snapshot> snapshot(new Snapshot);
    snapshot->concepts_ = concepts_for_search(db, tenant, std::move(concepts));
    snapshot->place_ = tenants::load_tenant_with_bodies(db, tenant);
    snapshot->categories_ = Categories::load(db, tenant);
    for (auto& offer : list_offers(db, tenant)) {
        if (is_public(offer))
            snapshot->offers_.push_back(std::move(offer));
        else if (offer.was_public) // what was never shown must not show that it exists
            snapshot->ended_offers_.push_back(std::move(offer));
    }
    for (auto& page : list_pages(db, tenant)) {
        if (page.is_public())
            snapshot->pages_.push_back(std::move(page));
        else if (page.was_public)
            snapshot->ended_pages_.push_back(std::move(page));
    }
    auto intros = content::TranslationShelf::load(db, tenant, body_subject);
    for (auto const& body : snapshot->place_.bodies)
        snapshot->intros_[body.id.value] = {body.intro, intros.take(body.id.value, "intro")};

    for (Position i = 0; i < snapshot->offers_.size(); ++i)
        snapshot->offers_by_slug_.emplace(snapshot->offers_[i].slug, i);
    for (auto const& offer : snapshot->offers_) {
        for (auto const& shown : offer.images)
            snapshot->images_.emplace(shown.image.public_id, &shown.image);
    }
    for (std::size_t i = 0; i < snapshot->pages_.size(); ++i)
        snapshot->pages_by_slug_.emplace(snapshot->pages_[i].slug, i);
    for (auto const& body : snapshot->place_.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            snapshot->municipality_slugs_.push_back(body.slug);
    }

    snapshot->number_languages();
    snapshot->index_ = std::async(std::launch::async, [&self = *snapshot, build = std::move(build_index)] {
                           return self.index_everything(build);
                       }).share();
    return snapshot;
}

void Snapshot::number_languages()
{
    std::set<std::string, std::less<>> spoken;
    for (auto const& offer : offers_) {
        spoken.insert(offer.languages.begin(), offer.languages.end());
        spoken.insert(offer.interpreters.begin(), offer.interpreters.end());
    }
    for (auto const& choice : place_.tenant.languages) {
        if (auto const found = spoken.find(choice.language.tag()); found != spoken.end())
            spoken_languages_.push_back(spoken.extract(found).value());
    }
    spoken_languages_.insert(spoken_languages_.end(), spoken.begin(), spoken.end());

    std::unordered_map<std::string_view, std::uint16_t> number;
    for (auto const& tag : spoken_languages_)
        number.emplace(tag, static_cast<std::uint16_t>(number.size()));
    first_language_.reserve(offers_.size() + 1);
    for (auto const& offer : offers_) {
        auto const first = languages_of_offers_.size();
        first_language_.push_back(static_cast<std::uint32_t>(first));
        for (auto const* tags : {&offer.languages, &offer.interpreters}) {
            for (auto const& tag : *tags) {
                auto const own = languages_of_offers_.begin() + static_cast<std::ptrdiff_t>(first);
                if (std::find(own, languages_of_offers_.end(), number.at(tag)) == languages_of_offers_.end())
                    languages_of_offers_.push_back(number.at(tag));
            }
        }
    }
    first_language_.push_back(static_cast<std::uint32_t>(languages_of_offers_.size()));
}

search::Index Snapshot::index_everything(BuildIndex const& build_index) const
{
    auto const source = place_.tenant.source_language;
    std::vector<search::Document> documents;
    documents.reserve(offers_.size() + pages_.size());
    std::deque<std::string> made; // texts that the parts refer to
    for (auto const& offer : offers_) {
        search::Document document;
        document.id = static_cast<Position>(documents.size());
        Parts parts(document, made, source);
        parts.add(search::Field::title, offer.title);
        parts.add(search::Field::body, offer.summary);
        parts.add_markdown(search::Field::body, offer.description);
        parts.add(search::Field::body, offer.target_group);
        for (auto const& contact : offer.contacts) // not the names: nobody is to be looked for
            parts.add(search::Field::body, contact.function);
        // The names of kind, subkind and life situations are words people type: "Beratung", "Amt".
        for (auto const& choice : place_.tenant.languages) {
            auto const& texts = i18n::Texts::of(choice.language);
            auto words = std::string(categories_.name(offer.kind, texts));
            for (auto const situation : offer.situations) {
                words += ' ';
                words += categories_.name(situation, texts);
            }
            parts.add_made(search::Field::organisation, choice.language, std::move(words));
        }
        parts.add(search::Field::organisation, source, offer.organisation);
        auto places = offer.address.street + ' ' + offer.address.city + ' ' + offer.address.note.source;
        if (auto const* body = place_.find_body(std::string_view(offer.municipality)))
            places += ' ' + body->name;
        parts.add_made(search::Field::place, source, std::move(places));
        documents.push_back(std::move(document));
    }
    for (auto const& page : pages_) {
        search::Document document;
        document.id = static_cast<Position>(documents.size());
        if (page.kind != PageKind::legal) {
            Parts parts(document, made, source);
            parts.add(search::Field::title, page.title);
            parts.add(search::Field::body, page.summary);
            parts.add_markdown(search::Field::body, page.content);
        }
        documents.push_back(std::move(document));
    }
    return build_index(documents, *concepts_);
}

tenants::Body const* Snapshot::find_municipality(std::string_view slug) const
{
    auto const* body = place_.find_body(slug);
    return body != nullptr && body->kind == tenants::BodyKind::municipality ? body : nullptr;
}

std::vector<tenants::Body const*> Snapshot::municipalities() const
{
    std::vector<tenants::Body const*> result;
    for (auto const& body : place_.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            result.push_back(&body);
    }
    return result;
}

Offer const* Snapshot::find_offer(std::string_view slug) const
{
    auto const found = offers_by_slug_.find(slug);
    return found == offers_by_slug_.end() ? nullptr : &offers_[found->second];
}

Offer const* Snapshot::find_ended_offer(std::string_view slug) const
{
    auto const found = std::find_if(
        ended_offers_.begin(), ended_offers_.end(), [&](Offer const& offer) { return offer.slug == slug; });
    return found == ended_offers_.end() ? nullptr : &*found;
}

Image const* Snapshot::find_image(std::string_view public_id) const
{
    auto const found = images_.find(public_id);
    return found == images_.end() ? nullptr : found->second;
}

InfoPage const* Snapshot::find_page(std::string_view slug) const
{
    auto const found = pages_by_slug_.find(slug);
    return found == pages_by_slug_.end() ? nullptr : &pages_[found->second];
}

InfoPage const* Snapshot::find_local_page(std::string_view general, std::string_view municipality) const
{
    auto const found = std::ranges::find_if(pages_, [&](InfoPage const& page) {
        return !page.stands_for.empty() && page.stands_for == general && page.municipality == municipality;
    });
    return found == pages_.end() ? nullptr : &*found;
}

std::vector<InfoPage const*> Snapshot::local_pages_of(InfoPage const& general) const
{
    std::vector<InfoPage const*> pages;
    for (auto const& municipality : municipality_slugs_) {
        if (auto const* page = find_local_page(general.slug, municipality))
            pages.push_back(page);
    }
    return pages;
}

InfoPage const* Snapshot::find_ended_page(std::string_view slug) const
{
    auto const found = std::ranges::find(ended_pages_, slug, &InfoPage::slug);
    return found == ended_pages_.end() ? nullptr : &*found;
}

std::vector<InfoPage const*> Snapshot::children_of(std::string_view slug) const
{
    std::vector<InfoPage const*> children;
    for (auto const& page : pages_) {
        if (page.parent == slug)
            children.push_back(&page);
    }
    return children;
}

LanguageChain Snapshot::chain(Language wanted) const
{
    return {wanted, place_.tenant.fallbacks_of(wanted), place_.tenant.source_language};
}

std::span<Position const> Snapshot::offers_by_title(Language language) const
{
    Order* order = nullptr;
    {
        std::lock_guard const lock(orders_mutex_);
        auto& slot = orders_[std::string(language.tag())];
        if (!slot)
            slot = std::make_unique<Order>();
        order = slot.get();
    }
    std::call_once(order->once, [&] {
        auto const& collator = i18n::Collator::of(language);
        auto const languages = chain(language);
        std::vector<std::pair<std::string, Position>> keys;
        keys.reserve(offers_.size());
        for (Position i = 0; i < offers_.size(); ++i)
            keys.emplace_back(collator.sort_key(show(offers_[i].title, languages).text), i);
        std::sort(keys.begin(), keys.end());
        order->positions.reserve(keys.size());
        for (auto const& [key, position] : keys)
            order->positions.push_back(position);
    });
    return order->positions;
}

Shown Snapshot::intro_of(tenants::Body const& body, Language wanted) const
{
    auto const found = intros_.find(body.id.value);
    // Without a source its translations speak of what is no longer said.
    if (found == intros_.end() || found->second.empty())
        return {{}, wanted};
    return show(found->second, chain(wanted));
}

} // namespace kommin::portal
