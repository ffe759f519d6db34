#include "modules/portal/feedback_store.hpp"

namespace kommin::portal {

std::optional<FeedbackId> find_feedback(db::Connection& db, TenantId tenant, std::string_view idempotency_key)
{
    return db.find<FeedbackId>(
        "SELECT id FROM feedback WHERE tenant_id = ? AND idempotency_key = ?", tenant, idempotency_key);
}

FeedbackId insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now)
{
    return db.load<FeedbackId>(
        "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state,"
        " received_at, answer_by, answer_at_latest) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)"
        // Two equal POSTs at once: the second waits for the first and then gives its id.
        " ON CONFLICT (tenant_id, idempotency_key) DO UPDATE SET state = feedback.state RETURNING id",
        tenant, idempotency_key, feedback.topic, feedback.page, feedback.message, feedback.contact,
        feedback.language.tag(), now, feedback.answer_by, feedback.answer_at_latest);
}

} // namespace kommin::portal
