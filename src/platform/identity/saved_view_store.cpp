#include "platform/identity/saved_view_store.hpp"

namespace kommin::identity {

std::vector<SavedView> list_views_by_name(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list)
{
    return db.list<SavedView>(
        "SELECT id, name, query FROM account_views WHERE tenant_id = ? AND account_id = ? AND list = ?"
        " AND erased_at IS NULL ORDER BY name",
        tenant, account, list);
}

std::vector<SavedView> list_erased_views_newest_first(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list)
{
    return db.list<SavedView>(
        "SELECT id, name, query FROM account_views WHERE tenant_id = ? AND account_id = ? AND list = ?"
        " AND erased_at IS NOT NULL ORDER BY erased_at DESC, id DESC",
        tenant, account, list);
}

bool update_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name,
    std::string_view query, Instant now)
{
    return db.execute(
               "UPDATE account_views SET query = ?, saved_at = ?"
               " WHERE tenant_id = ? AND account_id = ? AND list = ? AND name = ? AND erased_at IS NULL",
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

void mark_view_erased(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, SavedViewId id,
    Instant now)
{
    db.execute(
        "UPDATE account_views SET erased_at = ?"
        " WHERE tenant_id = ? AND account_id = ? AND list = ? AND id = ? AND erased_at IS NULL",
        now, tenant, account, list, id);
}

void mark_view_kept(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, SavedViewId id)
{
    db.execute(
        "UPDATE account_views SET erased_at = NULL"
        " WHERE tenant_id = ? AND account_id = ? AND list = ? AND id = ?",
        tenant, account, list, id);
}

void erase_erased_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name)
{
    db.execute(
        "DELETE FROM account_views WHERE tenant_id = ? AND account_id = ? AND list = ? AND name = ?"
        " AND erased_at IS NOT NULL",
        tenant, account, list, name);
}

void erase_views_erased_before(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM account_views WHERE tenant_id = ? AND erased_at < ?", tenant, limit);
}

} // namespace kommin::identity
