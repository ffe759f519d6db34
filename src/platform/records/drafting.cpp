#include "platform/records/drafting.hpp"

#include "platform/i18n/local_time.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/writer.hpp"

#include <utility>

namespace kommin::records {

namespace {

// People at work find what was published in the night.
constexpr auto publication_hour = i18n::TimeOfDay::at(0, 5);

// Whether whoever planned this draft may, as rights are now, publish records of the owner that this one has
// and of the one it would have.
bool may_publish_by_now(
    Work& work, DraftedKind const& kind, Drafting const& drafting, std::optional<Version> const& planned,
    Fields const& fields)
{
    auto const planner = planned ? kind.find_actor(work, planned->head.saved_by) : std::nullopt;
    auto const owner_then = drafting.owner_with(fields);
    return planner && owner_then && planner->may(kind.publish, drafting.state().owner)
        && planner->may(kind.publish, *owner_then);
}

// What the record says, before a draft of it. Where that hangs on what the installation brings along, it may
// be another thing than when the record was saved: a draft is compared with what its form showed, so that is
// kept as the record's next version.
void keep_as_it_is(
    Work& work, DraftedKind const& kind, std::int64_t id, Editing& editing, Fields const& record)
{
    editing.keep_baseline(record);
    auto const& state = editing.state();
    if (kind.opener == nullptr || !state.was_public || state.draft_version)
        return;
    Subject const subject{kind.edited.kind, id};
    auto const kept
        = find_version(work.db(), work.tenant(), subject, state.record_version, unrestricted).value();
    if (kept.fields == record)
        return;
    auto const number = editing.next_version();
    keep_baseline(
        work, subject, number, std::string(kind.edited.actions) + ".imported", work.now(), state.owner,
        record);
    db::Query query("UPDATE ");
    query.add(kind.edited.table)
        .add(
            " SET version = ?, record_version = ? WHERE tenant_id = ? AND id = ?", number, number,
            work.tenant(), id);
    work.db().execute(query);
    editing = Editing::begin_unasked(work, kind.edited, id).value();
}

// Due on the morning of its day; only the version that was meant for it.
Result<void> publish_planned(Work& work, DraftedKind const& kind, JobOrder const& order)
{
    auto const id = order.id<StrongId<struct RecordTag>>(kind.edited.kind.word()).value;
    auto const version = order.id<StrongId<struct VersionTag>>("version").value;
    auto drafting = Drafting::begin_unasked(work, kind, id);
    bool const is_meant = drafting && drafting->state().draft_state == DraftState::scheduled
        && drafting->state().draft_version == version; // the record may have been confirmed meanwhile
    if (!is_meant)
        return {}; // the draft was changed, published or taken back
    auto const fields = drafting->current();
    auto const base = drafting->state().base();
    auto const planned = find_draft(work.db(), work.tenant(), kind.edited, id, drafting->state());
    auto planned_by = planned ? planned->head.saved_by : std::string{};
    if (drafting->check(fields) && drafting->check_base(base)
        && may_publish_by_now(work, kind, *drafting, planned, fields))
        return drafting->publish(fields, std::move(planned_by));
    // The rules, the municipalities, the record or the rights of whoever planned it have changed since:
    // somebody must look at it.
    auto handed_in_by = drafting->state().handed_in_by;
    if (!handed_in_by && planned)
        handed_in_by = std::move(planned_by);
    drafting->keep_draft(
        fields,
        {.state = DraftState::in_review,
         .step = "publication_failed",
         .base = base,
         .handed_in_by = std::move(handed_in_by)});
    return {};
}

}

Result<void> save_draft(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.edit));
    TRY(drafting.check_owner(fields, kind.edit));
    if (!drafting.is_kept(fields, seen.base))
        drafting.keep_draft(fields, {.state = DraftState::draft, .step = "draft_saved", .base = seen.base});
    return {};
}

Result<void> hand_in(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.edit));
    TRY(drafting.check_owner(fields, kind.edit));
    TRY(drafting.check(fields));
    TRY(drafting.check_base(seen.base));
    drafting.keep_draft(
        fields,
        {.state = DraftState::in_review,
         .step = "handed_in",
         .base = seen.base,
         .handed_in_by = work.actor().code()});
    return {};
}

Result<void> publish(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.publish));
    TRY(drafting.check_owner(fields, kind.publish));
    TRY(drafting.check(fields));
    TRY(drafting.check_base(seen.base));
    return drafting.publish(fields);
}

Result<void> schedule(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields, Date day)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.publish));
    TRY(drafting.check_owner(fields, kind.publish));
    TRY(drafting.check(fields));
    if (!day.ok() || day <= work.today())
        return Problem::invalid("publish_on", "record.problem.publish_on"_msg);
    TRY(drafting.check_base(seen.base));
    drafting.keep_draft(
        fields, {.state = DraftState::scheduled, .step = "scheduled", .base = seen.base, .publish_on = day});
    json::Writer payload;
    payload.object([&](json::ObjectWriter& object) {
        object.member(kind.edited.kind.word(), seen.id);
        object.member("version", drafting.state().version + 1);
    });
    work.enqueue(
        kind.publication_job, payload.take(),
        jobs::RunAt::at(work.zone().to_instant({day, publication_hour})));
    return {};
}

