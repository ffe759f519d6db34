#include "modules/portal/feedback_store.hpp"

#include <algorithm>

namespace kommin::portal {

std::optional<FeedbackId> insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now)
{
    return db.find<FeedbackId>(
        "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state,"
        " received_at, answer_by, answer_at_latest) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)"
        " ON CONFLICT (tenant_id, idempotency_key) DO NOTHING RETURNING id",
        tenant, idempotency_key, feedback.topic, feedback.page, feedback.message, feedback.contact,
        feedback.language.tag(), now, feedback.answer_by, feedback.answer_at_latest);
}

std::optional<StoredFeedback> find_feedback(db::Connection& db, TenantId tenant, FeedbackId id)
{
    return db.find<StoredFeedback>(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, answer FROM feedback WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, Which which)
{
    return db.list<StoredFeedback>(
        "SELECT id, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest,"
        " finished_at, answer FROM feedback WHERE tenant_id = ? AND (state = 'open' OR ?)"
        " ORDER BY answer_by, id",
        tenant, which == Which::all);
}

bool finish_feedback(
    db::Connection& db, TenantId tenant, FeedbackId id, FeedbackState state, std::string_view answer,
    Instant now)
{
    return db.execute(
               "UPDATE feedback SET state = ?, answer = ?, finished_at = ?"
               " WHERE tenant_id = ? AND id = ? AND state = 'open'",
               state, answer, now, tenant, id)
        == 1;
}

std::vector<FeedbackId> erase_feedback_finished_before(db::Connection& db, TenantId tenant, Instant limit)
{
    auto erased = db.list<FeedbackId>(
        "DELETE FROM feedback WHERE tenant_id = ? AND finished_at < ? RETURNING id", tenant, limit);
    std::sort(erased.begin(), erased.end());
    return erased;
}

std::int64_t count_open_feedback(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>(
        "SELECT count(*) FROM feedback WHERE tenant_id = ? AND state = 'open'", tenant);
}

FeedbackId load_feedback_of_key(db::Connection& db, TenantId tenant, std::string_view idempotency_key)
{
    return db.load<FeedbackId>(
        "SELECT id FROM feedback WHERE tenant_id = ? AND idempotency_key = ?", tenant, idempotency_key);
}

} // namespace kommin::portal
