#pragma once
// The SQL of offers and their parts, and nothing else. Every function works inside the caller's transaction.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/result.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind offer_subject{"offer"};

// All offers of a tenant with every part and translation, by id.
std::vector<Offer> list_offers(db::Connection& db, TenantId tenant);
// The same of these, of which each may be absent.
std::vector<Offer> list_offers(db::Connection& db, TenantId tenant, std::vector<OfferId> const& ids);
// The next that follow this id, ascending: for whoever goes through all of them in pieces.
std::vector<OfferId> list_offer_ids(db::Connection& db, TenantId tenant, OfferId after, int limit);
std::optional<Offer> find_offer(db::Connection& db, TenantId tenant, OfferId id);
// Of whom the organisation is the one that offers; ascending.
std::vector<OfferId> list_offer_ids_of(
    db::Connection& db, TenantId tenant, contacts::OrganisationId organisation);

// The picture that an offer shows, without translations.
std::vector<ShownImage> list_shown_images(db::Connection& db, TenantId tenant, OfferId id);

// Name and organisation in folded words: what the lists of editors are sorted and searched by.
std::string list_text(Offer const& offer);

// Whose offers with that reach and place are: what serves more than one municipality belongs to the Kreis,
// wherever it stands.
Scope owner_of(Reach reach, std::optional<tenants::BodyId> body);

// What an import needs to know of the offers that are there: by key.
struct StoredOffer {
    OfferId id;
    std::string slug;
    std::string content_hash;
    std::optional<std::string> imported_hash; // of what the source said last; nothing: that is not known
    bool is_edited_here; // somebody has changed it since
};
std::unordered_map<std::string, StoredOffer> list_stored_offers(db::Connection& db, TenantId tenant);

// Where a stored offer is, as far as an import must recognise it.
struct StoredPlace {
    std::string street, postal_code, city;
    friend bool operator==(StoredPlace const&, StoredPlace const&) = default;
};
std::unordered_map<std::string, StoredPlace> list_stored_places(
    db::Connection& db, TenantId tenant); // by key

// The translations of all offers, by id and field.
content::TranslationShelf load_offer_translations(db::Connection& db, TenantId tenant);

// The records of other modules that an offer names by slug and by name.
struct OfferLinks {
    std::optional<tenants::BodyId> body; // nothing with a wider reach
    std::optional<contacts::OrganisationId> organisation;
};

// Inserts the offer with all parts. A rule of the schema that the record breaks is a Problem with the field
// (slug, key and public id must be free); the transaction can only be rolled back then.
enum class MadeBy : std::uint8_t { editors, import };
Result<OfferId> insert_offer(
    db::Connection& db, TenantId tenant, Offer const& offer, OfferLinks const& links, Instant now,
    MadeBy made_by);

// Replaces everything an import can set; the id, the public id and the slug stay, because links point there.
// Its version rises, and with it the version that the record is. Problems as above.
Result<void> update_offer(
    db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, OfferLinks const& links,
    Instant now);

// What the source of an import says of the offer now: from here on nobody has changed it.
void store_imported_hash(db::Connection& db, TenantId tenant, OfferId id, std::string_view hash);

} // namespace kommin::portal
