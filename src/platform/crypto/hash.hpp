#pragma once
// SHA-256, of a text at once or of a stream piece by piece; a fingerprint for what changes often; SHA-1 for
// lists that others made.

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::crypto {

std::array<std::byte, 32> sha256(std::string_view bytes);
// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

// 40 lower-case hex digits. Only to find something in a list that others made with it: two texts that agree
// can be made. Nothing of ours is proved by it.
std::string sha1_hex(std::string_view bytes);

// 32 lower-case hex digits: XXH3 of 128 bits. Tells versions of a page apart at next to no cost, for bytes
// that we wrote ourselves: whoever chooses the bytes can make two that agree. What must convince others
// (audit, evidence) takes SHA-256.
std::string fingerprint_hex(std::string_view bytes);

// For what does not fit into memory. One thread at a time.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void update(std::string_view bytes);
    // 64 lower-case hex digits of everything so far; afterwards the object stands at the beginning again.
    std::string finish_hex();

private:
    struct State; // libsodium's structure stays in the .cpp
    std::unique_ptr<State> state_;
};

// Lower-case hex digits of the bytes.
std::string hex(std::string_view bytes);

} // namespace kommin::crypto
