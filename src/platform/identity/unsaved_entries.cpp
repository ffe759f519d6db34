#include "platform/identity/unsaved_entries.hpp"

#include "platform/identity/unsaved_entries_store.hpp"

namespace kommin::identity {

std::vector<UnsavedEntries> list_unsaved_entries(db::Connection& db, TenantId tenant, AccountId account)
{
    return list_unsaved_of(db, tenant, account);
}

std::vector<UnsavedEntries> list_unsaved_entries(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view page)
{
    return list_unsaved_of(db, tenant, account, page);
}

Result<void> keep_unsaved_entries(Work& work, UnsavedEntries const& entries)
{
    if (work.actor().kind() != Actor::Kind::account)
        return Problem::not_found("unsaved.problem.unknown"_msg);
    if (entries.fields.size() > longest_unsaved)
        return Problem{ProblemKind::too_large, {}, "unsaved.problem.too_large"_msg, {}};
    AccountId const account{work.actor().id()};
    put_unsaved(work.db(), work.tenant(), account, entries);
    keep_newest_unsaved(work.db(), work.tenant(), account, most_unsaved_forms);
    return {};
}

Result<void> forget_unsaved_entries(Work& work, std::string_view form_key)
{
    if (work.actor().kind() == Actor::Kind::account)
        erase_unsaved(work.db(), work.tenant(), AccountId{work.actor().id()}, form_key);
    return {};
}

void forget_unsaved_entries_of_page(Work& work, std::string_view page)
{
    erase_unsaved_of_page(work.db(), work.tenant(), page);
}

} // namespace kommin::identity
