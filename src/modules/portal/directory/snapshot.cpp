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

// Where one stands, or belongs, in a list that ascends by id.
template<class Offers>
auto place_of(Offers& offers, OfferId id)
{
    return std::ranges::lower_bound(offers, id, {}, [](auto const& offer) { return offer->id; });
}

}

std::shared_ptr<Snapshot const> Snapshot::load(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> concepts,
    Earlier const& earlier)
{
    std::shared_ptr<Snapshot> snapshot(new Snapshot);
    snapshot->concepts_ = concepts_for_search(db, tenant, std::move(concepts));
    snapshot->place_ = tenants::load_tenant_with_bodies(db, tenant);
    snapshot->categories_ = Categories::load_published(db, tenant);
    snapshot->take_offers(db, earlier);
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
        snapshot->offers_by_slug_.emplace(snapshot->offers_[i]->slug, i);
    for (auto const& offer : snapshot->offers()) {
        for (auto const& shown : offer.images)
            snapshot->images_.emplace(shown.image.public_id, &shown.image);
    }
    for (auto const& page : snapshot->pages_) {
        for (auto const& shown : page.images)
            snapshot->images_.emplace(shown.image.public_id, &shown.image);
    }
    for (std::size_t i = 0; i < snapshot->pages_.size(); ++i)
        snapshot->pages_by_slug_.emplace(snapshot->pages_[i].slug, i);
    for (auto const& body : snapshot->place_.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            snapshot->municipality_slugs_.push_back(body.slug);
    }

    snapshot->number_languages();
    snapshot->take_orders(earlier);
    if (earlier.snapshot) {
        if (auto const search = earlier.snapshot->search_slot_.newest())
            snapshot->search_slot_.lend(std::make_shared<PublishedSearch const>(search->built(), *snapshot));
    }
    return snapshot;
}

void Snapshot::take_offers(db::Connection& db, Earlier const& earlier)
{
    auto const tenant = place_.tenant.id;
    if (!earlier.snapshot || !earlier.changed_offers) {
        for (auto& offer : list_offers(db, tenant))
            put_in_place(std::move(offer));
        return;
    }
    offers_ = earlier.snapshot->offers_;
    ended_offers_ = earlier.snapshot->ended_offers_;
    for (auto const id : *earlier.changed_offers) {
        for (auto* offers : {&offers_, &ended_offers_}) {
            auto const found = place_of(*offers, id);
            if (found != offers->end() && (*found)->id == id)
                offers->erase(found);
        }
        if (auto offer = portal::find_offer(db, tenant, id))
            put_in_place(std::move(*offer));
    }
}

void Snapshot::put_in_place(Offer offer)
{
    if (!is_public(offer) && !offer.was_public) // what was never shown must not show that it exists
        return;
    auto& offers = is_public(offer) ? offers_ : ended_offers_;
    auto const place = place_of(offers, offer.id);
    offers.insert(place, std::make_shared<Offer const>(std::move(offer)));
}

// Orders that somebody has asked for are kept up to date: making one anew takes a while with many offers.
void Snapshot::take_orders(Earlier const& earlier)
{
    if (!earlier.snapshot || !earlier.changed_offers)
        return;
    auto const& before = *earlier.snapshot;
    std::vector<Position> moved; // by the position of before; changed ones are put in anew
    moved.reserve(before.offers_.size());
    constexpr auto anew = static_cast<Position>(-1);
    Position next = 0;
    for (auto const& offer : before.offers_) {
        while (next < offers_.size() && offers_[next]->id < offer->id)
            ++next;
        bool const is_same = next < offers_.size() && offers_[next] == offer;
        moved.push_back(is_same ? next : anew);
    }
    std::vector<Position> changed;
    for (auto const id : *earlier.changed_offers) {
        auto const found = place_of(offers_, id);
        if (found != offers_.end() && (*found)->id == id)
            changed.push_back(static_cast<Position>(found - offers_.begin()));
    }

    std::lock_guard const lock(before.orders_mutex_);
    for (auto const& [tag, known] : before.orders_) {
        auto const language = Language::find(tag);
        if (!known->is_known || !language)
            continue;
        auto order = std::make_unique<Order>();
        std::call_once(order->once, [&] {
            order->positions.reserve(offers_.size());
            for (auto const position : known->positions) {
                if (moved[position] != anew)
                    order->positions.push_back(moved[position]);
            }
            auto const key
                = [&](Position position) { return std::pair(sort_key(position, *language), position); };
            for (auto const position : changed)
                order->positions.insert(
                    std::ranges::lower_bound(order->positions, key(position), {}, key), position);
        });
        order->is_known = true;
        orders_.emplace(tag, std::move(order));
    }
}

std::string Snapshot::sort_key(Position position, Language language) const
{
    return i18n::Collator::of(language).sort_key(show(offer(position).title, chain(language)).text);
}

void Snapshot::number_languages()
{
    std::set<std::string, std::less<>> spoken;
    for (auto const& offer : offers()) {
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
    for (auto const& offer : offers()) {
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
    return found == offers_by_slug_.end() ? nullptr : offers_[found->second].get();
}

Offer const* Snapshot::find_ended_offer(std::string_view slug) const
{
    auto const found = std::ranges::find(ended_offers_, slug, [](auto const& offer) { return offer->slug; });
    return found == ended_offers_.end() ? nullptr : found->get();
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
        std::vector<std::pair<std::string, Position>> keys;
        keys.reserve(offers_.size());
        for (Position i = 0; i < offers_.size(); ++i)
            keys.emplace_back(sort_key(i, language), i);
        std::sort(keys.begin(), keys.end());
        order->positions.reserve(keys.size());
        for (auto const& [key, position] : keys)
            order->positions.push_back(position);
        order->is_known = true;
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
