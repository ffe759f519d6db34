#include "platform/identity/saved_view_store.hpp"

namespace kommin::identity {

std::vector<SavedView> list_views_by_name(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list)
{
    return db.list<SavedView>(
        "SELECT id, name, query FROM account_views WHERE tenant_id = ? AND account_id = ? AND list = ?"
        " ORDER BY name",
        tenant, account, list);
}

bool update_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name,
    std::string_view query, Instant now)
{
    return db.execute(
               "UPDATE account_views SET query = ?, saved_at = ?"
               " WHERE tenant_id = ? AND account_id = ? AND list = ? AND name = ?",
               query, now, tenant, account, list, name)
        > 0;
}

void insert_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name,
    std::string_view query, Instant now)
{
    db.execute(
        "INSERT INTO account_views (tenant_id, account_id, list, name, query, saved_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        tenant, account, list, name, query, now);
}

void erase_view(db::Connection& db, TenantId tenant, AccountId account, std::string_view list, SavedViewId id)
{
    db.execute(
        "DELETE FROM account_views WHERE tenant_id = ? AND account_id = ? AND list = ? AND id = ?", tenant,
        account, list, id);
}

} // namespace kommin::identity
