#include "modules/portal/offer_editing.hpp"

#include "modules/portal/offer_edit_store.hpp"
#include "modules/portal/offer_links.hpp"
#include "modules/portal/permissions.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/publication.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/writer.hpp"

#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view publication_kind = "portal.offer.publication_due";
// People at work find what was published in the night.
constexpr auto publication_hour = i18n::TimeOfDay::at(0, 5);

records::Subject subject_of(OfferId id)
{
    return {offer_subject, id.value};
}

Scope scope_of(EditState const& state)
{
    return state.reach == Reach::municipality && state.body ? Scope::of_owner(state.body->value)
                                                            : Scope::whole_tenant();
}

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

ImportContext editing_context(std::vector<tenants::Body> const& bodies, Date today)
{
    ImportContext context{.municipalities = {}, .today = today};
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

// An offer that is being changed in a work, after everything that must be asked before.
class Editing {
public:
    static Result<Editing> begin(Work& work, SeenOffer seen, Permission permission)
    {
        auto const state = find_edit_state(work.db(), work.tenant(), seen.id);
        if (!state || !work.actor().may(permission, scope_of(*state)))
            return unknown_offer();
        if (state->version != seen.version)
            return Problem::conflict({}, "desk.problem.changed_meanwhile"_msg);
        return Editing(work, seen.id, *state, permission);
    }

    // What these fields would make of the offer: still somebody's whose offers this person may change.
    [[nodiscard]] Result<void> check_place(Fields const& fields) const
    {
        auto const scope = scope_of(fields, bodies_);
        if (!scope)
            return Problem::invalid("municipality", "desk.problem.place"_msg);
        if (!work_->actor().may(permission_, *scope))
            return Problem::invalid("municipality", "desk.problem.foreign_place"_msg);
        return {};
    }
    [[nodiscard]] Result<Offer> read(Fields const& fields) const
    {
        auto entered = read_form(fields, offer_, context_);
        if (!entered.problems.empty())
            return std::move(entered.problems.front());
        return std::move(entered.offer);
    }
    [[nodiscard]] Fields current() const
    {
        if (state_.draft_version) {
            if (auto version
                = records::find_version(work_->db(), work_->tenant(), subject_of(id_), *state_.draft_version))
                return std::move(version->fields);
        }
        return form_of(offer_);
    }
    [[nodiscard]] Offer const& offer() const { return offer_; }
    [[nodiscard]] EditState const& state() const { return state_; }

    void keep_draft(
        Fields const& fields, DraftState state, std::string_view action, std::optional<Date> day = {})
    {
        auto const before = current();
        keep_baseline();
        auto const number = state_.version + 1;
        store_draft(work_->db(), work_->tenant(), id_, number, state, day);
        if (!state_.was_public)
            rename_hidden_offer(work_->db(), work_->tenant(), id_, read_form(fields, offer_, context_).offer);
        keep(number, action, before, fields);
    }
    Result<void> publish(Offer offer, std::string_view action)
    {
        auto const before = form_of(offer_);
        keep_baseline();
        if (!state_.was_public) { // nobody has a link yet: the address may follow the name
            offer.slug = free_slug(*work_, offer);
            store_slug(work_->db(), work_->tenant(), id_, offer.slug);
        }
        OfferLinkFinder links(*work_, bodies_);
        TRY(update_offer(work_->db(), work_->tenant(), id_, offer, links.links_of(offer), work_->now()));
        clear_draft(work_->db(), work_->tenant(), id_);
        keep(state_.version + 1, action, before, form_of(offer));
        work_->publish(published_as);
        return {};
    }
    void discard()
    {
        auto const before = current();
        store_draft(work_->db(), work_->tenant(), id_, state_.version + 1, DraftState::none, {});
        clear_draft(work_->db(), work_->tenant(), id_);
        keep(state_.version + 1, "portal.offer.draft_discarded", before, form_of(offer_));
    }

    // A word for addresses that no offer has yet.
    static std::string free_slug(Work& work, Offer const& offer)
    {
        auto const slug = slugify(offer.title.source);
        auto stem = slug.empty() ? std::string("angebot") : slug;
        if (stem == offer.slug || !is_slug_taken(work.db(), work.tenant(), stem))
            return stem;
        for (int number = 2;; ++number) {
            auto candidate = stem + '-' + std::to_string(number);
            if (candidate == offer.slug || !is_slug_taken(work.db(), work.tenant(), candidate))
                return candidate;
        }
    }

private:
    Editing(Work& work, OfferId id, EditState state, Permission permission)
        : work_(&work)
        , id_(id)
        , state_(state)
        , permission_(permission)
        , offer_(*find_offer(work.db(), work.tenant(), id))
        , bodies_(tenants::list_bodies(work.db(), work.tenant()))
        , context_(editing_context(bodies_, work.today()))
    { }

    // What stood there before anybody edited it here: so that it can be compared with and fetched back.
    void keep_baseline()
    {
        records::keep_baseline(
            *work_, subject_of(id_), state_.version, "portal.offer.imported", state_.changed_at, current());
    }
    void keep(std::int64_t number, std::string_view action, Fields const& before, Fields const& after)
    {
        records::keep_version(
            *work_, subject_of(id_),
            {.number = number,
             .action = action,
             .before = before,
             .after = after,
             .private_fields = private_offer_fields});
    }

    Work* work_;
    OfferId id_;
    EditState state_;
    Permission permission_;
    Offer offer_;
    std::vector<tenants::Body> bodies_;
    ImportContext context_;
};

// Due on the morning of its day; only the version that was meant for it.
Result<void> publish_scheduled(Work& work, JobOrder const& order)
{
    auto const id = order.id<OfferId>("offer");
    auto const version = order.id<StrongId<struct VersionTag>>("version").value;
    auto editing = Editing::begin(work, {id, version}, publish_offers);
    if (!editing || editing.value().state().draft_state != DraftState::scheduled)
        return {}; // changed, published or taken back meanwhile
    auto const fields = editing.value().current();
    auto offer = editing.value().read(fields);
    if (!offer) { // the rules or the municipalities have changed since: somebody must look at it
        editing.value().keep_draft(fields, DraftState::in_review, "portal.offer.publication_failed");
        return {};
    }
    return editing.value().publish(std::move(offer.value()), "portal.offer.published");
}

}

