#include "platform/post/refused_address.hpp"

#include "platform/post/address_mark.hpp"

namespace kommin::post {

std::optional<RefusedAddress> find_refused_address(
    db::Connection& db, TenantId tenant, std::string_view address)
{
    return db.find<RefusedAddress>(
        "SELECT id, shown_as, reply, refused_at FROM refused_addresses WHERE tenant_id = ? AND address_hash "
        "= ?",
        tenant, hash_of(tenant, address));
}

std::vector<RefusedAddress> list_refused_addresses(db::Connection& db, TenantId tenant, int limit)
{
    return db.list<RefusedAddress>(
        "SELECT id, shown_as, reply, refused_at FROM refused_addresses WHERE tenant_id = ?"
        " ORDER BY refused_at DESC, id DESC LIMIT ?",
        tenant, limit);
}

std::int64_t count_refused_addresses(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM refused_addresses WHERE tenant_id = ?", tenant);
}

void mark_refused(Work& work, std::string_view address, std::string_view reply)
{
    auto const id = work.db().load<RefusedAddressId>(
        "INSERT INTO refused_addresses (tenant_id, address_hash, shown_as, reply, refused_at)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, address_hash) DO UPDATE SET reply = excluded.reply,"
        " refused_at = excluded.refused_at RETURNING id",
        work.tenant(), hash_of(work.tenant(), address), shown(address), reply, work.now());
    work.audit("post.address_refused", "refused_address", id);
}

Result<void> lift_refusal(Work& work, RefusedAddressId id)
{
    auto const erased = work.db().execute(
        "DELETE FROM refused_addresses WHERE tenant_id = ? AND id = ?", work.tenant(), id);
    if (erased == 0)
        return Problem::not_found("post.problem.unknown_refusal"_msg);
    work.audit("post.refusal_lifted", "refused_address", id);
    return {};
}

std::int64_t erase_old_refusals(Work& work, std::chrono::days keep)
{
    return work.db().execute(
        "DELETE FROM refused_addresses WHERE tenant_id = ? AND refused_at < ?", work.tenant(),
        work.now() - keep);
}

} // namespace kommin::post
