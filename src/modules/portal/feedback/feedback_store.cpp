#include "modules/portal/feedback/feedback_store.hpp"

#include "platform/access/owners.hpp"
#include "platform/db/query.hpp"

#include <algorithm>

namespace kommin::portal {

std::optional<FeedbackId> insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now)
{
    return db.find<FeedbackId>(
        "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state,"
        " received_at, answer_by, answer_at_latest, owner) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, idempotency_key) DO NOTHING RETURNING id",
        tenant, idempotency_key, feedback.topic, feedback.page, feedback.message, feedback.contact,
        feedback.language.tag(), now, feedback.answer_by, feedback.answer_at_latest, feedback.owner.owner());
}

std::optional<StoredFeedback> find_feedback(db::Connection& db, TenantId tenant, FeedbackId id)
{
    return db.find<StoredFeedback>(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, answer, owner, taken_by FROM feedback WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, Which which)
{
    return db.list<StoredFeedback>(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, answer, owner, taken_by FROM feedback WHERE tenant_id = ? AND (state = 'open' OR ?)"
        " ORDER BY answer_by IS NULL, answer_by, id",
        tenant, which == Which::all);
}

std::int64_t count_open_feedback(db::Connection& db, TenantId tenant, std::span<Scope const> scopes)
{
    db::Query query("SELECT count(*) FROM feedback WHERE tenant_id = ? AND state = 'open'", tenant);
    if (auto const owners = owners_of(scopes))
        query.add_any_of("owner", *owners);
    return db.list<std::int64_t>(query).front();
}

std::vector<StoredFeedback> list_newest_feedback(db::Connection& db, TenantId tenant, Which which, int most)
{
    return db.list<StoredFeedback>(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, answer, owner, taken_by FROM feedback WHERE tenant_id = ? AND (state = 'open' OR ?)"
        " ORDER BY id DESC LIMIT ?",
        tenant, which == Which::all, most);
}

void finish_feedback(
    db::Connection& db, TenantId tenant, FeedbackId id, FeedbackState state, std::string_view answer,
    Instant now)
{
    db.execute(
        "UPDATE feedback SET state = ?, answer = ?, finished_at = ?"
        " WHERE tenant_id = ? AND id = ? AND state = 'open'",
        state, answer, now, tenant, id);
}

void store_feedback_taker(
    db::Connection& db, TenantId tenant, FeedbackId id, std::optional<identity::AccountId> taker)
{
    db.execute(
        "UPDATE feedback SET taken_by = ? WHERE tenant_id = ? AND id = ? AND state = 'open'", taker, tenant,
        id);
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
