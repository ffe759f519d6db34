#pragma once
// Messages from the public as `kommin feedback` shows them. Words and dates as in the database, so that a
// script can read them, too.

#include "modules/portal/feedback/feedback_store.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <string>

namespace kommin::portal {

// One line each: number, state, "OVERDUE" where the answer is, deadlines, topic, language. No message and no
// contact: a list is left open on a screen.
std::string feedback_list(db::Connection& db, TenantId tenant, Which which, Date today);

// Everything. Problem: not_found.
Result<std::string> feedback_details(db::Connection& db, TenantId tenant, FeedbackId id);

} // namespace kommin::portal
