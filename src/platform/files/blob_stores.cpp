#include "platform/files/blob_stores.hpp"

#include <algorithm>
#include <utility>

namespace kommin::files {

BlobStores::BlobStores(std::filesystem::path root)
    : root_(std::move(root))
{ }

BlobStore& BlobStores::of(TenantId tenant)
{
    std::lock_guard const lock(mutex_);
    auto const found = stores_.find(tenant.value);
    if (found != stores_.end())
        return found->second;
    return stores_.emplace(tenant.value, BlobStore(root_ / std::to_string(tenant.value))).first->second;
}

void erase_unnamed(BlobStore& store, std::function<std::vector<std::string>()> const& list_named)
{
    // The files first: whoever stores one later, or again, makes it younger than these.
    auto const old = store.list_unchanged_for(unnamed_files_stay);
    if (old.empty())
        return;
    auto const named = list_named();
    for (auto const& hash : old) {
        if (!std::ranges::binary_search(named, hash) && store.is_unchanged_for(hash, unnamed_files_stay))
            store.erase(hash);
    }
}

} // namespace kommin::files
