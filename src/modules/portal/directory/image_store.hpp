#pragma once
// The SQL of pictures, and nothing else. Every function works inside the caller's transaction.

#include "modules/portal/directory/image.hpp"
#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// The picture with its id; `image.id` is not looked at.
std::int64_t count_images(db::Connection& db, TenantId tenant);
Image insert_image(db::Connection& db, TenantId tenant, records::Subject subject, Image image, Instant now);

// All that a record or one of its versions may show.
std::vector<Image> list_images(db::Connection& db, TenantId tenant, records::Subject subject);
// Nothing for a picture of another record.
std::optional<Image> find_image(
    db::Connection& db, TenantId tenant, records::Subject subject, std::string_view public_id);

// A picture as far as the nightly cleaning must know it.
struct ImageUse {
    ImageId id;
    std::string kind; // word of the kind of its record
    std::int64_t record;
    std::string public_id;
    bool is_shown; // by a record, published or not
    std::optional<Date> unused_since;
};
// The next that follow this one, ascending.
std::vector<ImageUse> list_image_uses(db::Connection& db, TenantId tenant, ImageId after, int limit);
std::optional<ImageUse> find_image_use(db::Connection& db, TenantId tenant, ImageId id);
void mark_image_unused(db::Connection& db, TenantId tenant, ImageId id, std::optional<Date> since);
void erase_image(db::Connection& db, TenantId tenant, ImageId id);

enum class Hashes : std::uint8_t { all, in_use };
// Of the bytes of all sizes, ascending; in use are those of pictures that are not marked as unused.
std::vector<std::string> list_image_hashes(db::Connection& db, TenantId tenant, Hashes which);

} // namespace kommin::portal