Result<void> give_back(
    Work& work, DraftedKind const& kind, Seen seen, Fields const& fields, std::string_view reason)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.publish));
    TRY(drafting.check_owner(fields, kind.publish));
    TRY(check_return(drafting.state(), reason));
    drafting.keep_draft(
        fields,
        {.state = DraftState::returned,
         .step = "given_back",
         .base = seen.base,
         .return_reason = std::string(reason)});
    drafting.tell(DraftOutcome::given_back);
    return {};
}

Result<void> discard_draft(Work& work, DraftedKind const& kind, Seen seen)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.edit));
    if (drafting.state().draft_state != DraftState::none)
        drafting.discard();
    return {};
}

Result<void> archive(Work& work, DraftedKind const& kind, Seen seen)
{
    auto drafting = TRY(Drafting::begin(work, kind, seen, kind.publish));
    return drafting.archive();
}

Fields with_wrong_as_typed(Fields const& typed, Fields spelled, std::vector<Problem> const& problems)
{
    for (auto const& problem : problems)
        spelled.set(problem.field, typed.values(problem.field));
    return spelled;
}

JobRule publication_rule(std::shared_ptr<DraftedKind const> kind, MessageKey label)
{
    auto const job = kind->publication_job;
    auto publish_due = [kind = std::move(kind)](Work& work, JobOrder const& order) {
        return publish_planned(work, *kind, order);
    };
    return {job, JobInWork(std::move(publish_due)), label};
}

JobRule publication_rule(DraftedKind const& kind, MessageKey label)
{
    auto const owned_by_nobody = std::shared_ptr<void>();
    return publication_rule(std::shared_ptr<DraftedKind const>(owned_by_nobody, &kind), label);
}

EditedRecord find_edited(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState state,
    Fields record)
{
    EditedRecord edited{.state = std::move(state), .fields = std::move(record)};
    if (auto draft = find_draft(db, tenant, kind, id, edited.state)) {
        edited.has_moved = has_moved(db, tenant, kind, id, edited.state, edited.state.base(), edited.fields);
        edited.fields = std::move(draft->fields);
        edited.draft = std::move(draft->head);
    }
    return edited;
}

Result<Drafting> Drafting::begin(Work& work, DraftedKind const& kind, Seen seen, Permission permission)
{
    auto editing = TRY(Editing::begin(work, kind.edited, seen.id, seen.version, permission, kind.unknown));
    return Drafting(work, kind, seen.id, std::move(editing));
}

std::optional<Drafting> Drafting::begin_unasked(Work& work, DraftedKind const& kind, std::int64_t id)
{
    auto editing = Editing::begin_unasked(work, kind.edited, id);
    return editing ? std::optional(Drafting(work, kind, id, std::move(*editing))) : std::nullopt;
}

Fields Drafting::current() const
{
    return record_->spelled(editing_.current(record_->form()));
}

Result<void> Drafting::check_owner(Fields const& fields, Permission permission) const
{
    auto const owner = owner_with(fields);
    if (!owner)
        return Problem::invalid(std::string(kind_->owner_field), kind_->no_owner);
    if (!work_->actor().may(permission, *owner))
        return Problem::invalid(std::string(kind_->owner_field), kind_->foreign_owner);
    return {};
}

std::optional<Scope> Drafting::owner_with(Fields const& fields) const
{
    return record_->owner_with(fields);
}

Result<void> Drafting::check(Fields const& fields) const
{
    auto problems = problems_of(fields);
    if (!problems.empty())
        return std::move(problems.front());
    return {};
}

std::vector<Problem> Drafting::problems_of(Fields const& fields) const
{
    return record_->problems_of(fields);
}

Result<void> Drafting::check_base(std::int64_t base) const
{
    return editing_.check_base(base, record_->form());
}

bool Drafting::is_kept(Fields const& fields, std::int64_t base) const
{
    return editing_.has_base(base) && record_->spelled(fields) == current();
}

void Drafting::keep_draft(Fields const& fields, NewDraft const& draft)
{
    auto const before = current();
    auto const kept = record_->spelled(fields);
    keep_as_it_is(*work_, *kind_, id_, editing_, record_->form());
    if (!state().was_public)
        record_->store_hidden(kept);
    editing_.keep_draft(before, kept, draft);
}

Result<void> Drafting::publish(Fields const& fields, std::string planned_by)
{
    auto const before = current(); // as the version says that this one goes on from
    editing_.keep_baseline(record_->form());
    TRY(record_->store_published(fields));
    editing_.keep_published(before, record_->form(), "published", std::move(planned_by));
    tell(DraftOutcome::published);
    return {};
}

Result<void> Drafting::archive()
{
    auto const before = record_->form();
    editing_.keep_baseline(before);
    TRY(record_->store_archived());
    editing_.keep_published(before, record_->form(), "archived");
    tell(DraftOutcome::discarded);
    return {};
}

void Drafting::discard()
{
    editing_.discard(current(), record_->form());
    tell(DraftOutcome::discarded);
}

void Drafting::tell(DraftOutcome outcome) const
{
    kind_->tell(*work_, {kind_->edited.kind, id_}, state(), outcome);
}

} // namespace kommin::records
