#pragma once
// The SQL of feedback and nothing else.

#include "modules/portal/feedback/feedback.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Nothing if the key was used before; of two at once the second waits for the first.
std::optional<FeedbackId> insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now);
std::optional<StoredFeedback> find_feedback(db::Connection& db, TenantId tenant, FeedbackId id);
// Open ones, or all; those whose answer is due first come first, those without a day last.
enum class Which { open, all };
std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, Which which);
// Open ones of these owners.
std::int64_t count_open_feedback(db::Connection& db, TenantId tenant, std::span<Scope const> scopes);
// The newest first, so many of them.
std::vector<StoredFeedback> list_newest_feedback(db::Connection& db, TenantId tenant, Which which, int most);
// Does nothing if it is not open.
void finish_feedback(
    db::Connection& db, TenantId tenant, FeedbackId id, FeedbackState state, std::string_view answer,
    Instant now);
// Nothing: nobody looks after it.
void store_feedback_taker(
    db::Connection& db, TenantId tenant, FeedbackId id, std::optional<identity::AccountId> taker);
// Those that are answered or closed. Returns which, ascending.
std::vector<FeedbackId> erase_feedback_finished_before(db::Connection& db, TenantId tenant, Instant limit);
FeedbackId load_feedback_of_key(db::Connection& db, TenantId tenant, std::string_view idempotency_key);

} // namespace kommin::portal
