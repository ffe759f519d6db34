#include "platform/identity/key_mark.hpp"

#include "platform/crypto/password.hpp"
#include "platform/identity/account_store.hpp"

#include <array>

namespace kommin::identity {

namespace {

struct SealedPart {
    std::string SealedSecrets::* text;
    crypto::Key Secrets::* key;
    std::string (*context)(AccountId);
};
constexpr std::array<SealedPart, 2> sealed_parts{
    {{&SealedSecrets::second_factor, &Secrets::second_factors, &sealing_context},
     {&SealedSecrets::password, &Secrets::passwords, &password_context}}};

std::optional<std::string> opened(
    std::optional<Secrets> const& secrets, SealedSecrets const& kept, SealedPart const& part)
{
    return secrets ? crypto::open_sealed((*secrets).*part.key, kept.*part.text, part.context(kept.account))
                   : std::nullopt;
}

}

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
    auto const secrets = server_key ? std::optional(Secrets::of(*server_key)) : std::nullopt;
    bool is_anything_sealed = false;
    for (auto const& kept : list_sealed_secrets(db, tenant))
        for (auto const& part : sealed_parts) {
            if ((kept.*part.text).empty() || crypto::is_password_hash(kept.*part.text))
                continue;
            if (opened(secrets, kept, part))
                return SealedWith::this_key;
            is_anything_sealed = true;
        }
    return is_anything_sealed ? SealedWith::others : SealedWith::nothing_is;
}

Resealed reseal_secrets(Work& work, std::optional<crypto::Key> const& present, crypto::Key const& next)
{
    auto const old_secrets = present ? std::optional(Secrets::of(*present)) : std::nullopt;
    auto const new_secrets = std::optional(Secrets::of(next));
    Resealed count;
    for (auto& kept : list_sealed_secrets(work.db(), work.tenant())) {
        for (auto const& part : sealed_parts) {
            auto& text = kept.*part.text;
            if (text.empty())
                continue;
            bool const is_done = opened(new_secrets, kept, part).has_value();
            auto const secret = crypto::is_password_hash(text) ? std::optional(text)
                : is_done                                      ? std::nullopt
                                                               : opened(old_secrets, kept, part);
            if (secret)
                text = crypto::seal((*new_secrets).*part.key, *secret, part.context(kept.account));
            ++(secret || is_done ? count.sealed_anew : count.unopened);
        }
        update_sealed_secrets(work.db(), work.tenant(), kept);
    }
    work.audit(
        "identity.server_key.renewed", "tenant", work.tenant(), {},
        {{"sealed_anew", std::to_string(count.sealed_anew)}, {"unopened", std::to_string(count.unopened)}});
    return count;
}

} // namespace kommin::identity
