#include "modules/portal/directory/offer_store.hpp"

#include "modules/portal/directory/offer_parts_store.hpp"
#include "platform/db/error.hpp"
#include "platform/db/query.hpp"
#include "platform/search/fold.hpp"

#include <stdexcept>

namespace kommin::portal {

namespace {

struct OfferRow {
    OfferId id;
    std::string public_id, key, slug;
    OfferKind kind;
    std::string subkind;
    OfferStatus status;
    std::string title, summary, description, target_group;
    std::optional<contacts::OrganisationId> organisation;
    Reach reach;
    std::optional<tenants::BodyId> body;
    std::string email, website, street, postal_code, city, address_note;
    std::optional<double> latitude, longitude;
    Appointment appointment;
    bool always_open;
    std::string hours_text;
    std::optional<PartialDate> hours_as_of;
    Cost cost;
    std::optional<Money> cost_cents;
    std::string cost_note;
    Provided childcare, wheelchair;
    std::string course_type, level_from, level_to;
    std::optional<Date> next_start;
    std::optional<int> free_places;
    bool is_example;
    std::optional<PartialDate> as_of;
    std::optional<Date> confirmed_on;
    std::string outdated_risk, remark;
    std::string alert, application, interpretation_note, accessibility_note;
    std::optional<int> age_min, age_max;
    bool was_public;
};

// What the ids of other modules mean: their tables are not ours to read.
class Names {
public:
    using Organisations = std::unordered_map<contacts::OrganisationId, contacts::Organisation>;
    Names(db::Connection& db, TenantId tenant, Organisations organisations)
        : organisations_(std::move(organisations))
    {
        for (auto& body : tenants::list_bodies(db, tenant))
            municipalities_.emplace(body.id, std::move(body.slug));
    }
    [[nodiscard]] std::string municipality(std::optional<tenants::BodyId> id) const
    {
        return id ? municipalities_.at(*id) : std::string{};
    }
    [[nodiscard]] std::string organisation(std::optional<contacts::OrganisationId> id) const
    {
        return id ? organisations_.at(*id).name : std::string{};
    }

private:
    std::unordered_map<tenants::BodyId, std::string> municipalities_;
    Organisations organisations_;
};

Offer without_parts(OfferRow row, Names const& names)
{
    Offer offer;
    offer.id = row.id;
    offer.public_id = std::move(row.public_id);
    offer.key = std::move(row.key);
    offer.slug = std::move(row.slug);
    offer.kind = row.kind;
    offer.subkind = std::move(row.subkind);
    offer.status = row.status;
    offer.title.source = std::move(row.title);
    offer.summary.source = std::move(row.summary);
    offer.description.source = std::move(row.description);
    offer.target_group.source = std::move(row.target_group);
    offer.organisation = names.organisation(row.organisation);
    offer.reach = row.reach;
    offer.municipality = names.municipality(row.body);
    offer.email = std::move(row.email);
    offer.website = std::move(row.website);
    offer.address = {std::move(row.street), std::move(row.postal_code),
                     std::move(row.city),   {std::move(row.address_note), {}},
                     row.latitude,          row.longitude};
    offer.appointment = row.appointment;
    offer.hours.always_open = row.always_open;
    offer.hours.as_of = row.hours_as_of;
    offer.hours_text.source = std::move(row.hours_text);
    offer.cost = row.cost;
    offer.cost_amount = row.cost_cents;
    offer.cost_note.source = std::move(row.cost_note);
    offer.childcare = row.childcare;
    offer.wheelchair = row.wheelchair;
    offer.course
        = {std::move(row.course_type), std::move(row.level_from), std::move(row.level_to), row.next_start,
           row.free_places};
    offer.is_example = row.is_example;
    offer.as_of = row.as_of;
    offer.confirmed_on = row.confirmed_on;
    offer.outdated_risk = std::move(row.outdated_risk);
    offer.remark = std::move(row.remark);
    offer.alert.source = std::move(row.alert);
    offer.application.source = std::move(row.application);
    offer.interpretation_note.source = std::move(row.interpretation_note);
    offer.accessibility_note.source = std::move(row.accessibility_note);
    offer.ages = {row.age_min, row.age_max};
    offer.was_public = row.was_public;
    return offer;
}

Names::Organisations organisations_of(db::Connection& db, TenantId tenant, SomeOffers const& only)
{
    if (!only)
        return contacts::list_organisations(db, tenant);
    db::Query query(
        "SELECT DISTINCT organisation_id FROM offers WHERE tenant_id + 0 = ? AND organisation_id IS NOT NULL",
        tenant);
    auto const ids = db.list<contacts::OrganisationId>(query.add_any_of("id", *only));
    return ids.empty() ? Names::Organisations{} : contacts::list_organisations(db, tenant, ids);
}

std::vector<std::int64_t> numbers_of(std::vector<OfferId> const& ids)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(ids.size());
    for (auto const id : ids)
        numbers.push_back(id.value);
    return numbers;
}

std::vector<Offer> read_offers(db::Connection& db, TenantId tenant, SomeOffers const& only)
{
    std::vector<Offer> offers;
    Names const names(db, tenant, organisations_of(db, tenant, only));
    db::Query query(
        "SELECT id, public_id, key, slug, kind, subkind, status, title, summary, description, target_group,"
        " organisation_id, reach, body_id, email, website, street, postal_code, city, address_note, latitude,"
        " longitude, appointment, always_open, hours_text, hours_as_of, cost, cost_cents, cost_note,"
        " childcare, wheelchair, course_type, level_from, level_to, next_start, free_places, is_example,"
        " as_of, confirmed_on, outdated_risk, remark, alert, application, interpretation_note,"
        " accessibility_note, age_min, age_max, published_at IS NOT NULL"
        " FROM offers WHERE ");
    query.add(only ? db::SqlLiteral("tenant_id + 0 = ?") : db::SqlLiteral("tenant_id = ?"), tenant);
    if (only)
        query.add_any_of("id", *only);
    query.add(" ORDER BY id");
    db.each<OfferRow>(query, [&](OfferRow row) { offers.push_back(without_parts(std::move(row), names)); });
    load_offer_parts(db, tenant, only, offers);
    auto translations = only ? content::TranslationShelf::load(db, tenant, offer_subject, numbers_of(*only))
                             : load_offer_translations(db, tenant);
    for (auto& offer : offers) {
        each_localised_field(offer, [&](std::string_view field, LocalisedText& text) {
            text.translations = translations.take(offer.id.value, field);
        });
        complete_hours(offer);
    }
    return offers;
}

// From when on the public may know of it.
std::optional<Instant> published_at(Offer const& offer, Instant now)
{
    return is_public(offer.status) ? std::optional(now) : std::nullopt;
}

Problem problem_of(db::ConstraintViolation const& violation, Offer const& offer)
{
    auto const& rule = violation.constraint();
    if (rule == "offers_slug")
        return Problem::conflict("slug", "import.problem.duplicate"_msg, {{"value", offer.slug}});
    if (rule == "offers_key" || rule == "offers_public_id")
        return Problem::conflict("key", "import.problem.duplicate"_msg, {{"value", offer.key}});
    // The rules of the import come first; whoever reads this has found one that they lack.
    return Problem::invalid({}, "import.problem.rule"_msg, {{"rule", rule}});
}

}

