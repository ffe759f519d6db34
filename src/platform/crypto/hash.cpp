#include "platform/crypto/hash.hpp"

#include "platform/crypto/sodium.hpp"

#include <cstring>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdexcept>
#include <xxhash.h>

namespace kommin::crypto {
namespace {

unsigned char const* as_octets(std::string_view bytes)
{
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

} // namespace

std::string hex(std::string_view bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (char const byte : bytes) {
        auto const octet = static_cast<unsigned char>(byte);
        text += digits[octet >> 4U];
        text += digits[octet & 15U];
    }
    return text;
}

std::array<std::byte, 32> sha256(std::string_view bytes)
{
    static_assert(crypto_hash_sha256_BYTES == 32);
    std::array<unsigned char, 32> octets{};
    crypto_hash_sha256(octets.data(), as_octets(bytes), bytes.size());
    std::array<std::byte, 32> digest{};
    std::memcpy(digest.data(), octets.data(), digest.size());
    return digest;
}

std::string sha256_hex(std::string_view bytes)
{
    auto const digest = sha256(bytes);
    return hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

std::string sha1_hex(std::string_view bytes)
{
    std::array<unsigned char, 20> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha1(), nullptr) != 1
        || length != digest.size())
        throw std::runtime_error("SHA-1 failed");
    return hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

std::string fingerprint_hex(std::string_view bytes)
{
    XXH128_canonical_t digest{}; // the same on machines of either byte order: all nodes must agree
    XXH128_canonicalFromHash(&digest, XXH3_128bits(bytes.data(), bytes.size()));
    return hex({reinterpret_cast<char const*>(digest.digest), sizeof digest.digest});
}

struct Sha256::State {
    crypto_hash_sha256_state sodium;
};

Sha256::Sha256()
    : state_(std::make_unique<State>())
{
    detail::initialise_sodium();
    crypto_hash_sha256_init(&state_->sodium);
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes)
{
    crypto_hash_sha256_update(&state_->sodium, as_octets(bytes), bytes.size());
}

std::string Sha256::finish_hex()
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state_->sodium, digest.data());
    crypto_hash_sha256_init(&state_->sodium);
    return hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

} // namespace kommin::crypto
