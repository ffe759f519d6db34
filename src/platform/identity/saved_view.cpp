#include "platform/identity/saved_view.hpp"

#include "platform/base/text.hpp"
#include "platform/identity/saved_view_store.hpp"

#include <algorithm>
#include <string>

namespace kommin::identity {

namespace {

Result<void> check_room(Work& work, AccountId account, std::string_view list)
{
    if (list_views_by_name(work.db(), work.tenant(), account, list).size() >= most_saved_views)
        return Problem::invalid(
            "name", "list.views.problem.many"_msg, {{"count", std::to_string(most_saved_views)}});
    return {};
}

}

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
    TRY(check_room(work, account, list));
    erase_erased_view(work.db(), work.tenant(), account, list, kept);
    insert_view(work.db(), work.tenant(), account, list, kept, query, work.now());
    return {};
}

Result<void> erase_saved_view(Work& work, std::string_view list, SavedViewId id)
{
    if (work.actor().kind() == Actor::Kind::account)
        mark_view_erased(work.db(), work.tenant(), AccountId{work.actor().id()}, list, id, work.now());
    return {};
}

std::vector<SavedView> list_erased_views(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list)
{
    return list_erased_views_newest_first(db, tenant, account, list);
}

Result<void> bring_back_view(Work& work, std::string_view list, SavedViewId id)
{
    if (work.actor().kind() != Actor::Kind::account)
        return Problem::not_found("list.views.problem.unknown"_msg);
    AccountId const account{work.actor().id()};
    auto const is_there = [&](std::vector<SavedView> const& views) {
        return std::ranges::find(views, id, &SavedView::id) != views.end();
    };
    if (is_there(list_views_by_name(work.db(), work.tenant(), account, list)))
        return {}; // pressed twice
    if (!is_there(list_erased_views(work.db(), work.tenant(), account, list)))
        return Problem::not_found("list.views.problem.unknown"_msg);
    TRY(check_room(work, account, list));
    mark_view_kept(work.db(), work.tenant(), account, list, id);
    return {};
}

void erase_old_views(Work& work)
{
    erase_views_erased_before(work.db(), work.tenant(), work.now() - keep_erased_views);
}

} // namespace kommin::identity
