#include "modules/portal/directory/offer_parts_store.hpp"

#include "modules/portal/directory/offer_store.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/query.hpp"

#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

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
    PhoneKind kind;
    std::string languages;
};

struct ContactRow {
    OfferId offer;
    std::string function, name, phone, email;
};

struct PriceRow {
    OfferId offer;
    std::optional<Money> cents;
    std::string option;
    std::optional<Date> valid_from, valid_to;
};

// "ar tr"
std::string as_words(std::vector<std::string> const& tags)
{
    std::string words;
    for (auto const& tag : tags)
        words += (words.empty() ? "" : " ") + tag;
    return words;
}

std::vector<std::string> from_words(std::string_view words)
{
    std::vector<std::string> tags;
    for (auto const tag : split(words, ' ')) {
        if (!tag.empty())
            tags.emplace_back(tag);
    }
    return tags;
}

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

db::Query images_of(TenantId tenant, SomeOffers const& only)
{
    db::Query query(
        "SELECT s.offer_id, i.id, i.public_id, i.width, i.height, i.hash, i.small_hash, s.alt, s.credit"
        " FROM offer_images s JOIN images i ON i.id = s.image_id AND i.tenant_id = s.tenant_id"
        " WHERE s.tenant_id = ?",
        tenant);
    if (only)
        query.add_any_of("s.offer_id", *only);
    return query;
}

}

void load_offer_parts(db::Connection& db, TenantId tenant, SomeOffers const& only, std::vector<Offer>& read)
{
    OffersById const offers(read);
    auto const rows_of = [&](db::SqlLiteral select, db::SqlLiteral order) {
        db::Query query(select);
        query.add(" WHERE tenant_id = ?", tenant);
        if (only)
            query.add_any_of("offer_id", *only);
        return query.add(order);
    };
    db.each<CodeRow>(
        rows_of("SELECT offer_id, facet, code FROM offer_codes", " ORDER BY id"), [&](CodeRow row) {
            if (auto* const offer = offers.find(row.offer))
                add_code(*offer, std::move(row));
        });
    db.each<PhoneRow>(
        rows_of(
            "SELECT offer_id, printed, international, note, kind, languages FROM offer_phones",
            " ORDER BY position, id"),
        [&](PhoneRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->phones.push_back(
                    {std::move(row.printed),
                     std::move(row.international),
                     {std::move(row.note), {}},
                     row.kind,
                     from_words(row.languages)});
        });
    db.each<ContactRow>(
        rows_of(
            "SELECT offer_id, function, name, phone, email FROM offer_contacts", " ORDER BY position, id"),
        [&](ContactRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->contacts.push_back(
                    {{std::move(row.function), {}},
                     std::move(row.name),
                     std::move(row.phone),
                     std::move(row.email)});
        });
    db.each<PriceRow>(
        rows_of(
            "SELECT offer_id, cents, option, valid_from, valid_to FROM offer_prices",
            " ORDER BY position, id"),
        [&](PriceRow row) {
            if (auto* const offer = offers.find(row.offer))
                offer->prices.push_back(
                    {row.cents, {std::move(row.option), {}}, row.valid_from, row.valid_to});
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

void insert_offer_parts(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer, Instant now)
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
            "INSERT INTO offer_phones (tenant_id, offer_id, position, printed, international, note, kind,"
            " languages) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, phone.printed, phone.international, phone.note.source, phone.kind,
            as_words(phone.languages));
    position = 0;
    for (auto const& contact : offer.contacts)
        db.execute(
            "INSERT INTO offer_contacts (tenant_id, offer_id, position, function, name, phone, email)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, contact.function.source, contact.name, contact.phone, contact.email);
    position = 0;
    for (auto const& price : offer.prices)
        db.execute(
            "INSERT INTO offer_prices (tenant_id, offer_id, position, cents, option, valid_from, valid_to)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, price.amount, price.option.source, price.valid_from, price.valid_to);
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

void erase_offer_parts(db::Connection& db, TenantId tenant, OfferId id)
{
    db.execute("DELETE FROM offer_codes WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_phones WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_contacts WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_prices WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_hours WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_exceptions WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_documents WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_sources WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_unsure_fields WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    db.execute("DELETE FROM offer_images WHERE tenant_id = ? AND offer_id = ?", tenant, id);
    erase_translations(db, tenant, offer_subject, id.value);
}

std::vector<ShownImage> list_shown_images(db::Connection& db, TenantId tenant, OfferId id)
{
    std::vector<ShownImage> images;
    db.each<ImageRow>(images_of(tenant, std::vector{id}), [&](ImageRow row) {
        images.push_back(shown_image(std::move(row)));
    });
    return images;
}

} // namespace kommin::portal
