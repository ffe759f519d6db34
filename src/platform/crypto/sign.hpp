#pragma once
// Signatures that everybody can check and only the holder of a key can make: Ed25519 (RFC 8032). The same key
// and text give the same signature.

#include "platform/crypto/seal.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace kommin::crypto {

inline constexpr std::size_t public_key_size = 32; // bytes
inline constexpr std::size_t signature_size = 64;

// Of the pair that this key makes: the same each time.
std::string public_key_of(Key const& key);
// 64 bytes.
std::string sign(Key const& key, std::string_view text);

// Whether the holder of that key has signed this text. A key or signature of another size is never right.
bool verify_signature(std::string_view public_key, std::string_view text, std::string_view signature);

} // namespace kommin::crypto
