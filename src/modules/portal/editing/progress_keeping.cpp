#include "modules/portal/editing/progress_keeping.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/category_translating.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

namespace kommin::portal {

namespace {

constexpr std::string_view round_kind = "portal.translations.count";

// The next offers, and which of them say something else than the work lists.
struct Piece {
    std::vector<OfferId> wrong;
    std::optional<std::int64_t> last; // nothing: no more follow
};
Piece read_piece(db::Connection& db, TenantId tenant, std::int64_t after, int at_once)
{
    auto const ids = list_offer_ids(db, tenant, OfferId{after}, at_once);
    auto const district = TranslatedDistrict::load(db, tenant);
    Piece piece;
    for (auto const& offer : list_offers(db, tenant, ids)) {
        if (!content::is_progress_stored(
                db, tenant, district.record_of(offer, offer.id), district.languages_of(offer)))
            piece.wrong.push_back(offer.id);
    }
    if (std::ssize(ids) == at_once)
        piece.last = ids.back().value;
    return piece;
}

// A district has some hundred of them.
Result<void> count_all_else(WorkContext const& context)
{
    return run_use_case(context, [](Work& work) -> Result<void> {
        ProgressKeeper keeper(work);
        for (auto const& page : list_pages(work.db(), work.tenant()))
            keeper.note(page, page.id);
        for (auto const& body : tenants::list_bodies(work.db(), work.tenant()))
            keeper.note(body);
        for (auto const id : list_own_situation_ids(work.db(), work.tenant()))
            keeper.note(*find_situation_texts(work.db(), work.tenant(), id));
        return {};
    });
}

// What is wrong among the next records of another module, and where it goes on; nothing: no more follow.
struct PieceOfOthers {
    std::vector<std::int64_t> wrong;
    std::optional<std::int64_t> last;
};
PieceOfOthers read_piece_of(
    db::Connection& db, TenantId tenant, records::TranslatedKind const& kind, std::int64_t after, Date today,
    int at_once)
{
    auto const languages = target_languages(*tenants::find_tenant(db, tenant));
    auto const ids = records::list_records_to_keep(db, tenant, kind, after, at_once);
    PieceOfOthers piece;
    for (auto const id : ids) {
        if (!records::is_progress_kept(db, tenant, kind, id, languages, today))
            piece.wrong.push_back(id);
    }
    if (std::ssize(ids) == at_once)
        piece.last = ids.back();
    return piece;
}

// Behind which record a round goes on: of the offers, then of the kinds of other modules in their order.
struct PlaceOfRound {
    static constexpr int bits_of_id = 48; // the database counts no further than that

    std::int64_t kind = 0; // 0: the offers, 1: the first kind of another module
    std::int64_t after = 0;

    static PlaceOfRound of(std::int64_t position)
    {
        return {position >> bits_of_id, position & ((std::int64_t{1} << bits_of_id) - 1)};
    }
    [[nodiscard]] std::int64_t position() const { return (kind << bits_of_id) | after; }
};

// Each returns the last record of a batch; nothing where none of its kind follows.
Result<std::optional<std::int64_t>> count_some_offers(
    WorkContext const& context, std::int64_t after, int at_once)
{
    auto const piece = read_only(
        context, [&](db::Connection& db) { return read_piece(db, context.tenant, after, at_once); });
    if (!piece.wrong.empty())
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            ProgressKeeper keeper(work);
            for (auto const& offer : list_offers(work.db(), work.tenant(), piece.wrong))
                keeper.note(offer, offer.id);
            return {};
        }));
    return piece.last;
}

Result<std::optional<std::int64_t>> count_some_of(
    WorkContext const& context, records::TranslatedKind const& kind, std::int64_t after, int at_once)
{
    auto const today = context.zone.to_local(context.clock.now()).date;
    auto const piece = read_only(context, [&](db::Connection& db) {
        return read_piece_of(db, context.tenant, kind, after, today, at_once);
    });
    if (!piece.wrong.empty())
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            auto const languages = target_languages(*tenants::find_tenant(work.db(), work.tenant()));
            for (auto const id : piece.wrong)
                records::keep_progress(work, kind, id, languages);
            return {};
        }));
    return piece.last;
}

Result<std::optional<std::int64_t>> count_some(
    WorkContext const& context, TranslatedKinds const& kinds, std::int64_t position, int at_once)
{
    auto const [kind, after] = PlaceOfRound::of(position);
    auto const others = kinds.others();
    if (kind > std::ssize(others)) // begun by a program that knew more of them
        return std::optional<std::int64_t>{};
    auto const last = TRY(
        kind == 0 ? count_some_offers(context, after, at_once)
                  : count_some_of(context, others[static_cast<std::size_t>(kind - 1)], after, at_once));
    if (last)
        return std::optional(PlaceOfRound{kind, *last}.position());
    if (kind == 0)
        TRY(count_all_else(context));
    return kind == std::ssize(others) ? std::nullopt : std::optional(PlaceOfRound{kind + 1, 0}.position());
}

}

