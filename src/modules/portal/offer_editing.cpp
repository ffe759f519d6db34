#include "modules/portal/offer_editing.hpp"

#include "modules/portal/offer_edit_store.hpp"
#include "modules/portal/offer_links.hpp"
#include "modules/portal/permissions.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/publication.hpp"
#include "modules/portal/translating.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/writer.hpp"

#include <stdexcept>
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

// Whether the record says something else than its version `base` did.
bool has_moved(db::Connection& db, TenantId tenant, OfferId id, std::int64_t base, Fields const& record)
{
    auto const version = records::find_version(db, tenant, subject_of(id), base, records::unrestricted);
    return !version || version->fields != record;
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
        if (!state || !work.actor().may(permission, owner_of(state->reach, state->body)))
            return unknown_offer();
        if (state->version != seen.version)
            return Problem::conflict({}, "desk.problem.changed_meanwhile"_msg);
        return Editing(work, seen.id, *state, permission);
    }

    // For whoever need not be asked: the holder of a link, the plan that somebody made.
    static std::optional<Editing> begin_unasked(Work& work, OfferId id)
    {
        auto const state = find_edit_state(work.db(), work.tenant(), id);
        return state ? std::optional(Editing(work, id, *state, edit_offers)) : std::nullopt;
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
    // Publishing these fields would take nothing back that nobody has seen.
    [[nodiscard]] Result<void> check_base(std::int64_t base) const
    {
        if (!state_.was_public || base == state_.record_version)
            return {};
        if (has_moved(work_->db(), work_->tenant(), id_, base, form_of(offer_)))
            return Problem::conflict({}, "desk.problem.record_moved"_msg);
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
            if (auto version = records::find_version(
                    work_->db(), work_->tenant(), subject_of(id_), *state_.draft_version,
                    records::unrestricted))
                return std::move(version->fields);
        }
        return form_of(offer_);
    }
    [[nodiscard]] Offer const& offer() const { return offer_; }
    [[nodiscard]] EditState const& state() const { return state_; }

    // What the next draft is begun from, when this person has seen that.
    [[nodiscard]] std::int64_t base_of_draft(std::int64_t seen) const
    {
        return seen == state_.record_version ? seen : state_.draft_base.value_or(state_.record_version);
    }

    struct Draft {
        DraftState state;
        std::string_view action;
        std::int64_t base; // as seen
        std::optional<Date> day = {};
    };
    void keep_draft(Fields const& fields, Draft const& draft)
    {
        auto const before = current();
        keep_baseline();
        auto const number = state_.version + 1;
        if (!state_.was_public)
            write_through(fields);
        store_draft(
            work_->db(), work_->tenant(), id_, number, base_of_draft(draft.base), draft.state, draft.day);
        keep(number, draft.action, before, fields);
    }
    // `planned_by`: whoever decided it, where nobody is asked now.
    Result<void> publish(Offer offer, std::string_view action, std::string planned_by = {})
    {
        OfferLinkFinder links(*work_, bodies_);
        links.spell_as_stored(offer);
        auto const before = form_of(offer_);
        auto const after = form_of(offer);
        keep_baseline();
        if (after != before) {
            if (is_public(offer.status))
                offer.as_of = PartialDate(work_->today());
            mark_edited_here(work_->db(), work_->tenant(), id_);
        }
        if (!state_.was_public) { // nobody has a link yet: the address may follow the name
            offer.slug = free_slug(*work_, offer);
            store_slug(work_->db(), work_->tenant(), id_, offer.slug);
        }
        auto const linked = links.links_of(offer);
        TRY(update_offer(work_->db(), work_->tenant(), id_, offer, linked, work_->now()));
        offer.was_public = state_.was_public || is_public(offer.status);
        ProgressKeeper(*work_).note(offer, id_, linked.body);
        clear_draft(work_->db(), work_->tenant(), id_);
        keep(state_.version + 1, action, before, after, std::move(planned_by));
        work_->publish(published_as);
        return {};
    }
    // Everything is right as it stands. A draft that waits goes on waiting.
    Result<void> confirm()
    {
        auto offer = offer_;
        offer.confirmed_on = work_->today();
        offer.as_of = PartialDate(work_->today());
        offer.hours.as_of = offer.as_of;
        offer.unsure_fields.clear();
        complete_hours(offer);
        OfferLinkFinder links(*work_, bodies_);
        auto const number = state_.version + 1;
        keep_baseline();
        TRY(update_offer(work_->db(), work_->tenant(), id_, offer, links.links_of(offer), work_->now()));
        auto const fields = form_of(offer); // of the record: a draft beside it stays whose it is
        keep(number, "portal.offer.confirmed", fields, fields);
        work_->publish(published_as);
        return {};
    }
    void discard()
    {
        auto const before = current();
        auto const number = state_.version + 1;
        store_draft(work_->db(), work_->tenant(), id_, number, state_.record_version, DraftState::none, {});
        clear_draft(work_->db(), work_->tenant(), id_);
        keep(number, "portal.offer.draft_discarded", before, form_of(offer_));
    }

    // A word for addresses that no offer has yet.
    static std::string free_slug(Work& work, Offer const& offer)
    {
        auto stem = slugify(offer.title.source);
        if (stem.empty()) // a name in another script
            stem = "angebot";
        auto const is_free = [&](std::string const& slug) {
            return slug == offer.slug || !is_slug_taken(work.db(), work.tenant(), slug);
        };
        if (is_free(stem))
            return stem;
        constexpr int most_of_a_name = 9;
        for (int number = 2; number <= most_of_a_name; ++number) {
            if (auto candidate = stem + '-' + std::to_string(number); is_free(candidate))
                return candidate;
        }
        constexpr std::size_t digits = 12; // of a name that hundreds have
        return stem + '-' + crypto::sha256_hex(offer.key).substr(0, digits);
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
    // What stood there before anybody edited it here: so that it can be compared with and fetched back.
    void keep_baseline()
    {
        records::keep_baseline(
            *work_, subject_of(id_), state_.version, "portal.offer.imported", state_.changed_at,
            owner_of(state_.reach, state_.body), form_of(offer_));
    }
    void keep(
        std::int64_t number, std::string_view action, Fields const& before, Fields const& after,
        std::string planned_by = {})
    {
        auto const state = find_edit_state(work_->db(), work_->tenant(), id_); // whose it is from here on
        records::keep_version(
            *work_, subject_of(id_),
            {.number = number,
             .action = action,
             .owner = owner_of(state->reach, state->body),
             .before = before,
             .after = after,
             .harmless_fields = harmless_offer_fields,
             .on_behalf_of = std::move(planned_by)});
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
    auto editing = Editing::begin_unasked(work, id);
    bool const is_meant = editing && editing->state().draft_state == DraftState::scheduled
        && editing->state().draft_version == version; // the record may have been confirmed meanwhile
    if (!is_meant)
        return {}; // the draft was changed, published or taken back
    auto const fields = editing->current();
    auto const base = editing->state().draft_base.value_or(0);
    auto offer = editing->read(fields);
    if (!offer || !editing->check_base(base)) {
        // The rules, the municipalities or the record have changed since: somebody must look at it.
        editing->keep_draft(
            fields,
            {.state = DraftState::in_review, .action = "portal.offer.publication_failed", .base = base});
        return {};
    }
    auto const planned
        = records::find_version(work.db(), work.tenant(), subject_of(id), version, records::unrestricted);
    return editing->publish(
        std::move(offer.value()), "portal.offer.published", planned ? planned->head.saved_by : std::string{});
}

}

