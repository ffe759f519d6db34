#include "platform/records/editing.hpp"

#include "platform/access/owners.hpp"

#include <utility>

namespace kommin::records {

namespace {

constexpr std::int64_t first_version = 1;

struct StateRow {
    std::int64_t id, version, record_version;
    std::optional<std::int64_t> draft_version, draft_base;
    DraftState draft_state;
    std::optional<Date> publish_on;
    std::int64_t owner;
    bool was_public;
    Instant changed_at;
    std::optional<std::string> handed_in_by, return_reason;
};

db::Query state_query(EditedKind const& kind, TenantId tenant)
{
    db::Query query(
        kind.has_drafts
            ? db::SqlLiteral(
                  "SELECT id, version, record_version, draft_version, draft_base, draft_state, publish_on, ")
            : db::SqlLiteral(
                  "SELECT id, version, version, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), 'none', "
                  "CAST(NULL AS TEXT), "));
    query.add(kind.owner)
        .add(", ")
        .add(kind.was_public)
        .add(
            kind.has_drafts ? db::SqlLiteral(", changed_at, handed_in_by, return_reason FROM ")
                            : db::SqlLiteral(", changed_at, CAST(NULL AS TEXT), CAST(NULL AS TEXT) FROM "))
        .add(kind.table)
        .add(" WHERE tenant_id = ?", tenant);
    return query;
}

EditState state_of(StateRow const& row)
{
    return {
        row.version,
        row.record_version,
        row.draft_version,
        row.draft_base,
        row.draft_state,
        row.publish_on,
        row.owner == 0 ? Scope::whole_tenant() : Scope::of_owner(row.owner),
        row.was_public,
        row.changed_at,
        row.handed_in_by,
        row.return_reason};
}

// The state stands there twice, once as a word: so an index of what has a draft is found.
void add_waiting(db::Query& query, TenantId tenant, EditedKind const& kind, WaitingDrafts const& asked)
{
    query.add(" FROM ")
        .add(kind.table)
        .add(" WHERE tenant_id = ? AND draft_state <> 'none' AND draft_state = ?", tenant, asked.state);
    if (auto const owners = owners_of(asked.scopes))
        query.add_any_of(kind.owner, *owners);
    if (asked.handed_in_by)
        query.add(" AND (handed_in_by IS NULL OR handed_in_by = ?)", *asked.handed_in_by);
}

Subject subject_of(EditedKind const& kind, std::int64_t id)
{
    return {kind.kind, id};
}

std::string action_of(EditedKind const& kind, std::string_view step)
{
    return std::string(kind.actions) + '.' + std::string(step);
}

void store_draft_columns(
    Work& work, EditedKind const& kind, std::int64_t id, std::int64_t version, std::int64_t base,
    NewDraft const& draft)
{
    db::Query query("UPDATE ");
    query.add(kind.table)
        .add(
            " SET version = ?, draft_version = ?, draft_base = ?, draft_state = ?, publish_on = ?,"
            " handed_in_by = ?, return_reason = ? WHERE tenant_id = ? AND id = ?",
            version, version, base, draft.state, draft.publish_on, draft.handed_in_by, draft.return_reason,
            work.tenant(), id);
    work.db().execute(query);
}

}

EditState undrafted(std::int64_t version, Instant changed_at)
{
    return {
        .version = version,
        .record_version = version,
        .draft_version = {},
        .draft_base = {},
        .draft_state = DraftState::none,
        .publish_on = {},
        .owner = Scope::whole_tenant(),
        .was_public = true,
        .changed_at = changed_at};
}

std::optional<EditState> find_edit_state(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id)
{
    auto query = state_query(kind, tenant);
    query.add(" AND id = ?", id);
    auto const rows = db.list<StateRow>(query);
    return rows.empty() ? std::nullopt : std::optional(state_of(rows.front()));
}

std::unordered_map<std::int64_t, EditState> list_edit_states(
    db::Connection& db, TenantId tenant, EditedKind const& kind)
{
    std::unordered_map<std::int64_t, EditState> states;
    for (auto const& row : db.list<StateRow>(state_query(kind, tenant)))
        states.emplace(row.id, state_of(row));
    return states;
}

std::int64_t count_waiting(
    db::Connection& db, TenantId tenant, EditedKind const& kind, WaitingDrafts const& asked)
{
    if (asked.scopes.empty()) // asked for on every page, also for those who have nothing to do with it
        return 0;
    db::Query query("SELECT count(*)");
    add_waiting(query, tenant, kind, asked);
    return db.list<std::int64_t>(query).front();
}

std::vector<std::int64_t> list_waiting(
    db::Connection& db, TenantId tenant, EditedKind const& kind, WaitingDrafts const& asked, int most)
{
    if (asked.scopes.empty())
        return {};
    db::Query query("SELECT id");
    add_waiting(query, tenant, kind, asked);
    return db.list<std::int64_t>(query.add(" ORDER BY id LIMIT ?", most));
}

std::optional<Version> find_draft(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState const& state)
{
    if (!state.draft_version)
        return std::nullopt;
    return find_version(db, tenant, subject_of(kind, id), *state.draft_version, unrestricted);
}

bool has_moved(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState const& state,
    std::int64_t base, Fields const& record)
{
    if (!state.was_public || base == state.record_version)
        return false;
    auto const version = find_version(db, tenant, subject_of(kind, id), base, unrestricted);
    return !version || version->fields != record;
}

Result<void> check_return(EditState const& state, std::string_view reason)
{
    if (state.draft_state != DraftState::in_review)
        return Problem::invalid({}, "record.problem.not_in_review"_msg);
    if (reason.empty())
        return Problem::invalid("return_reason", "record.problem.return_reason"_msg);
    if (reason.size() > longest_return_reason)
        return Problem::invalid(
            "return_reason", "record.problem.return_reason_long"_msg,
            {{"limit", std::to_string(longest_return_reason)}});
    return {};
}

Result<Editing> Editing::begin(
    Work& work, EditedKind const& kind, std::int64_t id, std::int64_t seen, Permission permission,
    MessageKey unknown)
{
    auto const state = find_edit_state(work.db(), work.tenant(), kind, id);
    if (!state || !work.actor().may(permission, state->owner))
        return Problem::not_found(unknown);
    if (state->version != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return Editing(work, kind, id, *state);
}

std::optional<Editing> Editing::begin_unasked(Work& work, EditedKind const& kind, std::int64_t id)
{
    auto const state = find_edit_state(work.db(), work.tenant(), kind, id);
    return state ? std::optional(Editing(work, kind, id, *state)) : std::nullopt;
}

Fields Editing::current(Fields const& record) const
{
    auto draft = find_draft(work_->db(), work_->tenant(), *kind_, id_, state_);
    if (draft)
        return std::move(draft->fields);
    return record;
}

Result<void> Editing::check_base(std::int64_t base, Fields const& record) const
{
    if (has_moved(work_->db(), work_->tenant(), *kind_, id_, state_, base, record))
        return Problem::conflict({}, "record.problem.record_moved"_msg);
    return {};
}

bool Editing::has_base(std::int64_t base) const
{
    bool const has_this_base
        = !state_.draft_base || base != state_.record_version || base == *state_.draft_base;
    return state_.draft_state != DraftState::scheduled && has_this_base;
}

void Editing::keep_baseline(Fields const& record) const
{
    records::keep_baseline(
        *work_, subject_of(*kind_, id_), state_.record_version, action_of(*kind_, "imported"),
        state_.changed_at, state_.owner, record);
}

void Editing::keep_draft(Fields const& before, Fields const& fields, NewDraft const& draft) const
{
    store_draft(draft);
    keep(draft.step, before, fields);
}

void Editing::keep_published(
    Fields const& before, Fields const& after, std::string_view step, std::string planned_by) const
{
    clear_draft();
    keep(step, before, after, std::move(planned_by));
}

void Editing::keep_changed(Fields const& before, Fields const& after, std::string_view step) const
{
    keep(step, before, after);
}

void Editing::discard(Fields const& before, Fields const& record) const
{
    store_draft({.state = DraftState::none, .step = "draft_discarded", .base = state_.record_version});
    clear_draft();
    keep("draft_discarded", before, record);
}

void Editing::keep(
    std::string_view step, Fields const& before, Fields const& after, std::string planned_by) const
{
    auto const now = find_edit_state(work_->db(), work_->tenant(), *kind_, id_); // whose it is from here on
    keep_version(
        *work_, subject_of(*kind_, id_),
        {.number = next_version(),
         .action = action_of(*kind_, step),
         .owner = now->owner,
         .before = before,
         .after = after,
         .harmless_fields = kind_->harmless_fields,
         .on_behalf_of = std::move(planned_by)});
}

void Editing::store_draft(NewDraft const& draft) const
{
    // A comparison with the record as it is now makes that the base; otherwise the draft keeps its own.
    auto const base = draft.base == state_.record_version ? draft.base : state_.base();
    auto stored = draft;
    if (!stored.handed_in_by)
        stored.handed_in_by = state_.handed_in_by;
    if (!stored.return_reason && draft.state == DraftState::draft)
        stored.return_reason = state_.return_reason;
    store_draft_columns(*work_, *kind_, id_, next_version(), base, stored);
}

void Editing::clear_draft() const
{
    db::Query query("UPDATE ");
    query.add(kind_->table)
        .add(
            " SET draft_version = NULL, draft_base = NULL, draft_state = 'none', publish_on = NULL,"
            " handed_in_by = NULL, return_reason = NULL WHERE tenant_id = ? AND id = ?",
            work_->tenant(), id_);
    work_->db().execute(query);
}

void keep_created(Work& work, EditedKind const& kind, std::int64_t id, Scope owner, Fields const& fields)
{
    if (kind.has_drafts)
        store_draft_columns(
            work, kind, id, first_version, first_version,
            {.state = DraftState::draft, .step = "created", .base = first_version});
    Fields const nothing;
    keep_version(
        work, subject_of(kind, id),
        {.number = first_version,
         .action = action_of(kind, "created"),
         .owner = owner,
         .before = nothing,
         .after = fields,
         .harmless_fields = kind.harmless_fields});
}

} // namespace kommin::records
