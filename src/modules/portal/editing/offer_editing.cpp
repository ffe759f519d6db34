#include "modules/portal/editing/offer_editing.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/offer_silence.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/identity/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

// Whose the offer would be with these fields; nothing where they name no place of the tenant.
std::optional<Scope> scope_of(Fields const& fields, std::vector<tenants::Body> const& bodies)
{
    if (fields.value("reach") != "municipality")
        return Scope::whole_tenant();
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality && body.slug == fields.value("municipality"))
            return Scope::of_owner(body.id.value);
    }
    return std::nullopt;
}

ImportContext editing_context(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, Date today, OfferId offer)
{
    ImportContext context{
        .municipalities = {},
        .today = today,
        .images = list_images(db, tenant, {offer_subject, offer.value}),
        .own_situations = Categories::load(db, tenant).own_words()};
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            context.municipalities.push_back(body.slug);
    }
    return context;
}

// Whatever people have typed at the desks of the editors and the translators may name the same person.
void forget_unsaved_entries(Work& work, OfferId id)
{
    auto const number = std::to_string(id.value);
    identity::forget_unsaved_entries_of_page(work, "/verwaltung/angebote/" + number);
    for (auto const language : target_languages(*tenants::find_tenant(work.db(), work.tenant())))
        identity::forget_unsaved_entries_of_page(
            work, records::page_of_translators(language, offer_subject, id.value));
}

Problem unknown_offer()
{
    return Problem::not_found("desk.problem.unknown"_msg);
}

std::string slug_for(Work& work, Offer const& offer)
{
    return free_slug(offer.title.source, "angebot", offer.key, [&](std::string const& slug) {
        return slug == offer.slug || !is_slug_taken(work.db(), work.tenant(), slug);
    });
}

void mark_right(Work const& work, Offer& offer)
{
    offer.confirmed_on = work.today();
    offer.as_of = PartialDate(work.today());
    offer.hours.as_of = offer.as_of;
    offer.unsure_fields.clear();
    complete_hours(offer);
}

class OfferRecord final : public records::DraftedRecord {
public:
    OfferRecord(Work& work, OfferId id, records::EditState const& state)
        : work_(work)
        , id_(id)
        , was_public_(state.was_public)
        , is_proposed_(
              is_from_provider(state)
              && (state.draft_state == DraftState::in_review || state.draft_state == DraftState::scheduled))
        , offer_(*find_offer(work.db(), work.tenant(), id))
        , bodies_(tenants::list_bodies(work.db(), work.tenant()))
        , context_(editing_context(work.db(), work.tenant(), bodies_, work.today(), id))
    { }

    [[nodiscard]] Fields form() const override { return form_of(offer_); }
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& fields) const override
    {
        return scope_of(fields, bodies_);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return read_form(fields, offer_, context_).problems;
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override
    {
        return spelled_offer(work_.db(), work_.tenant(), fields, offer_, context_);
    }
    // A form that is not right yet gives at least its name.
    void store_hidden(Fields const& fields) override
    {
        auto entered = read_form(fields, offer_, context_);
        entered.offer.status = OfferStatus::inactive;
        entered.offer.organisation.clear(); // one that is still being typed must not become a record
        if (!entered.problems.empty()) {
            rename_hidden_offer(work_.db(), work_.tenant(), id_, entered.offer);
            return;
        }
        OfferLinkFinder links(work_, bodies_);
        auto const linked = links.links_of(entered.offer);
        auto const stored = update_offer(work_.db(), work_.tenant(), id_, entered.offer, linked, work_.now());
        if (!stored) // the rules of the form come first
            throw std::logic_error("a form without problems was refused by the store");
        ProgressKeeper(work_).note(entered.offer, id_);
    }
    Result<void> store_published(Fields const& fields) override
    {
        auto offer = read_form(fields, offer_, context_).offer;
        if (is_proposed_) // who runs it has looked at everything, and the editors at what was to be changed
            mark_right(work_, offer);
        return store(std::move(offer));
    }
    Result<void> store_archived() override
    {
        auto offer = offer_;
        offer.status = OfferStatus::inactive;
        end_silence(work_.db(), work_.tenant(), id_, work_.today(), work_.now());
        return store(std::move(offer));
    }

private:
    Result<void> store(Offer offer)
    {
        OfferLinkFinder links(work_, bodies_);
        links.spell_as_stored(offer);
        bool const is_changed = form_of(offer) != form();
        if (is_changed) {
            if (is_public(offer.status))
                offer.as_of = PartialDate(work_.today());
            mark_edited_here(work_.db(), work_.tenant(), id_);
        }
        if (!was_public_) { // nobody has a link yet: the address may follow the name
            offer.slug = slug_for(work_, offer);
            store_slug(work_.db(), work_.tenant(), id_, offer.slug);
        }
        auto const linked = links.links_of(offer);
        TRY(update_offer(work_.db(), work_.tenant(), id_, offer, linked, work_.now()));
        if (is_changed && is_public(offer.status)) // of the offer as it is now: it may have an address by now
            end_silence(work_.db(), work_.tenant(), id_, work_.today(), work_.now());
        offer.was_public = was_public_ || is_public(offer.status);
        ProgressKeeper(work_).note(offer, id_);
        gather_links(work_, id_);
        work_.publish(published_as, offer_subject.word(), id_);
        offer_ = std::move(offer);
        return {};
    }

    Work& work_;
    OfferId id_;
    bool was_public_;
    bool is_proposed_; // by who runs it, and not saved as anything else since
    Offer offer_;
    std::vector<tenants::Body> bodies_;
    ImportContext context_;
};