std::optional<EditedOffer> find_edited_offer(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const state = find_edit_state(db, tenant, id);
    if (!state || !actor.may(see_offers, owner_of(state->reach, state->body)))
        return std::nullopt;
    EditedOffer edited{
        .offer = *find_offer(db, tenant, id),
        .version = state->version,
        .draft_state = state->draft_state,
        .publish_on = state->publish_on,
        .fields = {},
        .draft = {},
        .record_version = state->record_version,
        .base = state->draft_base.value_or(state->record_version),
        .scope = owner_of(state->reach, state->body)};
    edited.fields = form_of(edited.offer);
    if (!state->draft_version)
        return edited;
    // The draft belongs to the record as it is, whoever it belonged to when the draft was saved.
    auto version
        = records::find_version(db, tenant, subject_of(id), *state->draft_version, records::unrestricted);
    if (version) {
        edited.has_moved = state->was_public && edited.base != edited.record_version
            && has_moved(db, tenant, id, edited.base, edited.fields);
        edited.fields = std::move(version->fields);
        edited.draft = std::move(version->head);
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
    offer.slug = Editing::free_slug(work, offer);
    OfferLinkFinder links(work, bodies);
    auto const id = TRY(
        insert_offer(work.db(), work.tenant(), offer, links.links_of(offer), work.now(), MadeBy::editors));
    constexpr std::int64_t first = 1;
    store_draft(work.db(), work.tenant(), id, first, first, DraftState::draft, {});
    records::keep_version(
        work, subject_of(id),
        {.number = first,
         .action = "portal.offer.created",
         .owner = *scope,
         .before = {},
         .after = fields,
         .harmless_fields = harmless_offer_fields});
    return id;
}

Result<void> save_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    auto const& state = editing.state();
    bool const is_kept = fields == editing.current() && state.draft_state != DraftState::scheduled
        && (!state.draft_base || editing.base_of_draft(seen.base) == *state.draft_base);
    if (!is_kept)
        editing.keep_draft(
            fields, {.state = DraftState::draft, .action = "portal.offer.draft_saved", .base = seen.base});
    return {};
}

Result<void> hand_in_draft(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, edit_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields, {.state = DraftState::in_review, .action = "portal.offer.handed_in", .base = seen.base});
    return {};
}

Result<void> publish_offer(Work& work, SeenOffer seen, Fields const& fields)
{
    auto editing = TRY(Editing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    auto offer = TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    return editing.publish(std::move(offer), "portal.offer.published");
}

Result<void> schedule_offer(Work& work, SeenOffer seen, Fields const& fields, Date day)
{
    auto editing = TRY(Editing::begin(work, seen, publish_offers));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    if (!day.ok() || day <= work.today())
        return Problem::invalid("publish_on", "desk.problem.publish_on"_msg);
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields,
        {.state = DraftState::scheduled, .action = "portal.offer.scheduled", .base = seen.base, .day = day});
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
    return editing.confirm();
}

Result<void> confirm_offer_by_link(Work& work, OfferId id)
{
    auto editing = Editing::begin_unasked(work, id);
    if (!editing || !is_public(editing->offer().status))
        return unknown_offer();
    return editing->confirm();
}

Result<Change> confirm_one_of_many(Work& work, SeenOffer seen)
{
    auto const state = find_edit_state(work.db(), work.tenant(), seen.id);
    if (!state || !work.actor().may(edit_offers, owner_of(state->reach, state->body)))
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
    if (!state || !work.actor().may(publish_offers, owner_of(state->reach, state->body)))
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
