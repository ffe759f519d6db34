#include "platform/identity/saved_view.hpp"

#include "platform/base/text.hpp"
#include "platform/identity/saved_view_store.hpp"

namespace kommin::identity {

std::vector<SavedView> list_saved_views(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list)
{
    return list_views_by_name(db, tenant, account, list);
}

Result<void> save_view(Work& work, std::string_view list, std::string_view name, std::string_view query)
{
    if (work.actor().kind() != Actor::Kind::account)
        return Problem::not_found("list.views.problem.unknown"_msg);
    AccountId const account{work.actor().id()};
    auto const kept = trim(name);
    if (kept.empty())
        return Problem::invalid("name", "list.views.problem.name"_msg);
    if (count_code_points(kept) > longest_view_name)
        return Problem::invalid(
            "name", "list.views.problem.long"_msg, {{"count", std::to_string(longest_view_name)}});
    if (update_view(work.db(), work.tenant(), account, list, kept, query, work.now()))
        return {};
    if (list_views_by_name(work.db(), work.tenant(), account, list).size() >= most_saved_views)
        return Problem::invalid(
            "name", "list.views.problem.many"_msg, {{"count", std::to_string(most_saved_views)}});
    insert_view(work.db(), work.tenant(), account, list, kept, query, work.now());
    return {};
}

Result<void> erase_saved_view(Work& work, std::string_view list, SavedViewId id)
{
    if (work.actor().kind() == Actor::Kind::account)
        erase_view(work.db(), work.tenant(), AccountId{work.actor().id()}, list, id);
    return {};
}

} // namespace kommin::identity