std::unique_ptr<records::DraftedRecord> open_offer(
    Work& work, std::int64_t id, records::EditState const& state)
{
    return std::make_unique<OfferRecord>(work, OfferId{id}, state);
}

// Everything is right as it stands. A draft that waits goes on waiting, whoever it is of.
Result<void> confirm(Work& work, Offer offer, records::Editing const& editing)
{
    editing.keep_baseline(form_of(offer));
    mark_right(work, offer);
    OfferLinkFinder links(work, tenants::list_bodies(work.db(), work.tenant()));
    TRY(update_offer(work.db(), work.tenant(), offer.id, offer, links.links_of(offer), work.now()));
    auto const fields = form_of(offer);
    editing.keep_changed(fields, fields, "confirmed");
    work.publish(published_as, offer_subject.word(), offer.id);
    return {};
}

Result<records::Editing> begin_editing(Work& work, SeenOffer seen)
{
    return records::Editing::begin(
        work, edited_offers, seen.id.value, seen.version, edit_offers, "desk.problem.unknown"_msg);
}

// In all languages, whoever asks.
Translatable texts_of_offer(db::Connection& db, TenantId tenant, OfferId id)
{
    return *find_offer_texts(db, tenant, id, Language::german());
}

}

constinit records::DraftedKind const drafted_offers{
    .edited = edited_offers,
    .edit = edit_offers,
    .publish = publish_offers,
    .unknown = "desk.problem.unknown"_msg,
    .owner_field = "municipality",
    .no_owner = "desk.problem.place"_msg,
    .foreign_owner = "desk.problem.foreign_owner"_msg,
    .publication_job = "portal.offer.publication_due",
    .open = &open_offer,
    .find_actor = &find_planner,
    .tell = &tell_whoever_handed_in};

std::optional<EditedOffer> find_edited_offer(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_offers, id.value);
    if (!state || !actor.may(see_offers, state->owner))
        return std::nullopt;
    auto offer = *find_offer(db, tenant, id);
    auto record = form_of(offer);
    return EditedOffer{
        records::find_edited(db, tenant, edited_offers, id.value, *state, std::move(record)),
        std::move(offer)};
}

ImportContext load_editing_context(db::Connection& db, TenantId tenant, Date today, OfferId id)
{
    return editing_context(db, tenant, tenants::list_bodies(db, tenant), today, id);
}

Fields spelled_offer(
    db::Connection& db, TenantId tenant, Fields const& fields, Offer const& before,
    ImportContext const& context)
{
    auto spelled = spelled_form(fields, before, context);
    auto const name = std::string(spelled.value("organisation"));
    if (name.empty() || name == before.organisation)
        return spelled;
    if (auto const id = contacts::find_organisation_by_key(db, tenant, organisation_key(name)))
        spelled.set("organisation", contacts::find_organisation(db, tenant, *id).value().organisation.name);
    return spelled;
}

