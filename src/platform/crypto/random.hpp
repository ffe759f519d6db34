#pragma once
// Unguessable texts and comparisons that betray nothing by the time they take.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::crypto {

// A new token of that many random bytes (16 bytes: 22 characters), fit for URLs and cookies.
std::string random_token(std::size_t bytes = 16);

// Random bytes of the operating system's generator.
std::string random_bytes(std::size_t count);

// Whether two secrets are equal. The time depends on the length only, which must not itself be secret.
bool equal_in_constant_time(std::string_view left, std::string_view right);

// RFC 4648 § 5 ("-" and "_"), without padding.
std::string base64url(std::string_view bytes);
// Nothing for what base64url() never makes.
std::optional<std::string> from_base64url(std::string_view text);

} // namespace kommin::crypto