LocalisedText introduction_of(db::Connection& db, TenantId tenant, tenants::Body const& body)
{
    auto translations = content::TranslationShelf::load(db, tenant, body_subject, body.id.value);
    return {body.intro, translations.take(body.id.value, intro_field)};
}

TranslatedDistrict TranslatedDistrict::load(db::Connection& db, TenantId tenant)
{
    TranslatedDistrict district;
    district.bodies = tenants::list_bodies(db, tenant);
    if (auto const found = tenants::find_tenant(db, tenant))
        district.languages = target_languages(*found);
    return district;
}

content::TranslatedRecord TranslatedDistrict::record_of(Offer const& offer, OfferId id) const
{
    content::TranslatedRecord record{
        .kind = offer_subject,
        .id = id.value,
        .owner = {},
        .title = offer.title.source,
        .list_text = records::list_text_of(offer.title.source),
        .texts = {}};
    if (offer.reach == Reach::municipality)
        record.owner = owner_of(offer.municipality);
    each_localised_field(
        offer, [&](std::string_view, LocalisedText const& text) { record.texts.push_back(&text); });
    return record;
}

content::TranslatedRecord TranslatedDistrict::record_of(InfoPage const& page, PageId id) const
{
    content::TranslatedRecord record{
        .kind = page_subject,
        .id = id.value,
        .owner = owner_of(page.municipality),
        .title = page.title.source,
        .list_text = records::list_text_of(page.title.source),
        .texts = {}};
    each_localised_page_field(
        page, [&](std::string_view, LocalisedText const& text) { record.texts.push_back(&text); });
    return record;
}

content::TranslatedRecord TranslatedDistrict::record_of(
    tenants::Body const& body, LocalisedText const& introduction)
{
    auto const owner = portal::owner_of(body);
    return {
        .kind = body_subject,
        .id = body.id.value,
        .owner = owner.is_whole_tenant() ? std::nullopt : std::optional(owner.owner()),
        .title = body.name,
        .list_text = records::list_text_of(body.name),
        .texts = {&introduction}};
}

content::TranslatedRecord TranslatedDistrict::record_of(Translatable const& record)
{
    content::TranslatedRecord noted{
        .kind = record.kind,
        .id = record.id,
        .owner = {},
        .title = record.title,
        .list_text = records::list_text_of(record.title),
        .texts = {}};
    for (auto const& field : record.fields)
        noted.texts.push_back(&field.text);
    return noted;
}

std::span<Language const> TranslatedDistrict::languages_of(Offer const& offer) const
{
    bool const has_ended = offer.was_public && !is_public(offer.status);
    return has_ended ? std::span<Language const>{} : languages;
}

std::optional<std::int64_t> TranslatedDistrict::owner_of(std::string_view municipality) const
{
    auto const found = std::ranges::find(bodies, municipality, &tenants::Body::slug);
    bool const is_one = !municipality.empty() && found != bodies.end();
    return is_one ? std::optional(found->id.value) : std::nullopt;
}

ProgressKeeper::ProgressKeeper(Work& work)
    : work_(work)
    , district_(TranslatedDistrict::load(work.db(), work.tenant()))
{ }

void ProgressKeeper::note(Offer const& offer, OfferId id)
{
    content::store_progress(
        work_.db(), work_.tenant(), district_.record_of(offer, id), district_.languages_of(offer),
        work_.now());
}

void ProgressKeeper::note(InfoPage const& page, PageId id)
{
    content::store_progress(
        work_.db(), work_.tenant(), district_.record_of(page, id), district_.languages, work_.now());
}

void ProgressKeeper::note(tenants::Body const& body)
{
    auto const intro = introduction_of(work_.db(), work_.tenant(), body);
    content::store_progress(
        work_.db(), work_.tenant(), TranslatedDistrict::record_of(body, intro),
        intro.empty() ? std::span<Language const>{} : district_.languages, work_.now());
}

void ProgressKeeper::note(Translatable const& record)
{
    content::store_progress(
        work_.db(), work_.tenant(), TranslatedDistrict::record_of(record), district_.languages, work_.now());
}

RecurringRule progress_count()
{
    return daily_round(
        "portal.translations.counted", i18n::TimeOfDay::at(2, 30), round_kind,
        "job.portal.translations.counted"_msg);
}

JobRule progress_round(TranslatedKinds const& kinds, PaceOfCount pace)
{
    return round_job(
        round_kind,
        [kinds, pace](WorkContext const& context, std::int64_t position) {
            return count_some(context, kinds, position, pace.at_once);
        },
        "job.portal.translations.count"_msg, pace.longest_turn);
}

} // namespace kommin::portal
