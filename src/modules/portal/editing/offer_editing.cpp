#include "modules/portal/editing/offer_editing.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/planned_publication.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view publication_kind = "portal.offer.publication_due";
// People at work find what was published in the night.
constexpr auto publication_hour = i18n::TimeOfDay::at(0, 5);

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

ImportContext editing_context(std::vector<tenants::Body> const& bodies, Date today, std::vector<Image> images)
{
    ImportContext context{.municipalities = {}, .today = today, .images = std::move(images)};
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            context.municipalities.push_back(body.slug);
    }
    return context;
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

// An offer that is being changed in a work, after everything that must be asked before.
class OfferEditing {
public:
    static Result<OfferEditing> begin(Work& work, SeenOffer seen, Permission permission)
    {
        auto editing = TRY(records::Editing::begin(
            work, edited_offers, seen.id.value, seen.version, permission, "desk.problem.unknown"_msg));
        return OfferEditing(work, seen.id, std::move(editing), permission);
    }

    // For whoever need not be asked: the holder of a link, the plan that somebody made.
    static std::optional<OfferEditing> begin_unasked(Work& work, OfferId id)
    {
        auto editing = records::Editing::begin_unasked(work, edited_offers, id.value);
        return editing ? std::optional(OfferEditing(work, id, std::move(*editing), edit_offers))
                       : std::nullopt;
    }

