#include "platform/post/refused_address.hpp"

#include "platform/db/query.hpp"
#include "platform/post/address_mark.hpp"
#include "platform/post/return_address.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::post {

namespace {

db::Query refused_of(db::SqlLiteral columns, TenantId tenant, RefusedQuery const& wanted)
{
    db::Query query(columns);
    query.add(" FROM refused_addresses WHERE tenant_id = ?", tenant);
    if (!wanted.only.empty())
        query.add_any_of("id", wanted.only);
    if (!wanted.text.empty()) {
        auto const pattern = db::like_pattern(wanted.text);
        query.add(
            " AND (LOWER(shown_as) LIKE ? ESCAPE '!' OR LOWER(reply) LIKE ? ESCAPE '!')", pattern, pattern);
    }
    return query;
}

}

std::optional<RefusedAddress> find_refused_address(
    db::Connection& db, TenantId tenant, std::string_view address)
{
    return db.find<RefusedAddress>(
        "SELECT id, shown_as, reply, refused_at FROM refused_addresses WHERE tenant_id = ? AND address_hash "
        "= ?",
        tenant, hash_of(tenant, address));
}

std::map<std::string, RefusedAddress> find_refused_among(
    db::Connection& db, TenantId tenant, std::span<std::string const> addresses)
{
    struct Row {
        std::string hash;
        RefusedAddressId id;
        std::string shown_as;
        std::string reply;
        Instant refused_at;
    };
    constexpr std::size_t at_once = 500;
    std::map<std::string, RefusedAddress> found;
    while (!addresses.empty()) {
        auto const some = addresses.first(std::min(at_once, addresses.size()));
        addresses = addresses.subspan(some.size());
        std::map<std::string, std::string> by_hash;
        std::vector<std::string> hashes;
        for (auto const& address : some) {
            hashes.push_back(hash_of(tenant, address));
            by_hash.emplace(hashes.back(), address);
        }
        db::Query query(
            "SELECT address_hash, id, shown_as, reply, refused_at FROM refused_addresses WHERE tenant_id = ?",
            tenant);
        query.add_any_of("address_hash", hashes);
        for (auto& row : db.list<Row>(query))
            found.emplace(
                by_hash.at(row.hash),
                RefusedAddress{row.id, std::move(row.shown_as), std::move(row.reply), row.refused_at});
    }
    return found;
}

std::int64_t RefusedAddress::version() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(refused_at.time_since_epoch()).count();
}

std::vector<RefusedAddress> list_refused_addresses(
    db::Connection& db, TenantId tenant, RefusedQuery const& query)
{
    auto select = refused_of("SELECT id, shown_as, reply, refused_at", tenant, query);
    if (query.order == RefusedOrder::address)
        select.order_by("shown_as", query.descending);
    else
        select.order_by("refused_at", query.descending);
    if (query.limit > 0)
        select.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    return db.list<RefusedAddress>(select);
}

std::int64_t count_refused_addresses(db::Connection& db, TenantId tenant, RefusedQuery const& query)
{
    return db.list<std::int64_t>(refused_of("SELECT count(*)", tenant, query)).front();
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
    auto const hash = work.db().find<std::string>(
        "DELETE FROM refused_addresses WHERE tenant_id = ? AND id = ? RETURNING address_hash", work.tenant(),
        id);
    if (!hash)
        return Problem::not_found("post.problem.unknown_refusal"_msg);
    work.db().execute(
        "INSERT INTO lifted_refusals (tenant_id, address_hash, lifted_at) VALUES (?, ?, ?)"
        " ON CONFLICT (tenant_id, address_hash) DO UPDATE SET lifted_at = excluded.lifted_at",
        work.tenant(), *hash, work.now());
    work.audit("post.refusal_lifted", "refused_address", id);
    return {};
}

Result<Change> lift_one_of_many(Work& work, RefusedAddressId id, std::int64_t seen)
{
    auto const found = list_refused_addresses(work.db(), work.tenant(), {.only = {id}});
    if (found.empty())
        return Change::was_so_already;
    if (found.front().version() != seen)
        return Problem::conflict({}, "post.problem.refused_again"_msg);
    TRY(lift_refusal(work, id));
    return Change::made;
}

std::optional<Instant> find_lifted(db::Connection& db, TenantId tenant, std::string_view address)
{
    return db.find<Instant>(
        "SELECT lifted_at FROM lifted_refusals WHERE tenant_id = ? AND address_hash = ?", tenant,
        hash_of(tenant, address));
}

std::int64_t erase_old_refusals(Work& work, std::chrono::days keep)
{
    work.db().execute(
        "DELETE FROM lifted_refusals WHERE tenant_id = ? AND lifted_at < ?", work.tenant(),
        work.now() - longest_way_back - std::chrono::days{1});
    return work.db().execute(
        "DELETE FROM refused_addresses WHERE tenant_id = ? AND refused_at < ?", work.tenant(),
        work.now() - keep);
}

} // namespace kommin::post