std::optional<EditedOffer> find_edited_offer(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const state = find_edit_state(db, tenant, id);
    if (!state || !actor.may(see_offers, scope_of(*state)))
        return std::nullopt;
    EditedOffer edited{
        .offer = *find_offer(db, tenant, id),
        .version = state->version,
        .draft_state = state->draft_state,
        .publish_on = state->publish_on,
        .fields = {},
        .draft = {},
        .scope = scope_of(*state)};
    edited.fields = form_of(edited.offer);
    if (state->draft_version) {
        if (auto version = records::find_version(db, tenant, subject_of(id), *state->draft_version)) {
            edited.fields = std::move(version->fields);
            edited.draft = std::move(version->head);
        }
    }
    return edited;
}

ImportContext load_editing_context(db::Connection& db, TenantId tenant, Date today)
{
    return editing_context(tenants::list_bodies(db, tenant), today);
}

std::vector<Problem> check_form(
    db::Connection& db, TenantId tenant, Date today, Fields const& fields, Offer const& before)
{
    return read_form(fields, before, load_editing_context(db, tenant, today)).problems;
}

Result<OfferId> create_offer(Work& work, Fields const& fields)
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
    offer.title.source = truncate_utf8(fields.value("title"), 200);
    offer.kind = enum_from<OfferKind>(fields.value("kind")).value_or(OfferKind::other_offer);
    offer.reach = enum_from<Reach>(fields.value("reach")).value_or(Reach::municipality);
    if (!scope->is_whole_tenant())
        offer.municipality = fields.value("municipality");
    offer.status = OfferStatus::inactive; // until it is published
    offer.as_of = PartialDate(work.today());
    offer.key = "eigen-" + ascii_lower(crypto::random_token(12));
    offer.public_id = public_id_of("offer", work.tenant(), offer.key);
    offer.slug = Editing::free_slug(work, offer);
    OfferLinkFinder links(work, bodies);
    auto const id = TRY(insert_offer(work.db(), work.tenant(), offer, links.links_of(offer), work.now()));
    constexpr std::int64_t first = 1;
    store_draft(work.db(), work.tenant(), id, first, DraftState::draft, {});
    records::keep_version(
        work, subject_of(id),
        {.number = first,
         .action = "portal.offer.created",
         .before = {},
         .after = fields,
         .private_fields = private_offer_fields});
    return id;
}

Result<void> save_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    if (fields == editing.current() && editing.state().draft_state != DraftState::scheduled)
        return {}; // nothing to keep
    editing.keep_draft(fields, DraftState::draft, "portal.offer.draft_saved");
    return {};
}

Result<void> hand_in_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    editing.keep_draft(fields, DraftState::in_review, "portal.offer.handed_in");
    return {};
}

Result<void> publish_offer(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    return editing.publish(TRY(editing.read(fields)), "portal.offer.published");
}

Result<void> schedule_offer(Work& work, SeenOffer seen, Fields const& fields, Date day)
{
    auto editing = TRY(Editing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    if (!day.ok() || day <= work.today())
        return Problem::invalid("publish_on", "desk.problem.publish_on"_msg);
    editing.keep_draft(fields, DraftState::scheduled, "portal.offer.scheduled", day);
    json::Writer payload;
    payload.object([&](json::ObjectWriter& object) {
        object.member("offer", seen.id.value);
        object.member("version", seen.version + 1);
    });
    work.enqueue(
        publication_kind, payload.take(), jobs::RunAt::at(work.zone().to_instant({day, publication_hour})));
    return {};
}

Result<void> discard_draft(Work& work, SeenOffer seen)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    if (editing.state().draft_state != DraftState::none)
        editing.discard();
    return {};
}

Result<void> archive_offer(Work& work, SeenOffer seen)
{
    auto editing = TRY(Editing::begin(work, seen, publish_offers));
    auto offer = editing.offer();
    offer.status = OfferStatus::inactive;
    return editing.publish(std::move(offer), "portal.offer.archived");
}

Result<void> confirm_offer(Work& work, SeenOffer seen)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    auto offer = editing.offer();
    offer.confirmed_on = work.today();
    offer.as_of = PartialDate(work.today());
    offer.hours.as_of = offer.as_of;
    offer.unsure_fields.clear();
    complete_hours(offer);
    return editing.publish(std::move(offer), "portal.offer.confirmed");
}

Result<Change> confirm_one_of_many(Work& work, SeenOffer seen)
{
    auto const state = find_edit_state(work.db(), work.tenant(), seen.id);
    if (!state || !work.actor().may(edit_offers, scope_of(*state)))
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
    auto const state = find_edit_state(work.db(), work.tenant(), seen.id);
    if (!state || !work.actor().may(publish_offers, scope_of(*state)))
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
    return {publication_kind, JobInWork(&publish_scheduled)};
}

} // namespace kommin::portal
