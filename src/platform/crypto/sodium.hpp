#pragma once
// Private to platform/crypto: libsodium must be initialised once, before its first use.

namespace kommin::crypto::detail {

// Throws std::runtime_error if the machine gives no entropy.
void initialise_sodium();

} // namespace kommin::crypto::detail
