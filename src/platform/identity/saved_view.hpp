#pragma once
// Views of lists that a person has saved: a name for what a list was asked. Everybody has their own.

#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

using SavedViewId = StrongId<struct SavedViewTag>;

struct SavedView {
    SavedViewId id;
    std::string name;
    std::string query; // as the list wrote it; to be read by the list again, never an address
};

inline constexpr std::size_t most_saved_views = 20; // per list
inline constexpr std::size_t longest_view_name = 60; // letters
inline constexpr std::chrono::days keep_erased_views{30};

// By name.
std::vector<SavedView> list_saved_views(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list);

// Of whoever acts. A view of that name gets the new query. Problems: "name" is missing or too long; there are
// too many. No entry in the audit chain: the view is nobody else's business, and the chain cannot be erased.
Result<void> save_view(Work& work, std::string_view list, std::string_view name, std::string_view query);

// Afterwards whoever acts has no such view; that of somebody else stays. It can be brought back for a while.
Result<void> erase_saved_view(Work& work, std::string_view list, SavedViewId id);
// Those that were deleted and can be brought back, the last one first.
std::vector<SavedView> list_erased_views(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view list);
// Also a second time. Problems: not_found for what is not one's own, or is erased for good; there are too
// many.
Result<void> bring_back_view(Work& work, std::string_view list, SavedViewId id);
// Every night, for good.
void erase_old_views(Work& work);

} // namespace kommin::identity
