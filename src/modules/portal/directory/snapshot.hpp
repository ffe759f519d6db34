#pragma once
// Snapshot: everything the public sees of one tenant at one published version, in memory and immutable.
// Handlers take it once per request, so that an answer is of one version.

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/directory/published_search.hpp"
#include "modules/tenants/api.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/search/concepts.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

using content::LanguageChain;
using content::Shown;

// The introduction of a body: the tenants keep the text, the portal its translations.
inline constexpr content::SubjectKind body_subject{"body"};

class Snapshot {
public:
    // The version that readers have, and the offers of which something has changed since.
    struct Earlier {
        std::shared_ptr<Snapshot const> snapshot; // null: there is none
        std::optional<std::vector<OfferId>> changed_offers; // ascending; nothing: any may have
    };
    // Reads the tenant inside the caller's transaction; offers that have not changed are those of the earlier
    // version. `concepts`: what was brought along; the district may have changed some. Throws what the
    // database throws. Its search is that of the earlier version until an IndexBuilder has built another.
    static std::shared_ptr<Snapshot const> load(
        db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> concepts,
        Earlier const& earlier);

    Snapshot(Snapshot const&) = delete;
    Snapshot& operator=(Snapshot const&) = delete;

    [[nodiscard]] tenants::Tenant const& tenant() const { return place_.tenant; }
    [[nodiscard]] std::span<tenants::Body const> bodies() const { return place_.bodies; }
    [[nodiscard]] Categories const& categories() const { return categories_; }
    [[nodiscard]] tenants::OrganisationalUnit const* immigration_office_of(
        tenants::Body const& body, Date day) const
    {
        return place_.immigration_office_of(body, day);
    }
    [[nodiscard]] tenants::Body const* find_municipality(std::string_view slug) const;
    [[nodiscard]] std::vector<tenants::Body const*> municipalities() const;

    [[nodiscard]] tenants::Body const* find_body(std::string_view slug) const
    {
        return place_.find_body(slug);
    }
    [[nodiscard]] std::shared_ptr<search::Concepts const> const& concepts() const { return concepts_; }

    // The public ones only, ascending by id.
    [[nodiscard]] auto offers() const
    {
        return std::views::transform(
            std::span(offers_), [](SharedOffer const& offer) -> Offer const& { return *offer; });
    }
    [[nodiscard]] Offer const& offer(Position position) const { return *offers_.at(position); }
    [[nodiscard]] Offer const* find_offer(std::string_view slug) const;
    // An offer that was public once: its page stays and says that it has ended (HTTP 410).
    [[nodiscard]] Offer const* find_ended_offer(std::string_view slug) const;

    // A picture that one of the offers shows.
    [[nodiscard]] Image const* find_image(std::string_view public_id) const;

    [[nodiscard]] std::span<InfoPage const> pages() const { return pages_; }
    [[nodiscard]] InfoPage const* find_page(std::string_view slug) const;
    // What a municipality says in the stead of a page of the Kreis, by the slug of that one.
    [[nodiscard]] InfoPage const* find_local_page(
        std::string_view general, std::string_view municipality) const;
    [[nodiscard]] std::vector<InfoPage const*> local_pages_of(InfoPage const& general) const;
    // A page that was public once: its address says that it has ended (HTTP 410).
    [[nodiscard]] InfoPage const* find_ended_page(std::string_view slug) const;
    [[nodiscard]] std::vector<InfoPage const*> children_of(std::string_view slug) const; // by position

    [[nodiscard]] bool is_offer(Position position) const { return position < offers_.size(); }
    [[nodiscard]] InfoPage const& page(Position position) const
    {
        return pages_.at(position - offers_.size());
    }

    // The search as it is now: a request takes it once. Waits for the first; throws why there is none.
    [[nodiscard]] std::shared_ptr<PublishedSearch const> search() const { return search_slot_.get(); }
    // Whether there is one, after some patience: a worker that waits longer answers nobody.
    [[nodiscard]] bool is_searchable() const { return search_slot_.wait_for_any(std::chrono::seconds(2)); }
    // For whoever builds the index.
    [[nodiscard]] SearchSlot& search_slot() const { return search_slot_; }
    [[nodiscard]] LanguageChain chain(Language wanted) const;
    // Positions of all offers by their shown title in the order of the language's alphabet. Computed at the
    // first use of a language; safe from all threads.
    [[nodiscard]] std::span<Position const> offers_by_title(Language language) const;
    // The languages that are spoken at any counter, in the order of the language menu, then by tag.
    [[nodiscard]] std::span<std::string const> spoken_languages() const { return spoken_languages_; }
    // At the counter or with an interpreter, as numbers in spoken_languages(), each once.
    [[nodiscard]] std::span<std::uint16_t const> languages_spoken_at(Position offer) const
    {
        auto const all = std::span(languages_of_offers_);
        return all.subspan(first_language_[offer], first_language_[offer + 1] - first_language_[offer]);
    }
    [[nodiscard]] std::span<std::string const> municipality_slugs() const { return municipality_slugs_; }
    [[nodiscard]] Shown intro_of(tenants::Body const& body, Language wanted) const;

private:
    Snapshot() = default;
    using SharedOffer = std::shared_ptr<Offer const>; // by all versions in which it is the same
    void take_offers(db::Connection& db, Earlier const& earlier);
    void put_in_place(Offer offer);
    void take_orders(Earlier const& earlier);
    void number_languages();
    [[nodiscard]] std::string sort_key(Position position, Language language) const;

    std::shared_ptr<search::Concepts const> concepts_;
    tenants::TenantWithBodies place_;
    Categories categories_;
    std::vector<SharedOffer> offers_; // ascending by id, as the next
    std::vector<SharedOffer> ended_offers_;
    std::vector<InfoPage> pages_;
    std::vector<InfoPage> ended_pages_;
    std::unordered_map<std::string_view, Position> offers_by_slug_;
    std::unordered_map<std::string_view, std::size_t> pages_by_slug_;
    std::unordered_map<std::string_view, Image const*> images_; // by public id
    std::unordered_map<std::int64_t, LocalisedText> intros_;
    std::vector<std::string> spoken_languages_;
    std::vector<std::uint16_t> languages_of_offers_; // one offer after the other
    std::vector<std::uint32_t> first_language_; // of each offer, and the end
    std::vector<std::string> municipality_slugs_;

    struct Order {
        std::once_flag once;
        std::atomic<bool> is_known = false;
        std::vector<Position> positions;
    };
    mutable std::mutex orders_mutex_;
    mutable std::unordered_map<std::string, std::unique_ptr<Order>> orders_;
    mutable SearchSlot search_slot_;
};

} // namespace kommin::portal