std::vector<Offer> list_offers(db::Connection& db, TenantId tenant)
{
    return read_offers(db, tenant, std::nullopt);
}

std::vector<Offer> list_offers(db::Connection& db, TenantId tenant, std::vector<OfferId> const& ids)
{
    return ids.empty() ? std::vector<Offer>{} : read_offers(db, tenant, ids);
}

std::vector<OfferId> list_offer_ids(db::Connection& db, TenantId tenant, OfferId after, int limit)
{
    return db.list<OfferId>(
        "SELECT id FROM offers WHERE tenant_id + 0 = ? AND id > ? ORDER BY id LIMIT ?", tenant, after, limit);
}

Scope owner_of(Reach reach, std::optional<tenants::BodyId> body)
{
    return reach == Reach::municipality && body ? Scope::of_owner(body->value) : Scope::whole_tenant();
}

std::string list_text(Offer const& offer)
{
    return search::folded_text(offer.title.source + ' ' + offer.organisation);
}

std::optional<Offer> find_offer(db::Connection& db, TenantId tenant, OfferId id)
{
    auto offers = read_offers(db, tenant, std::vector{id});
    return offers.empty() ? std::nullopt : std::optional(std::move(offers.front()));
}

std::vector<OfferId> list_offer_ids_of(
    db::Connection& db, TenantId tenant, contacts::OrganisationId organisation)
{
    return db.list<OfferId>(
        "SELECT id FROM offers WHERE tenant_id = ? AND organisation_id = ? ORDER BY id", tenant,
        organisation);
}

std::unordered_map<std::string, StoredOffer> list_stored_offers(db::Connection& db, TenantId tenant)
{
    struct Row {
        std::string key;
        OfferId id;
        std::string slug, content_hash;
        std::optional<std::string> imported_hash;
        bool is_edited_here;
    };
    std::unordered_map<std::string, StoredOffer> stored;
    db.each<Row>(
        "SELECT key, id, slug, content_hash, imported_hash, edited_here FROM offers"
        " WHERE tenant_id = ?",
        [&](Row row) {
            stored.emplace(
                std::move(row.key),
                StoredOffer{
                    row.id, std::move(row.slug), std::move(row.content_hash), std::move(row.imported_hash),
                    row.is_edited_here});
        },
        tenant);
    return stored;
}

std::unordered_map<std::string, StoredPlace> list_stored_places(db::Connection& db, TenantId tenant)
{
    struct Row {
        std::string key, street, postal_code, city;
    };
    std::unordered_map<std::string, StoredPlace> places;
    db.each<Row>(
        "SELECT key, street, postal_code, city FROM offers WHERE tenant_id = ?",
        [&](Row row) {
            places.emplace(
                std::move(row.key),
                StoredPlace{std::move(row.street), std::move(row.postal_code), std::move(row.city)});
        },
        tenant);
    return places;
}

