#pragma once
// One-time passwords by time (RFC 6238): HMAC-SHA-1, 30 seconds, six digits, as every app knows them.

#include "platform/base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::identity {

// 20 random bytes (RFC 4226 § 4).
std::string new_totp_secret();

// The number of the 30-second step in which this instant lies.
std::int64_t totp_step(Instant instant);

// The six digits of a step.
std::string totp_code(std::string_view secret, std::int64_t step);

// The step to which the code belongs, if that is the present one or one beside it (clocks go wrong) and later
// than `last_step`: a code works once. Blanks in the code are ignored.
std::optional<std::int64_t> check_totp(
    std::string_view secret, std::string_view code, Instant now, std::int64_t last_step);

// Whether the code is right at this moment, but of a step that was used already.
bool is_repeated_totp(std::string_view secret, std::string_view code, Instant now, std::int64_t last_step);

// "otpauth://totp/…", which apps read from a QR code. `issuer`: who runs the program; `account`: the address.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

} // namespace kommin::identity
