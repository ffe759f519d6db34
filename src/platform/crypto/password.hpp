#pragma once
// Passwords as they are kept: argon2id (RFC 9106) with parameters and salt in one text.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::crypto {

// OWASP's second recommendation doubled in time and memory: some 50 ms of one core. At most two are computed
// at a time in this process, so that a flood of logins cannot take the memory.
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t memory = std::size_t{32} << 20U; // bytes

    static PasswordCost lowest(); // for tests
};

// "$argon2id$v=19$m=…": a new salt each time. Throws std::bad_alloc if the memory is not there.
std::string hash_password(std::string_view password, PasswordCost cost = {});

// Whether it is one of hash_password(), by its beginning.
bool is_password_hash(std::string_view text);

// Whether this is the password. A hash that is none is as slow as a wrong password and never right.
bool verify_password(std::string_view hash, std::string_view password);

// Takes the time of verify_password() and gives the answer of a wrong password: for accounts that do not
// exist.
bool verify_nobodys_password(std::string_view password);

// How many times this process has gone through argon2id: the work of a login, for tests that ask whether two
// failures cost the same.
std::uint64_t count_password_hashings() noexcept;

// Whether the hash was made with other parameters than these: made anew at the next login.
bool needs_new_hash(std::string_view hash, PasswordCost cost = {});

} // namespace kommin::crypto