content::TranslationShelf load_offer_translations(db::Connection& db, TenantId tenant)
{
    return content::TranslationShelf::load(db, tenant, offer_subject);
}

Result<OfferId> insert_offer(
    db::Connection& db, TenantId tenant, Offer const& offer, OfferLinks const& links, Instant now,
    MadeBy made_by)
{
    auto const hash = content_hash(offer);
    auto const imported_hash = made_by == MadeBy::import ? std::optional(hash) : std::nullopt;
    try {
        auto const id = db.load<OfferId>(
            "INSERT INTO offers (tenant_id, public_id, key, slug, organisation_id, body_id, reach, kind,"
            " subkind, status, title, summary, description, target_group, email, website, street,"
            " postal_code, city, address_note, latitude, longitude, appointment, always_open, hours_text,"
            " hours_as_of, cost, cost_cents, cost_note, childcare, wheelchair, course_type, level_from,"
            " level_to, next_start, free_places, is_example, as_of, confirmed_on, outdated_risk, remark,"
            " alert, application, interpretation_note, accessibility_note, age_min, age_max,"
            " content_hash, imported_hash, created_at, changed_at, published_at, list_text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            tenant, offer.public_id, offer.key, offer.slug, links.organisation, links.body, offer.reach,
            offer.kind, offer.subkind, offer.status, offer.title.source, offer.summary.source,
            offer.description.source, offer.target_group.source, offer.email, offer.website,
            offer.address.street, offer.address.postal_code, offer.address.city, offer.address.note.source,
            offer.address.latitude, offer.address.longitude, offer.appointment, offer.hours.always_open,
            offer.hours_text.source, offer.hours.as_of, offer.cost, offer.cost_amount, offer.cost_note.source,
            offer.childcare, offer.wheelchair, offer.course.type, offer.course.level_from,
            offer.course.level_to, offer.course.next_start, offer.course.free_places, offer.is_example,
            offer.as_of, offer.confirmed_on, offer.outdated_risk, offer.remark, offer.alert.source,
            offer.application.source, offer.interpretation_note.source, offer.accessibility_note.source,
            offer.ages.from, offer.ages.to, hash, imported_hash, now, now, published_at(offer, now),
            list_text(offer));
        insert_offer_parts(db, tenant, id, offer, now);
        return id;
    } catch (db::ConstraintViolation const& violation) {
        return problem_of(violation, offer);
    }
}

Result<void> update_offer(
    db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, OfferLinks const& links, Instant now)
{
    try {
        auto const changed = db.execute(
            "UPDATE offers SET organisation_id = ?, body_id = ?, reach = ?, kind = ?, subkind = ?, status ="
            " ?, title = ?, summary = ?, description = ?, target_group = ?, email = ?, website = ?, street ="
            " ?, postal_code = ?, city = ?, address_note = ?, latitude = ?, longitude = ?, appointment = ?,"
            " always_open = ?, hours_text = ?, hours_as_of = ?, cost = ?, cost_cents = ?, cost_note = ?,"
            " childcare = ?, wheelchair = ?, course_type = ?, level_from = ?, level_to = ?, next_start = ?,"
            " free_places = ?, is_example = ?, as_of = ?, confirmed_on = ?, outdated_risk = ?, remark = ?,"
            " alert = ?, application = ?, interpretation_note = ?, accessibility_note = ?, age_min = ?,"
            " age_max = ?, content_hash = ?, changed_at = ?, published_at = COALESCE(published_at, ?), "
            "list_text = ?,"
            " version = version + 1, record_version = version + 1"
            " WHERE tenant_id = ? AND id = ?",
            links.organisation, links.body, offer.reach, offer.kind, offer.subkind, offer.status,
            offer.title.source, offer.summary.source, offer.description.source, offer.target_group.source,
            offer.email, offer.website, offer.address.street, offer.address.postal_code, offer.address.city,
            offer.address.note.source, offer.address.latitude, offer.address.longitude, offer.appointment,
            offer.hours.always_open, offer.hours_text.source, offer.hours.as_of, offer.cost,
            offer.cost_amount, offer.cost_note.source, offer.childcare, offer.wheelchair, offer.course.type,
            offer.course.level_from, offer.course.level_to, offer.course.next_start, offer.course.free_places,
            offer.is_example, offer.as_of, offer.confirmed_on, offer.outdated_risk, offer.remark,
            offer.alert.source, offer.application.source, offer.interpretation_note.source,
            offer.accessibility_note.source, offer.ages.from, offer.ages.to, content_hash(offer), now,
            published_at(offer, now), list_text(offer), tenant, id);
        if (changed != 1)
            throw std::logic_error("update_offer: no such offer in this tenant");
        erase_offer_parts(db, tenant, id);
        insert_offer_parts(db, tenant, id, offer, now);
        return {};
    } catch (db::ConstraintViolation const& violation) {
        return problem_of(violation, offer);
    }
}

void store_imported_hash(db::Connection& db, TenantId tenant, OfferId id, std::string_view hash)
{
    db.execute(
        "UPDATE offers SET imported_hash = ?, edited_here = FALSE WHERE tenant_id = ? AND id = ?", hash,
        tenant, id);
}

} // namespace kommin::portal
