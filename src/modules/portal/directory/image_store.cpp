#include "modules/portal/directory/image_store.hpp"

#include "platform/db/query.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

namespace {

db::Query image_uses(TenantId tenant)
{
    return db::Query(
        "SELECT id, subject_kind, subject_id, public_id, EXISTS (SELECT 1 FROM offer_images o"
        " WHERE o.tenant_id = images.tenant_id AND o.image_id = images.id) OR EXISTS (SELECT 1 FROM "
        "page_images p"
        " WHERE p.tenant_id = images.tenant_id AND p.image_id = images.id), unused_since FROM images"
        " WHERE tenant_id + 0 = ?",
        tenant);
}

}

std::int64_t count_images(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM images WHERE tenant_id = ?", tenant);
}

Image insert_image(db::Connection& db, TenantId tenant, records::Subject subject, Image image, Instant now)
{
    image.id = db.load<ImageId>(
        "INSERT INTO images (tenant_id, subject_kind, subject_id, public_id, width, height, hash, small_hash,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, subject.kind.word(), subject.id, image.public_id, image.width, image.height, image.hash,
        image.small_hash, now);
    return image;
}

std::vector<Image> list_images(db::Connection& db, TenantId tenant, records::Subject subject)
{
    return db.list<Image>(
        "SELECT id, public_id, width, height, hash, small_hash FROM images"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? ORDER BY id",
        tenant, subject.kind.word(), subject.id);
}

std::optional<Image> find_image(
    db::Connection& db, TenantId tenant, records::Subject subject, std::string_view public_id)
{
    return db.find<Image>(
        "SELECT id, public_id, width, height, hash, small_hash FROM images"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? AND public_id = ?",
        tenant, subject.kind.word(), subject.id, public_id);
}

std::vector<ImageUse> list_image_uses(db::Connection& db, TenantId tenant, ImageId after, int limit)
{
    auto query = image_uses(tenant);
    query.add(" AND id > ? ORDER BY id LIMIT ?", after, limit);
    return db.list<ImageUse>(query);
}

std::optional<ImageUse> find_image_use(db::Connection& db, TenantId tenant, ImageId id)
{
    auto query = image_uses(tenant);
    query.add(" AND id = ?", id);
    auto found = db.list<ImageUse>(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void mark_image_unused(db::Connection& db, TenantId tenant, ImageId id, std::optional<Date> since)
{
    db.execute("UPDATE images SET unused_since = ? WHERE tenant_id = ? AND id = ?", since, tenant, id);
}

void erase_image(db::Connection& db, TenantId tenant, ImageId id)
{
    db.execute("DELETE FROM images WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<std::string> list_image_hashes(db::Connection& db, TenantId tenant, Hashes which)
{
    struct Row {
        std::string hash, small_hash;
        std::optional<Date> unused_since;
    };
    std::vector<std::string> hashes;
    for (auto& row :
         db.list<Row>("SELECT hash, small_hash, unused_since FROM images WHERE tenant_id = ?", tenant)) {
        if (which == Hashes::in_use && row.unused_since)
            continue;
        hashes.push_back(std::move(row.hash));
        if (!row.small_hash.empty())
            hashes.push_back(std::move(row.small_hash));
    }
    std::ranges::sort(hashes);
    hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
    return hashes;
}

} // namespace kommin::portal
