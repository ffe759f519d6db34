#pragma once
// Base32 (RFC 4648 § 6): for what people read aloud and type.

#include <optional>
#include <string>
#include <string_view>

namespace kommin::crypto {

// Upper-case letters and 2 to 7, without padding.
std::string base32(std::string_view bytes);

// Lower case, blanks and hyphens between groups are taken, too; nothing for any other character and for a
// length that base32() never makes.
std::optional<std::string> from_base32(std::string_view text);

} // namespace kommin::crypto
