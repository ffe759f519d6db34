#pragma once
// The key of the server: seals what must not be readable from the database alone. It lies in the data folder
// and belongs into a safe place besides the backups, which are worthless for sealed data without it.

#include "platform/crypto/seal.hpp"
#include "platform/identity/account.hpp"

#include <filesystem>
#include <functional>

namespace kommin::app {

// DATA/server.key; made at the first use. Throws std::runtime_error if the file is no key.
crypto::Key load_or_create_server_key(std::filesystem::path const& data);

// Seals what searches in vain are recognised by, read when first asked for. Safe from all threads.
std::function<crypto::Key const&()> search_key_of(std::filesystem::path data);

// The keys of identity, read when first asked for. Safe from all threads.
std::function<identity::Secrets const&()> secrets_of(std::filesystem::path data);

} // namespace kommin::app
