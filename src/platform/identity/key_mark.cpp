#include "platform/identity/key_mark.hpp"

#include "platform/identity/account_store.hpp"

#include <algorithm>
#include <utility>

namespace kommin::identity {

std::string mark_of(crypto::Key const& server_key)
{
    return crypto::keyed_fingerprint(server_key.derive("mark of the key"), "server.key");
}

std::optional<std::string> find_key_mark(db::Connection& db)
{
    return db.find<std::string>("SELECT mark FROM server_keys WHERE id = 1");
}

bool insert_key_mark(db::Connection& db, std::string_view mark, Instant now)
{
    return db.execute(
               "INSERT INTO server_keys (id, mark, noted_at) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING",
               mark, now)
        == 1;
}

void replace_key_mark(db::Connection& db, std::string_view mark, Instant now)
{
    if (db.execute("UPDATE server_keys SET mark = ?, noted_at = ? WHERE id = 1", mark, now) == 0)
        insert_key_mark(db, mark, now);
}

SealedWith sealed_with(db::Connection& db, TenantId tenant, std::optional<crypto::Key> const& server_key)
{
    auto const factors = list_sealed_factors(db, tenant);
    if (factors.empty())
        return SealedWith::nothing_is;
    auto const key = server_key ? std::optional(Secrets::of(*server_key).second_factors) : std::nullopt;
    bool const opens
        = key && std::ranges::any_of(factors, [&](auto const& factor) {
              return crypto::open_sealed(*key, factor.sealed, sealing_context(factor.account)).has_value();
          });
    return opens ? SealedWith::this_key : SealedWith::others;
}

Resealed reseal_second_factors(Work& work, std::optional<crypto::Key> const& present, crypto::Key const& next)
{
    auto const new_key = Secrets::of(next).second_factors;
    auto const old_key = present ? std::optional(Secrets::of(*present).second_factors) : std::nullopt;
    Resealed count;
    for (auto const& factor : list_sealed_factors(work.db(), work.tenant())) {
        auto const context = sealing_context(factor.account);
        bool const is_done = crypto::open_sealed(new_key, factor.sealed, context).has_value();
        auto const secret
            = old_key && !is_done ? crypto::open_sealed(*old_key, factor.sealed, context) : std::nullopt;
        if (secret)
            update_sealed_factor(
                work.db(), work.tenant(), factor.account, crypto::seal(new_key, *secret, context));
        ++(secret || is_done ? count.sealed_anew : count.unopened);
    }
    work.audit(
        "identity.server_key.renewed", "tenant", work.tenant(), {},
        {{"sealed_anew", std::to_string(count.sealed_anew)}, {"unopened", std::to_string(count.unopened)}});
    return count;
}

} // namespace kommin::identity
