#include "modules/funding/grants/due_money_store.hpp"

namespace kommin::funding {

std::vector<identity::AccountId> list_accounts_told(db::Connection& db, TenantId tenant, Date monday)
{
    return db.list<identity::AccountId>(
        "SELECT account_id FROM funding_due_letters WHERE tenant_id = ? AND week >= ?", tenant, monday);
}

void note_told(db::Connection& db, TenantId tenant, identity::AccountId account, Date monday, Instant now)
{
    db.execute(
        "INSERT INTO funding_due_letters (account_id, tenant_id, week, ordered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account_id) DO UPDATE SET week = excluded.week, ordered_at = excluded.ordered_at",
        account, tenant, monday, now);
}

} // namespace kommin::funding