    // Whose these fields would make the offer; nothing where they name no place of the tenant.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& fields) const
    {
        return scope_of(fields, bodies_);
    }
    // What these fields would make of the offer: still somebody's whose offers this person may change.
    [[nodiscard]] Result<void> check_place(Fields const& fields) const
    {
        auto const scope = owner_with(fields);
        if (!scope)
            return Problem::invalid("municipality", "desk.problem.place"_msg);
        if (!work_->actor().may(permission_, *scope))
            return Problem::invalid("municipality", "desk.problem.foreign_place"_msg);
        return {};
    }
    [[nodiscard]] Result<void> check_base(std::int64_t base) const
    {
        return editing_.check_base(base, form_of(offer_));
    }
    [[nodiscard]] Result<Offer> read(Fields const& fields) const
    {
        auto entered = read_form(fields, offer_, context_);
        if (!entered.problems.empty())
            return std::move(entered.problems.front());
        return std::move(entered.offer);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const
    {
        return read_form(fields, offer_, context_).problems;
    }
    [[nodiscard]] Fields current() const { return editing_.current(form_of(offer_)); }
    [[nodiscard]] bool is_kept(Fields const& fields, std::int64_t base) const
    {
        return editing_.is_kept(fields, form_of(offer_), base);
    }
    [[nodiscard]] Offer const& offer() const { return offer_; }
    [[nodiscard]] records::EditState const& state() const { return editing_.state(); }

    void keep_draft(Fields const& fields, records::NewDraft const& draft)
    {
        auto const before = current();
        editing_.keep_baseline(form_of(offer_));
        if (!state().was_public)
            write_through(fields);
        editing_.keep_draft(before, fields, draft);
    }
    // `planned_by`: whoever decided it, where nobody is asked now.
    Result<void> publish(Offer offer, std::string_view step, std::string planned_by = {})
    {
        OfferLinkFinder links(*work_, bodies_);
        links.spell_as_stored(offer);
        // Who runs it has looked at everything, and the editors at what was to be changed.
        if (step == "published" && is_from_provider(state()) && !is_back_at_provider(state()))
            mark_right(offer);
        auto const before = form_of(offer_);
        auto const after = form_of(offer);
        editing_.keep_baseline(before);
        if (after != before) {
            if (is_public(offer.status))
                offer.as_of = PartialDate(work_->today());
            mark_edited_here(work_->db(), work_->tenant(), id_);
        }
        if (!state().was_public) { // nobody has a link yet: the address may follow the name
            offer.slug = slug_for(*work_, offer);
            store_slug(work_->db(), work_->tenant(), id_, offer.slug);
        }
        auto const linked = links.links_of(offer);
        TRY(update_offer(work_->db(), work_->tenant(), id_, offer, linked, work_->now()));
        offer.was_public = state().was_public || is_public(offer.status);
        ProgressKeeper(*work_).note(offer, id_, linked.body);
        editing_.keep_published(before, after, step, std::move(planned_by));
        tell(step == "archived" ? DraftOutcome::discarded : DraftOutcome::published);
        gather_links(*work_, id_);
        work_->publish(published_as);
        return {};
    }
    // Everything is right as it stands. A draft that waits goes on waiting.
    Result<void> confirm()
    {
        auto offer = offer_;
        mark_right(offer);
        OfferLinkFinder links(*work_, bodies_);
        editing_.keep_baseline(form_of(offer_));
        TRY(update_offer(work_->db(), work_->tenant(), id_, offer, links.links_of(offer), work_->now()));
        auto const fields = form_of(offer); // a draft beside it stays whose it is
        editing_.keep_changed(fields, fields, "confirmed");
        work_->publish(published_as);
        return {};
    }
    void discard()
    {
        editing_.discard(form_of(offer_));
        tell(DraftOutcome::discarded);
    }
    void tell(DraftOutcome outcome)
    {
        tell_whoever_handed_in(*work_, {offer_subject, id_.value}, state(), outcome);
    }
    // From here on the fields may name it.
    void add_image(Image const& image)
    {
        context_.images.push_back(
            insert_image(work_->db(), work_->tenant(), {offer_subject, id_.value}, image, work_->now()));
    }

private:
    OfferEditing(Work& work, OfferId id, records::Editing editing, Permission permission)
        : work_(&work)
        , id_(id)
        , editing_(std::move(editing))
        , permission_(permission)
        , offer_(*find_offer(work.db(), work.tenant(), id))
        , bodies_(tenants::list_bodies(work.db(), work.tenant()))
        , context_(editing_context(
              bodies_, work.today(), list_images(work.db(), work.tenant(), {offer_subject, id.value})))
    { }

    void mark_right(Offer& offer) const
    {
        offer.confirmed_on = work_->today();
        offer.as_of = PartialDate(work_->today());
        offer.hours.as_of = offer.as_of;
        offer.unsure_fields.clear();
        complete_hours(offer);
    }

    // Nobody but editors sees it yet: what the form says can be its record at once, so that lists show it and
    // translators can begin. A form that is not right yet gives at least its name.
    void write_through(Fields const& fields)
    {
        auto entered = read_form(fields, offer_, context_);
        entered.offer.status = OfferStatus::inactive;
        entered.offer.organisation.clear(); // one that is still being typed must not become a record
        if (!entered.problems.empty()) {
            rename_hidden_offer(work_->db(), work_->tenant(), id_, entered.offer);
            return;
        }
        OfferLinkFinder links(*work_, bodies_);
        auto const linked = links.links_of(entered.offer);
        auto const stored
            = update_offer(work_->db(), work_->tenant(), id_, entered.offer, linked, work_->now());
        if (!stored) // the rules of the form come first
            throw std::logic_error("a form without problems was refused by the store");
        ProgressKeeper(*work_).note(entered.offer, id_, linked.body);
    }

    Work* work_;
    OfferId id_;
    records::Editing editing_;
    Permission permission_;
    Offer offer_;
    std::vector<tenants::Body> bodies_;
    ImportContext context_;
};

// Whatever else is not right yet in these fields: of the picture everything must be.
Result<void> keep_with_image(OfferEditing& editing, Fields const& fields)
{
    for (auto& problem : editing.problems_of(fields)) {
        if (problem.field.starts_with("image"))
            return std::move(problem);
    }
    auto const base = editing.state().base();
    if (!editing.is_kept(fields, base))
        editing.keep_draft(fields, {.state = DraftState::draft, .step = "draft_saved", .base = base});
    return {};
}

// In all languages, whoever asks.
Translatable texts_of_offer(db::Connection& db, TenantId tenant, OfferId id)
{
    return *find_translatable(
        db, tenant, offer_subject.word(), id.value, Language::german(), Actor::system());
}

// Due on the morning of its day; only the version that was meant for it.
Result<void> publish_scheduled(Work& work, JobOrder const& order)
{
    auto const id = order.id<OfferId>("offer");
    auto const version = order.id<StrongId<struct VersionTag>>("version").value;
    auto editing = OfferEditing::begin_unasked(work, id);
    bool const is_meant = editing && editing->state().draft_state == DraftState::scheduled
        && editing->state().draft_version == version; // the record may have been confirmed meanwhile
    if (!is_meant)
        return {}; // the draft was changed, published or taken back
    auto const fields = editing->current();
    auto const base = editing->state().base();
    auto const planned
        = records::find_draft(work.db(), work.tenant(), edited_offers, id.value, editing->state());
    auto offer = editing->read(fields);
    if (!offer || !editing->check_base(base)
        || !may_publish_by_now(
            work, planned, publish_offers, editing->state().owner, editing->owner_with(fields))) {
        // The rules, the municipalities, the record or the rights of whoever planned it have changed since:
        // somebody must look at it.
        editing->keep_draft(
            fields,
            {.state = DraftState::in_review,
             .step = "publication_failed",
             .base = base,
             .handed_in_by = whoever_asked(editing->state(), planned)});
        return {};
    }
    return editing->publish(
        std::move(offer.value()), "published", planned ? planned->head.saved_by : std::string{});
}

}