std::vector<std::string> organisations_to_choose(db::Connection& db, TenantId tenant)
{
    constexpr std::int64_t most = 500; // more of them would be a heavier page than the form itself
    return contacts::list_shown_names(db, tenant, most);
}

bool makes_organisation(db::Connection& db, TenantId tenant, Fields const& fields)
{
    auto const name = fields.value("organisation");
    return !name.empty() && !contacts::find_organisation_by_key(db, tenant, organisation_key(name));
}

std::vector<Problem> check_form(
    db::Connection& db, TenantId tenant, Date today, Fields const& fields, Offer const& before)
{
    return read_form(fields, before, load_editing_context(db, tenant, today, before.id)).problems;
}

Result<OfferId> create_offer(Work& work, Fields const& fields, std::string_view form_key)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const scope = scope_of(fields, bodies);
    if (!work.actor().may_somewhere(edit_offers))
        return unknown_offer();
    if (!scope)
        return Problem::invalid("municipality", "desk.problem.place"_msg);
    if (!work.actor().may(edit_offers, *scope))
        return Problem::invalid("municipality", "desk.problem.foreign_owner"_msg);
    Offer offer;
    // The same form with other entries is another offer: somebody went back and made the next one of it.
    constexpr std::size_t key_digits = 24;
    offer.key = "eigen-"
        + crypto::sha256_hex(work.actor().code() + ' ' + std::string(form_key) + ' ' + fields.to_json())
              .substr(0, key_digits);
    if (auto const made = find_offer_by_key(work.db(), work.tenant(), offer.key))
        return *made; // the same button, pressed twice
    offer.title.source = truncate_utf8(fields.value("title"), 200);
    offer.kind = enum_from<OfferKind>(fields.value("kind")).value_or(OfferKind::other_offer);
    offer.reach = enum_from<Reach>(fields.value("reach")).value_or(Reach::municipality);
    if (!scope->is_whole_tenant())
        offer.municipality = fields.value("municipality");
    offer.status = OfferStatus::inactive; // until it is published
    offer.as_of = PartialDate(work.today());
    offer.public_id = public_id_of("offer", work.tenant(), offer.key);
    offer.slug = slug_for(work, offer);
    OfferLinkFinder links(work, bodies);
    auto const id = TRY(
        insert_offer(work.db(), work.tenant(), offer, links.links_of(offer), work.now(), MadeBy::editors));
    records::keep_created(
        work, edited_offers, id.value, *scope,
        spelled_offer(
            work.db(), work.tenant(), fields, *find_offer(work.db(), work.tenant(), id),
            editing_context(work.db(), work.tenant(), bodies, work.today(), id)));
    return id;
}

std::optional<Namesake> find_namesake(
    db::Connection& db, TenantId tenant, Offer const& offer, Actor const& actor)
{
    // Names that make the same word for an address are the same to people, too: "Chor!" and "chor".
    auto const stem = slugify(offer.title.source);
    if (offer.was_public || stem.empty() || offer.slug == stem)
        return std::nullopt;
    auto const other = find_offer_by_slug(db, tenant, stem);
    auto const seen = other ? find_edited_offer(db, tenant, *other, actor) : std::nullopt;
    if (!seen || seen->offer.id == offer.id)
        return std::nullopt;
    return Namesake{seen->offer.id, seen->offer.title.source};
}

Result<void> confirm_offer(Work& work, SeenOffer seen)
{
    auto const editing = TRY(begin_editing(work, seen));
    return confirm(work, *find_offer(work.db(), work.tenant(), seen.id), editing);
}

Result<void> confirm_offer_by_link(Work& work, OfferId id)
{
    auto const editing = records::Editing::begin_unasked(work, edited_offers, id.value);
    auto offer = editing ? find_offer(work.db(), work.tenant(), id) : std::nullopt;
    if (!offer || !is_public(offer->status))
        return unknown_offer();
    return confirm(work, std::move(*offer), *editing);
}

