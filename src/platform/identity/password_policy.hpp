#pragma once
// Which passwords are taken (NIST SP 800-63B § 5.1.1.2, OWASP ASVS 2.1): long enough and not to be guessed;
// no rules about kinds of characters, no expiry.

#include "platform/base/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kommin::identity {

constexpr std::size_t shortest_password = 12; // characters
constexpr std::size_t longest_password = 128;

// Problems at `field`: too short, too long, or guessed in fewer than 2^36 tries by an attacker who knows
// frequent passwords, dictionaries, keyboards and dates (zxcvbn), the words of a district office, frequent
// German words, a short list of well-known phrases, that people say things twice, and these words about the
// person: name, address, the name of the site. Leaked passwords: see LeakedPasswords.
Result<void> check_new_password(
    std::string_view password, std::span<std::string const> words_about_person, std::string_view field);

} // namespace kommin::identity