std::optional<EditedOffer> find_edited_offer(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_offers, id.value);
    if (!state || !actor.may(see_offers, state->owner))
        return std::nullopt;
    auto offer = *find_offer(db, tenant, id);
    auto fields = form_of(offer);
    EditedOffer edited{.offer = std::move(offer), .state = *state, .fields = std::move(fields), .draft = {}};
    if (auto draft = records::find_draft(db, tenant, edited_offers, id.value, *state)) {
        edited.has_moved
            = records::has_moved(db, tenant, edited_offers, id.value, *state, state->base(), edited.fields);
        edited.fields = std::move(draft->fields);
        edited.draft = std::move(draft->head);
    }
    return edited;
}

ImportContext load_editing_context(db::Connection& db, TenantId tenant, Date today, OfferId id)
{
    return editing_context(
        tenants::list_bodies(db, tenant), today, list_images(db, tenant, {offer_subject, id.value}));
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
    if (!work.actor().rights().allows_somewhere(edit_offers))
        return unknown_offer();
    if (!scope)
        return Problem::invalid("municipality", "desk.problem.place"_msg);
    if (!work.actor().may(edit_offers, *scope))
        return Problem::invalid("municipality", "desk.problem.foreign_place"_msg);
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
    records::keep_created(work, edited_offers, id.value, *scope, fields);
    return id;
}

Result<void> save_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    if (!editing.is_kept(fields, seen.base))
        editing.keep_draft(fields, {.state = DraftState::draft, .step = "draft_saved", .base = seen.base});
    return {};
}

Result<void> hand_in_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields,
        {.state = DraftState::in_review,
         .step = "handed_in",
         .base = seen.base,
         .handed_in_by = work.actor().code()});
    return {};
}