bool is_from_provider(records::EditState const& state)
{
    return state.draft_state != DraftState::none && state.handed_in_by == Actor::visitor().code();
}

bool is_back_at_provider(records::EditState const& state)
{
    return state.draft_state == DraftState::returned && is_from_provider(state);
}

Result<std::optional<std::int64_t>> propose_by_link(
    Work& work, OfferId id, std::span<std::string const> changed, Fields const& values, bool takes_up)
{
    auto const offer = find_offer(work.db(), work.tenant(), id);
    if (!offer || !is_public(offer->status))
        return unknown_offer();
    auto drafting = *records::Drafting::begin_unasked(work, drafted_offers, id.value);
    auto const& state = drafting.state();
    if (state.draft_state != DraftState::none && !(takes_up && is_back_at_provider(state)))
        return std::optional<std::int64_t>{};
    auto fields = drafting.current();
    for (auto const& name : changed)
        fields.set(name, values.values(name));
    drafting.keep_draft(
        fields,
        {.state = DraftState::in_review,
         .step = "proposed",
         .base = state.base(),
         .handed_in_by = work.actor().code()});
    return std::optional(state.version + 1);
}

Result<void> erase_history(Work& work, SeenOffer seen)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_offers, seen.id.value, seen.version, erase_offer_history, "desk.problem.unknown"_msg));
    if (editing.state().draft_state != DraftState::none)
        return Problem::conflict({}, "desk.erase.draft"_msg);
    records::erase_versions(work, {offer_subject, seen.id.value}, {editing.state().record_version});
    erase_earlier_translations(work, texts_of_offer(work.db(), work.tenant(), seen.id));
    forget_unsaved_entries(work, seen.id);
    work.audit("portal.offer.history_erased", "offer", seen.id);
    return {};
}

std::int64_t count_earlier_versions(
    db::Connection& db, TenantId tenant, OfferId id, records::EditState const& state)
{
    return records::count_versions(db, tenant, {offer_subject, id.value}, {state.record_version})
        + count_earlier_translations(db, tenant, texts_of_offer(db, tenant, id));
}

Result<Change> confirm_one_of_many(Work& work, SeenOffer seen)
{
    auto const state = records::find_edit_state(work.db(), work.tenant(), edited_offers, seen.id.value);
    if (!state || !work.actor().may(edit_offers, state->owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    auto const offer = *find_offer(work.db(), work.tenant(), seen.id);
    if (offer.confirmed_on == work.today())
        return Change::was_so_already;
    if (!state->was_public || !is_public(offer.status))
        return Problem::conflict({}, "desk.bulk.not_public"_msg);
    if (state->draft_state != DraftState::none)
        return Problem::conflict({}, "desk.bulk.draft_waits"_msg);
    TRY(confirm_offer(work, seen));
    return Change::made;
}

Result<Change> archive_one_of_many(Work& work, SeenOffer seen)
{
    auto const state = records::find_edit_state(work.db(), work.tenant(), edited_offers, seen.id.value);
    if (!state || !work.actor().may(publish_offers, state->owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    if (!state->was_public)
        return Problem::conflict({}, "desk.bulk.never_public"_msg);
    if (state->draft_state == DraftState::none
        && !is_public(find_offer(work.db(), work.tenant(), seen.id)->status))
        return Change::was_so_already;
    TRY(records::archive(work, drafted_offers, seen));
    return Change::made;
}

Result<Change> publish_one_of_many(Work& work, SeenOffer seen)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !work.actor().may(publish_offers, edited->state.owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    if (edited->state.draft_state == DraftState::none && is_public(edited->offer.status)
        && edited->state.was_public)
        return Change::was_so_already;
    if (edited->state.draft_state != DraftState::in_review)
        return Problem::conflict({}, "desk.bulk.not_handed_in"_msg);
    seen.base = edited->state.base();
    TRY(records::publish(work, drafted_offers, seen, edited->fields));
    return Change::made;
}

JobRule scheduled_publication()
{
    return records::publication_rule(drafted_offers, "job.portal.offer.publication_due"_msg);
}

} // namespace kommin::portal
