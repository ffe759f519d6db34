#pragma once
// The SQL of feedback and nothing else.

#include "modules/portal/feedback.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string_view>

namespace kommin::portal {

std::optional<FeedbackId> find_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key);
FeedbackId insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now);

} // namespace kommin::portal
