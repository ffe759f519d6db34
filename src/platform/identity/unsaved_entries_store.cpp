#include "platform/identity/unsaved_entries_store.hpp"

#include <cstdint>

namespace kommin::identity {

std::vector<UnsavedEntries> list_unsaved_of(db::Connection& db, TenantId tenant, AccountId account)
{
    return db.list<UnsavedEntries>(
        "SELECT form_key, page, title, fields, saved_at FROM account_unsaved_entries"
        " WHERE tenant_id = ? AND account_id = ? ORDER BY saved_at DESC, id DESC",
        tenant, account);
}

std::vector<UnsavedEntries> list_unsaved_of(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view page)
{
    return db.list<UnsavedEntries>(
        "SELECT form_key, page, title, fields, saved_at FROM account_unsaved_entries"
        " WHERE tenant_id = ? AND account_id = ? AND page = ? ORDER BY saved_at DESC, id DESC",
        tenant, account, page);
}

void put_unsaved(db::Connection& db, TenantId tenant, AccountId account, UnsavedEntries const& entries)
{
    db.execute(
        "INSERT INTO account_unsaved_entries"
        " (tenant_id, account_id, form_key, page, title, fields, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, account_id, form_key) DO UPDATE SET page = excluded.page,"
        " title = excluded.title, fields = excluded.fields, saved_at = excluded.saved_at",
        tenant, account, entries.form_key, entries.page, entries.title, entries.fields, entries.saved_at);
}

void keep_newest_unsaved(db::Connection& db, TenantId tenant, AccountId account, std::size_t kept)
{
    db.execute(
        "DELETE FROM account_unsaved_entries WHERE tenant_id = ? AND account_id = ? AND id NOT IN"
        " (SELECT id FROM account_unsaved_entries WHERE tenant_id = ? AND account_id = ?"
        " ORDER BY saved_at DESC, id DESC LIMIT ?)",
        tenant, account, tenant, account, static_cast<std::int64_t>(kept));
}

void erase_unsaved(db::Connection& db, TenantId tenant, AccountId account, std::string_view form_key)
{
    db.execute(
        "DELETE FROM account_unsaved_entries WHERE tenant_id = ? AND account_id = ? AND form_key = ?", tenant,
        account, form_key);
}

void erase_unsaved_of_account(db::Connection& db, TenantId tenant, AccountId account)
{
    db.execute("DELETE FROM account_unsaved_entries WHERE tenant_id = ? AND account_id = ?", tenant, account);
}

void erase_unsaved_of_page(db::Connection& db, TenantId tenant, std::string_view page)
{
    db.execute("DELETE FROM account_unsaved_entries WHERE tenant_id = ? AND page = ?", tenant, page);
}

void erase_unsaved_before(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM account_unsaved_entries WHERE tenant_id = ? AND saved_at < ?", tenant, limit);
}

} // namespace kommin::identity
