#include "modules/portal/directory/image_files.hpp"

#include "platform/crypto/random.hpp"

#include <string>

namespace kommin::portal {

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
