#pragma once
// HMAC-SHA-1 (RFC 2104): for one-time passwords only, whose apps know nothing newer by default.

#include <string>
#include <string_view>

namespace kommin::crypto {

// 20 bytes.
std::string hmac_sha1(std::string_view key, std::string_view message);

} // namespace kommin::crypto
