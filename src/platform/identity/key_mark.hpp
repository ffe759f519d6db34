#pragma once
// The database knows its server key by a mark, which tells nothing of the key: a server with another one
// would seal what the others cannot open.

#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::identity {

// 32 hex digits that only the holder of the key can make.
std::string mark_of(crypto::Key const& server_key);

// Nothing before the first start.
std::optional<std::string> find_key_mark(db::Connection& db);
// False if the database knows a key already.
bool insert_key_mark(db::Connection& db, std::string_view mark, Instant now);
void replace_key_mark(db::Connection& db, std::string_view mark, Instant now);

// What of a tenant is sealed, and whether a key opens any of it.
enum class SealedWith : std::uint8_t { nothing_is, this_key, others };
SealedWith sealed_with(db::Connection& db, TenantId tenant, std::optional<crypto::Key> const& server_key);

// How many second factors and passwords.
struct Resealed {
    int sealed_anew = 0;
    // Sealed with a third key and left as they are: their owners use recovery codes, and set another password
    // by a mailed link.
    int unopened = 0;
};

// Seals the second factors and the hashes of passwords of a tenant with the next key; may be repeated after
// an interruption. `present`: nothing if it is lost.
Resealed reseal_secrets(Work& work, std::optional<crypto::Key> const& present, crypto::Key const& next);

} // namespace kommin::identity
