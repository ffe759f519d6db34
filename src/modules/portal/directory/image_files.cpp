#include "modules/portal/directory/image_files.hpp"

#include "platform/crypto/random.hpp"

#include <string>
#include <utility>

namespace kommin::portal {

ImageFiles::ImageFiles(std::filesystem::path root)
    : root_(std::move(root))
{ }

files::BlobStore& ImageFiles::of(TenantId tenant)
{
    std::lock_guard const lock(mutex_);
    auto const found = stores_.find(tenant.value);
    if (found != stores_.end())
        return found->second;
    return stores_.emplace(tenant.value, files::BlobStore(root_ / std::to_string(tenant.value)))
        .first->second;
}

Image keep_renditions(files::BlobStore& store, images::Renditions const& renditions)
{
    auto const& [large, small] = renditions;
    return {
        .id = {},
        .public_id = crypto::random_token(),
        .width = large.width,
        .height = large.height,
        .hash = store.put(large.webp),
        .small_hash = small ? store.put(small->webp) : std::string{}};
}

} // namespace kommin::portal
