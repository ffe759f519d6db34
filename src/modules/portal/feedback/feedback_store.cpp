#include "modules/portal/feedback/feedback_store.hpp"

#include "platform/access/owners.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::portal {

namespace {

constexpr std::chrono::days this_week{7};

// The earlier one of the two days, or the one that there is; see StoredFeedback::due().
constexpr db::SqlLiteral due_column
    = "CASE WHEN due_on IS NOT NULL AND (answer_by IS NULL OR due_on < answer_by) THEN due_on ELSE answer_by"
      " END";

// `of_tenant`: how its messages are come by.
db::Query select_feedback(TenantId tenant, db::SqlLiteral of_tenant = db::SqlLiteral(" WHERE tenant_id = ?"))
{
    db::Query query(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, COALESCE((SELECT a.body FROM feedback_answers a WHERE a.feedback_id = feedback.id"
        " ORDER BY a.id DESC LIMIT 1), ''), owner, taken_by, due_on, answer_draft, version, contact_owner"
        " FROM feedback");
    return query.add(of_tenant, tenant);
}

// Whether most rows are wanted, in the order of their numbers: they are read in it. By an index of the tenant
// all of them would be sorted for each piece.
bool walks_by_number(FeedbackQuery const& wanted)
{
    return wanted.newest_first && wanted.shows_finished && !wanted.stage;
}

void add_stage(db::Query& query, FeedbackQuery const& wanted)
{
    if (!wanted.stage) {
        if (!wanted.shows_finished)
            query.add(" AND state = 'open'");
        return;
    }
    switch (*wanted.stage) {
    case FeedbackStage::fresh:
        query.add(" AND state = 'open' AND taken_by IS NULL");
        return;
    case FeedbackStage::in_progress:
        query.add(" AND state = 'open' AND taken_by IS NOT NULL");
        return;
    case FeedbackStage::answered:
        query.add(" AND state = 'answered'");
        return;
    case FeedbackStage::closed:
        query.add(" AND state = 'closed'");
        return;
    }
}

void add_due(db::Query& query, FeedbackQuery const& wanted)
{
    switch (wanted.due) {
    case FeedbackDue::overdue:
        query.add(" AND ").add(due_column).add(" < ?", wanted.today);
        return;
    case FeedbackDue::this_week:
        query.add(" AND ").add(due_column).add(" >= ? AND ", wanted.today);
        query.add(due_column).add(" < ?", wanted.today + this_week);
        return;
    case FeedbackDue::without:
        query.add(" AND due_on IS NULL AND answer_by IS NULL");
        return;
    case FeedbackDue::any:
        return;
    }
}

void add_conditions(db::Query& query, FeedbackQuery const& wanted)
{
    if (auto const owners = owners_of(wanted.scopes))
        query.add_any_of("owner", *owners);
    if (wanted.id)
        query.add(" AND id = ?", *wanted.id);
    if (!wanted.only.empty())
        query.add_any_of("id", wanted.only);
    if (wanted.after)
        query.add(" AND id > ?", *wanted.after);
    if (wanted.before)
        query.add(" AND id < ?", *wanted.before);
    if (wanted.topic)
        query.add(" AND topic = ?", *wanted.topic);
    add_stage(query, wanted);
    if (wanted.taken_by)
        query.add(" AND taken_by = ?", *wanted.taken_by);
    if (wanted.is_of_nobody)
        query.add(" AND taken_by IS NULL");
    if (wanted.owner)
        query.add(" AND owner = ?", *wanted.owner);
    if (!wanted.language.empty())
        query.add(" AND language = ?", wanted.language);
    add_due(query, wanted);
    if (wanted.is_due_by_today)
        query.add(" AND ").add(due_column).add(" <= ?", wanted.today);
}

void add_order(db::Query& query, FeedbackQuery const& wanted)
{
    query.add(" ORDER BY ");
    if (wanted.newest_first) {
        query.add("id DESC");
    } else if (wanted.order == FeedbackOrder::received) {
        query.add(wanted.descending ? db::SqlLiteral("id DESC") : db::SqlLiteral("id"));
    } else {
        query.add(due_column).add(" IS NULL, ").add(due_column);
        query.add(wanted.descending ? db::SqlLiteral(" DESC, id DESC") : db::SqlLiteral(", id"));
    }
}

}

std::optional<FeedbackId> insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now)
{
    auto const contact_owner
        = feedback.contact_owner ? std::optional(feedback.contact_owner->owner()) : std::nullopt;
    return db.find<FeedbackId>(
        "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state,"
        " received_at, answer_by, answer_at_latest, owner, contact_owner)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, idempotency_key) DO NOTHING RETURNING id",
        tenant, idempotency_key, feedback.topic, feedback.page, feedback.message, feedback.contact,
        feedback.language.tag(), now, feedback.answer_by, feedback.answer_at_latest, feedback.owner.owner(),
        contact_owner);
}

std::optional<StoredFeedback> find_feedback(db::Connection& db, TenantId tenant, FeedbackId id)
{
    auto query = select_feedback(tenant);
    query.add(" AND id = ?", id);
    auto found = db.list<StoredFeedback>(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, FeedbackQuery const& query)
{
    auto select = select_feedback(
        tenant,
        walks_by_number(query) ? db::SqlLiteral(" WHERE tenant_id + 0 = ?")
                               : db::SqlLiteral(" WHERE tenant_id = ?"));
    add_conditions(select, query);
    add_order(select, query);
    if (query.limit > 0)
        select.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    return db.list<StoredFeedback>(select);
}

std::int64_t count_feedback(
    db::Connection& db, TenantId tenant, FeedbackQuery const& query, std::int64_t most)
{
    db::Query select("SELECT count(*) FROM (SELECT id FROM feedback WHERE tenant_id = ?", tenant);
    add_conditions(select, query);
    select.add(" LIMIT ?) AS counted", most);
    return db.list<std::int64_t>(select).front();
}

std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, Which which)
{
    FeedbackQuery query{.scopes = {Scope::whole_tenant()}, .today = {}};
    query.shows_finished = which == Which::all;
    return list_feedback(db, tenant, query);
}

void finish_feedback(db::Connection& db, TenantId tenant, FeedbackId id, FeedbackState state, Instant now)
{
    if (state == FeedbackState::answered)
        store_answer_draft(db, tenant, id, {});
    db.execute(
        "UPDATE feedback SET state = ?, finished_at = ?, version = version + 1"
        " WHERE tenant_id = ? AND id = ?",
        state, now, tenant, id);
}

void reopen_stored_feedback(db::Connection& db, TenantId tenant, FeedbackId id)
{
    db.execute(
        "UPDATE feedback SET state = 'open', finished_at = NULL, version = version + 1"
        " WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

void store_feedback_taker(
    db::Connection& db, TenantId tenant, FeedbackId id, std::optional<identity::AccountId> taker)
{
    db.execute(
        "UPDATE feedback SET taken_by = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", taker,
        tenant, id);
}

void store_feedback_owner(db::Connection& db, TenantId tenant, FeedbackId id, Scope owner)
{
    db.execute(
        "UPDATE feedback SET owner = ?, taken_by = NULL, answer_draft = '', version = version + 1"
        " WHERE tenant_id = ? AND id = ?",
        owner.owner(), tenant, id);
}

void store_feedback_due(db::Connection& db, TenantId tenant, FeedbackId id, std::optional<Date> day)
{
    db.execute(
        "UPDATE feedback SET due_on = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", day, tenant,
        id);
}

void store_answer_draft(db::Connection& db, TenantId tenant, FeedbackId id, std::string_view text)
{
    db.execute(
        "UPDATE feedback SET answer_draft = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", text,
        tenant, id);
}

FeedbackAnswerId insert_answer(
    db::Connection& db, TenantId tenant, FeedbackId message, FeedbackAnswer const& answer)
{
    return db.load<FeedbackAnswerId>(
        "INSERT INTO feedback_answers (tenant_id, feedback_id, state, body, address, written_by, written_at,"
        " seen_version, signed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, message, answer.state, answer.body, answer.address, answer.written_by, answer.written_at,
        answer.seen_version, answer.signed_by);
}

std::optional<FeedbackAnswer> find_answer(db::Connection& db, TenantId tenant, FeedbackAnswerId id)
{
    return db.find<FeedbackAnswer>(
        "SELECT id, feedback_id, state, body, address, written_by, written_at, seen_version, settled_at,"
        " signed_by"
        " FROM feedback_answers WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::vector<FeedbackAnswer> list_answers(db::Connection& db, TenantId tenant, FeedbackId message)
{
    return db.list<FeedbackAnswer>(
        "SELECT id, feedback_id, state, body, address, written_by, written_at, seen_version, settled_at,"
        " signed_by"
        " FROM feedback_answers WHERE tenant_id = ? AND feedback_id = ? ORDER BY id",
        tenant, message);
}

std::vector<FeedbackId> list_undelivered(db::Connection& db, TenantId tenant)
{
    return db.list<FeedbackId>(
        "SELECT id FROM feedback WHERE tenant_id = ? AND state = 'open' AND (SELECT a.state"
        " FROM feedback_answers a WHERE a.feedback_id = feedback.id ORDER BY a.id DESC LIMIT 1)"
        " IN ('refused', 'failed') ORDER BY id",
        tenant);
}

std::vector<FeedbackAnswerId> list_answers_waiting_since_before(
    db::Connection& db, TenantId tenant, Instant limit)
{
    return db.list<FeedbackAnswerId>(
        "SELECT id FROM feedback_answers WHERE tenant_id = ? AND state = 'waiting' AND written_at < ?"
        " ORDER BY id",
        tenant, limit);
}

bool settle_answer(db::Connection& db, TenantId tenant, FeedbackAnswerId id, AnswerState state, Instant now)
{
    db::Query update(
        "UPDATE feedback_answers SET state = ?, settled_at = ? WHERE tenant_id = ? AND id = ?", state, now,
        tenant, id);
    if (state == AnswerState::sent || state == AnswerState::stored)
        update.add(" AND state IN ('waiting', 'withdrawn', 'failed')");
    else
        update.add(" AND state = 'waiting'");
    update.add(" RETURNING id");
    return !db.list<FeedbackAnswerId>(update).empty();
}

void withdraw_waiting_answers(db::Connection& db, TenantId tenant, FeedbackId message, Instant now)
{
    db.execute(
        "UPDATE feedback_answers SET state = 'withdrawn', settled_at = ?"
        " WHERE tenant_id = ? AND feedback_id = ? AND state = 'waiting'",
        now, tenant, message);
}

FeedbackHandingId insert_handing(
    db::Connection& db, TenantId tenant, FeedbackId message, FeedbackHanding const& handing)
{
    return db.load<FeedbackHandingId>(
        "INSERT INTO feedback_handings (tenant_id, feedback_id, given_by, given_at, to_account, to_owner, "
        "note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, message, handing.given_by, handing.given_at, handing.to_account, handing.to_owner,
        handing.note);
}

std::vector<FeedbackHanding> list_handings(db::Connection& db, TenantId tenant, FeedbackId message)
{
    return db.list<FeedbackHanding>(
        "SELECT id, feedback_id, given_by, given_at, to_account, to_owner, note FROM feedback_handings"
        " WHERE tenant_id = ? AND feedback_id = ? ORDER BY id",
        tenant, message);
}

std::vector<FeedbackHanding> list_handings_to(
    db::Connection& db, TenantId tenant, identity::AccountId account)
{
    return db.list<FeedbackHanding>(
        "SELECT h.id, h.feedback_id, h.given_by, h.given_at, h.to_account, h.to_owner, h.note"
        " FROM feedback_handings h JOIN feedback f ON f.id = h.feedback_id"
        " WHERE h.tenant_id = ? AND h.to_account = ? AND f.taken_by = h.to_account AND f.state = 'open'"
        " AND h.id = (SELECT max(n.id) FROM feedback_handings n WHERE n.feedback_id = f.id) ORDER BY h.id",
        tenant, account);
}

std::vector<FeedbackId> erase_feedback_finished_before(db::Connection& db, TenantId tenant, Instant limit)
{
    auto erased = db.list<FeedbackId>(
        "DELETE FROM feedback WHERE tenant_id = ? AND finished_at < ? RETURNING id", tenant, limit);
    std::sort(erased.begin(), erased.end());
    return erased;
}

FeedbackId load_feedback_of_key(db::Connection& db, TenantId tenant, std::string_view idempotency_key)
{
    return db.load<FeedbackId>(
        "SELECT id FROM feedback WHERE tenant_id = ? AND idempotency_key = ?", tenant, idempotency_key);
}

} // namespace kommin::portal
