#pragma once
// Messages from the public as `kommin feedback` shows them. Words and dates as in the database, so that a
// script can read them, too.

#include "modules/portal/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <string>

namespace kommin::app {

// One line each: number, state, "OVERDUE" where the answer is, deadlines, topic, language. No message and no
// contact: a list is left open on a screen.
std::string feedback_list(
    db::Connection& db, tenants::Tenant const& tenant, portal::Which which, Instant now);

// Everything. Problem: not_found.
Result<std::string> feedback_details(
    db::Connection& db, tenants::Tenant const& tenant, portal::FeedbackId id);

} // namespace kommin::app