Result<void> publish_offer(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(OfferEditing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    auto offer = TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    return editing.publish(std::move(offer), "published");
}

Result<void> schedule_offer(Work& work, SeenOffer seen, Fields const& fields, Date day)
{
    auto editing = TRY(OfferEditing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    if (!day.ok() || day <= work.today())
        return Problem::invalid("publish_on", "desk.problem.publish_on"_msg);
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields, {.state = DraftState::scheduled, .step = "scheduled", .base = seen.base, .publish_on = day});
    json::Writer payload;
    payload.object([&](json::ObjectWriter& object) {
        object.member("offer", seen.id.value);
        object.member("version", seen.version + 1);
    });
    work.enqueue(
        publication_kind, payload.take(), jobs::RunAt::at(work.zone().to_instant({day, publication_hour})));
    return {};
}

Result<void> give_back_draft(Work& work, SeenOffer seen, Fields const& fields, std::string_view reason)
{
    auto editing = TRY(OfferEditing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    TRY(records::check_return(editing.state(), reason));
    editing.keep_draft(
        fields,
        {.state = DraftState::returned,
         .step = "given_back",
         .base = seen.base,
         .return_reason = std::string(reason)});
    editing.tell(DraftOutcome::given_back);
    return {};
}

Result<void> discard_draft(Work& work, SeenOffer seen)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    if (editing.state().draft_state != DraftState::none)
        editing.discard();
    return {};
}

Result<void> archive_offer(Work& work, SeenOffer seen)
{
    auto editing = TRY(OfferEditing::begin(work, seen, publish_offers));
    auto offer = editing.offer();
    offer.status = OfferStatus::inactive;
    return editing.publish(std::move(offer), "archived");
}

Result<void> put_image(Work& work, SeenOffer seen, NewImage const& image)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    editing.add_image(image.image);
    auto fields = editing.current();
    fields.set("image", image.image.public_id);
    fields.set("image_alt", image.alt);
    fields.set("image_credit", image.credit);
    return keep_with_image(editing, fields);
}

Result<void> remove_image(Work& work, SeenOffer seen)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    auto fields = editing.current();
    for (auto const* const name : {"image", "image_alt", "image_credit"})
        fields.set(name, "");
    return keep_with_image(editing, fields);
}

bool shows(EditedOffer const& edited, std::string_view public_id)
{
    return edited.fields.value("image") == public_id
        || std::ranges::any_of(edited.offer.images, [&](ShownImage const& shown) {
               return shown.image.public_id == public_id;
           });
}

Result<void> erase_offer_image(Work& work, OfferId id, std::string_view public_id)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), id, work.actor());
    if (!edited || !work.actor().may(publish_offers, edited->state.owner))
        return unknown_offer();
    auto const image = find_image(work.db(), work.tenant(), {offer_subject, id.value}, public_id);
    if (!image)
        return unknown_offer();
    if (shows(*edited, public_id))
        return Problem::conflict({}, "image.problem.shown"_msg);
    erase_image_of_offer(work, id, image->id, public_id);
    return {};
}

void erase_image_of_offer(Work& work, OfferId id, ImageId image, std::string_view public_id)
{
    erase_image(work.db(), work.tenant(), image);
    work.audit(
        "portal.offer.image_erased", offer_subject.word(), id, {}, {{"image", std::string(public_id)}});
}

Result<void> confirm_offer(Work& work, SeenOffer seen)
{
    auto editing = TRY(OfferEditing::begin(work, seen, edit_offers));
    return editing.confirm();
}

Result<void> confirm_offer_by_link(Work& work, OfferId id)
{
    auto editing = OfferEditing::begin_unasked(work, id);
    if (!editing || !is_public(editing->offer().status))
        return unknown_offer();
    return editing->confirm();
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
    Work& work, OfferId id, std::span<std::string const> changed, Fields const& values)
{
    auto editing = OfferEditing::begin_unasked(work, id);
    if (!editing || !is_public(editing->offer().status))
        return unknown_offer();
    auto const& state = editing->state();
    if (state.draft_state != DraftState::none && !is_back_at_provider(state))
        return std::optional<std::int64_t>{};
    auto fields = editing->current();
    for (auto const& name : changed)
        fields.set(name, values.values(name));
    editing->keep_draft(
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
    TRY(archive_offer(work, seen));
    return Change::made;
}

JobRule scheduled_publication()
{
    return {publication_kind, JobInWork(&publish_scheduled), "job.portal.offer.publication_due"_msg};
}

} // namespace kommin::portal
