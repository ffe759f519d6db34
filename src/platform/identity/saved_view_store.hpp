#pragma once
// The SQL of saved views. Every function works inside the caller's transaction.

#include "platform/identity/saved_view.hpp"

namespace kommin::identity {

std::vector<SavedView> list_views_by_name(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list);
std::vector<SavedView> list_erased_views_newest_first(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list);
// False if there is none of that name.
bool update_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name,
    std::string_view query, Instant now);
void insert_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name,
    std::string_view query, Instant now);
void mark_view_erased(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, SavedViewId id,
    Instant now);
void mark_view_kept(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, SavedViewId id);
// One of that name that was deleted; a new one needs the name.
void erase_erased_view(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list, std::string_view name);
void erase_views_erased_before(db::Connection& db, TenantId tenant, Instant limit);

} // namespace kommin::identity
