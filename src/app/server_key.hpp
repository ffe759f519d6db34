#pragma once
// The key of the server: seals what must not be readable from the database alone. It lies in the data folder
// and belongs into a safe place besides the backups, which are worthless for sealed data without it.

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/key_mark.hpp"

#include <filesystem>
#include <functional>

namespace kommin::app {

// DATA/server.key; made at the first use. Throws std::runtime_error if the file is no key.
crypto::Key load_or_create_server_key(std::filesystem::path const& data);

// Before anything is served: whether the key is the one that the database knows. A new installation makes
// one, a database that knows none notes it if it opens anything of what is sealed there, and a renewal that
// was interrupted at its last step is ended. Problems at "server.key": missing, another one, a renewal that
// has to be repeated. Throws as above.
Result<void> check_server_key(db::Connection& db, std::filesystem::path const& data, Clock const& clock);

// A new key, and what the present one opens is sealed with it; the present one goes on as
// DATA/server.key.old. May be repeated after an interruption; no server may run. `is_lost`: there is no
// present one, what was sealed with it stays shut. Problems at "server.key": missing or another one, and not
// said to be lost.
Result<identity::Resealed> renew_server_key(
    db::Connection& db, std::filesystem::path const& data, Clock const& clock, bool is_lost);

// Seals what searches in vain are recognised by, read when first asked for. Safe from all threads.
std::function<crypto::Key const&()> search_key_of(std::filesystem::path data);

// Makes the links to registrations, read when first asked for. Safe from all threads.
std::function<crypto::Key const&()> registration_key_of(std::filesystem::path data);

// Proves reports of mail servers, read when first asked for. Safe from all threads.
std::function<crypto::Key const&()> return_key_of(std::filesystem::path data);

// Signs concept packages, read when first asked for. Safe from all threads.
std::function<crypto::Key const&()> package_key_of(std::filesystem::path data);

// The keys of identity, read when first asked for. Safe from all threads.
std::function<identity::Secrets const&()> secrets_of(std::filesystem::path data);

} // namespace kommin::app
