#pragma once
// The SQL of unsaved entries. Every function works inside the caller's transaction.

#include "platform/identity/unsaved_entries.hpp"

namespace kommin::identity {

// Newest first.
std::vector<UnsavedEntries> list_unsaved_of(db::Connection& db, TenantId tenant, AccountId account);
std::vector<UnsavedEntries> list_unsaved_of(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view page);
void put_unsaved(db::Connection& db, TenantId tenant, AccountId account, UnsavedEntries const& entries);
void keep_newest_unsaved(db::Connection& db, TenantId tenant, AccountId account, std::size_t kept);
void erase_unsaved(db::Connection& db, TenantId tenant, AccountId account, std::string_view form_key);
void erase_unsaved_of_account(db::Connection& db, TenantId tenant, AccountId account);
void erase_unsaved_of_page(db::Connection& db, TenantId tenant, std::string_view page);
void erase_unsaved_before(db::Connection& db, TenantId tenant, Instant limit);

} // namespace kommin::identity
