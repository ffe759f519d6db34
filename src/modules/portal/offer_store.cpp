#include "modules/portal/offer_store.hpp"

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

// Rows of a part, each with the offer it belongs to, are handed out to the offers by id.
class OffersById {
public:
    explicit OffersById(std::vector<Offer>& offers)
    {
        by_id_.reserve(offers.size());
        for (auto& offer : offers)
            by_id_.emplace(offer.id, &offer);
    }
    Offer* find(OfferId id) const
    {
        auto const found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<OfferId, Offer*> by_id_;
};

struct CodeRow {
    OfferId offer;
    std::string facet, code;
};

void add_code(Offer& offer, CodeRow row)
{
    if (row.facet == "situation") {
        if (auto const situation = enum_from<Situation>(row.code))
            offer.situations.push_back(*situation);
    } else if (row.facet == "target_group") {
        if (auto const group = enum_from<TargetGroup>(row.code))
            offer.target_groups.push_back(*group);
    } else if (row.facet == "language") {
        offer.languages.push_back(std::move(row.code));
    } else if (row.facet == "interpreter") {
        offer.interpreters.push_back(std::move(row.code));
    } else if (row.facet == "coverage") {
        offer.coverage.push_back(std::move(row.code));
    }
}

struct PhoneRow {
    OfferId offer;
    std::string printed, international, note;
};

struct HoursRow {
    OfferId offer;
    int weekday, from_minute, to_minute;
    std::optional<Date> valid_from, valid_to;
    bool by_appointment;
    std::string note;
};

struct ExceptionRow {
    OfferId offer;
    Date day;
    bool is_closed;
    std::optional<int> from_minute, to_minute;
    std::string note;
};

struct DocumentRow {
    OfferId offer;
    std::string text;
};

struct SourceRow {
    OfferId offer;
    std::string title, site;
    std::optional<PartialDate> as_of;
};

struct UnsureFieldRow {
    OfferId offer;
    std::string field, word;
};

struct ImageRow {
    OfferId offer;
    ImageId image;
    std::string public_id;
    int width, height;
    std::string hash, small_hash, alt, credit;
};

ShownImage shown_image(ImageRow row)
{
    return {
        .image
        = {row.image, std::move(row.public_id), row.width, row.height, std::move(row.hash),
           std::move(row.small_hash)},
        .alt = {std::move(row.alt), {}},
        .credit = std::move(row.credit)};
}

// Of all offers, or of one.
db::Query images_of(TenantId tenant, std::optional<OfferId> only)
{
    db::Query query(
        "SELECT s.offer_id, i.id, i.public_id, i.width, i.height, i.hash, i.small_hash, s.alt, s.credit"
        " FROM offer_images s JOIN images i ON i.id = s.image_id AND i.tenant_id = s.tenant_id"
        " WHERE s.tenant_id = ?",
        tenant);
    if (only)
        query.add(" AND s.offer_id = ?", *only);
    return query;
}

// Of all offers, or of one.
void read_parts(db::Connection& db, TenantId tenant, std::optional<OfferId> only, OffersById const& offers)
{
    auto const rows_of = [&](db::SqlLiteral select, db::SqlLiteral order) {
        db::Query query(select);
        query.add(" WHERE tenant_id = ?", tenant);
        if (only)
            query.add(" AND offer_id = ?", *only);
        return query.add(order);
    };
    db.each<CodeRow>(
        rows_of("SELECT offer_id, facet, code FROM offer_codes", " ORDER BY id"), [&](CodeRow row) {
            if (auto* const offer = offers.find(row.offer))
                add_code(*offer, std::move(row));
        });
    db.each<PhoneRow>(
        rows_of("SELECT offer_id, printed, international, note FROM offer_phones", " ORDER BY position, id"),
        [&](PhoneRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->phones.push_back(
                    {std::move(row.printed), std::move(row.international), {std::move(row.note), {}}});
        });
    db.each<HoursRow>(
        rows_of(
            "SELECT offer_id, weekday, from_minute, to_minute, valid_from, valid_to, by_appointment, note"
            " FROM offer_hours",
            " ORDER BY weekday, from_minute, id"),
        [&](HoursRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->hours.weekly.push_back(
                    {row.weekday,
                     TimeOfDay{row.from_minute},
                     TimeOfDay{row.to_minute},
                     row.valid_from,
                     row.valid_to,
                     row.by_appointment,
                     {std::move(row.note), {}}});
        });
    db.each<ExceptionRow>(
        rows_of(
            "SELECT offer_id, day, is_closed, from_minute, to_minute, note FROM offer_exceptions",
            " ORDER BY day, from_minute, id"),
        [&](ExceptionRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->hours.exceptions.push_back(
                    {row.day,
                     row.is_closed,
                     TimeOfDay{row.from_minute.value_or(0)},
                     TimeOfDay{row.to_minute.value_or(0)},
                     {std::move(row.note), {}}});
        });
    db.each<DocumentRow>(
        rows_of("SELECT offer_id, text FROM offer_documents", " ORDER BY position, id"),
        [&](DocumentRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->required_documents.push_back({std::move(row.text), {}});
        });
    db.each<SourceRow>(
        rows_of("SELECT offer_id, title, site, as_of FROM offer_sources", " ORDER BY position, id"),
        [&](SourceRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->sources.push_back({std::move(row.title), std::move(row.site), row.as_of});
        });
    db.each<UnsureFieldRow>(
        rows_of("SELECT offer_id, field, word FROM offer_unsure_fields", " ORDER BY id"),
        [&](UnsureFieldRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->unsure_fields.push_back({std::move(row.field), std::move(row.word)});
        });
    db.each<ImageRow>(images_of(tenant, only), [&](ImageRow row) {
        if (auto* const offer = offers.find(row.offer))
            offer->images.push_back(shown_image(std::move(row)));
    });
}

void insert_parts(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, Instant now)
{
    auto const code = [&](std::string_view facet, std::string_view value) {
        db.execute(
            "INSERT INTO offer_codes (tenant_id, offer_id, facet, code) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            tenant, id, facet, value);
    };
    for (auto const situation : offer.situations)
        code("situation", to_text(situation));
    for (auto const group : offer.target_groups)
        code("target_group", to_text(group));
    for (auto const& language : offer.languages)
        code("language", language);
    for (auto const& language : offer.interpreters)
        code("interpreter", language);
    for (auto const& slug : offer.coverage)
        code("coverage", slug);

    int position = 0;
    for (auto const& phone : offer.phones)
        db.execute(
            "INSERT INTO offer_phones (tenant_id, offer_id, position, printed, international, note)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, phone.printed, phone.international, phone.note.source);
    for (auto const& rule : offer.hours.weekly)
        db.execute(
            "INSERT INTO offer_hours (tenant_id, offer_id, weekday, from_minute, to_minute, valid_from,"
            " valid_to, by_appointment, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, id, rule.weekday, rule.from.minutes, rule.to.minutes, rule.valid_from, rule.valid_to,
            rule.by_appointment, rule.note.source);
    for (auto const& exception : offer.hours.exceptions) {
        std::optional<int> from;
        std::optional<int> to;
        if (!exception.is_closed) {
            from = exception.from.minutes;
            to = exception.to.minutes;
        }
        db.execute(
            "INSERT INTO offer_exceptions (tenant_id, offer_id, day, is_closed, from_minute, to_minute,"
            " note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, id, exception.day, exception.is_closed, from, to, exception.note.source);
    }
    position = 0;
    for (auto const& document : offer.required_documents)
        db.execute(
            "INSERT INTO offer_documents (tenant_id, offer_id, position, text) VALUES (?, ?, ?, ?)", tenant,
            id, ++position, document.source);
    position = 0;
    for (auto const& source : offer.sources)
        db.execute(
            "INSERT INTO offer_sources (tenant_id, offer_id, position, title, site, as_of)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, source.title, source.site, source.as_of);
    for (auto const& unsure : offer.unsure_fields)
        db.execute(
            "INSERT INTO offer_unsure_fields (tenant_id, offer_id, field, word) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            tenant, id, unsure.field, unsure.word);
    for (auto const& shown : offer.images)
        db.execute(
            "INSERT INTO offer_images (tenant_id, offer_id, image_id, alt, credit) VALUES (?, ?, ?, ?, ?)",
            tenant, id, shown.image.id, shown.alt.source, shown.credit);

    each_localised_field(offer, [&](std::string_view field, LocalisedText const& text) {
        insert_translations(db, tenant, offer_subject, id.value, field, text, now);
    });
}

void erase_parts(db::Connection& db, TenantId tenant, OfferId id)
{
    db.execute("DELETE FROM offer_codes WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_phones WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_hours WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_exceptions WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_documents WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_sources WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_unsure_fields WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_images WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    erase_translations(db, tenant, offer_subject, id.value);
}

Names::Organisations organisations_of(db::Connection& db, TenantId tenant, std::optional<OfferId> only)
{
    if (!only)
        return contacts::list_organisations(db, tenant);
    auto const id = db.find<contacts::OrganisationId>(
        "SELECT organisation_id FROM offers WHERE tenant_id = ? AND id = ? AND organisation_id IS NOT NULL",
        tenant, *only);
    return id ? contacts::list_organisations(db, tenant, {*id}) : Names::Organisations{};
}

std::vector<Offer> read_offers(db::Connection& db, TenantId tenant, std::optional<OfferId> only)
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
        " FROM offers WHERE tenant_id = ?",
        tenant);
    if (only)
        query.add(" AND id = ?", *only);
    query.add(" ORDER BY id");
    db.each<OfferRow>(query, [&](OfferRow row) { offers.push_back(without_parts(std::move(row), names)); });
    read_parts(db, tenant, only, OffersById(offers));
    auto translations = only ? content::TranslationShelf::load(db, tenant, offer_subject, only->value)
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

Scope owner_of(Reach reach, std::optional<tenants::BodyId> body)
{
    return reach == Reach::municipality && body ? Scope::of_owner(body->value) : Scope::whole_tenant();
}

std::vector<ShownImage> list_shown_images(db::Connection& db, TenantId tenant, OfferId id)
{
    std::vector<ShownImage> images;
    db.each<ImageRow>(
        images_of(tenant, id), [&](ImageRow row) { images.push_back(shown_image(std::move(row))); });
    return images;
}

std::string list_text(Offer const& offer)
{
    return search::folded_text(offer.title.source + ' ' + offer.organisation);
}

std::optional<Offer> find_offer(db::Connection& db, TenantId tenant, OfferId id)
{
    auto offers = read_offers(db, tenant, id);
    return offers.empty() ? std::nullopt : std::optional(std::move(offers.front()));
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
        insert_parts(db, tenant, id, offer, now);
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
        erase_parts(db, tenant, id);
        insert_parts(db, tenant, id, offer, now);
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
