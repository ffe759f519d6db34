#pragma once
// SQL of the letters that tell what is due. Every function works inside the caller's transaction.

#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"

#include <vector>

namespace kommin::funding {

// Those to whom the letter of the week that begins on that Monday was ordered.
std::vector<identity::AccountId> list_accounts_told(db::Connection& db, TenantId tenant, Date monday);
void note_told(db::Connection& db, TenantId tenant, identity::AccountId account, Date monday, Instant now);

} // namespace kommin::funding
