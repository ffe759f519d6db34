#include "platform/crypto/sign.hpp"

#include "platform/crypto/sodium.hpp"

#include <array>
#include <cstddef>
#include <sodium.h>

namespace kommin::crypto {

namespace {

static_assert(Key::size == crypto_sign_ed25519_SEEDBYTES);
static_assert(public_key_size == crypto_sign_ed25519_PUBLICKEYBYTES);
static_assert(signature_size == crypto_sign_ed25519_BYTES);

unsigned char const* bytes_to_sign(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

// The pair of a key; wiped when it goes.
struct Pair {
    explicit Pair(Key const& key)
    {
        detail::initialise_sodium();
        crypto_sign_ed25519_seed_keypair(open.data(), secret.data(), bytes_to_sign(key.bytes()));
    }
    Pair(Pair const&) = delete;
    Pair& operator=(Pair const&) = delete;
    ~Pair() { sodium_memzero(secret.data(), secret.size()); }

    std::array<unsigned char, crypto_sign_ed25519_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> secret{};
};

}

std::string public_key_of(Key const& key)
{
    Pair const pair(key);
    return {pair.open.begin(), pair.open.end()};
}

std::string sign(Key const& key, std::string_view text)
{
    Pair const pair(key);
    std::array<unsigned char, signature_size> signature{};
    crypto_sign_ed25519_detached(
        signature.data(), nullptr, bytes_to_sign(text), text.size(), pair.secret.data());
    return {signature.begin(), signature.end()};
}

bool verify_signature(std::string_view public_key, std::string_view text, std::string_view signature)
{
    detail::initialise_sodium();
    return public_key.size() == public_key_size && signature.size() == signature_size
        && crypto_sign_ed25519_verify_detached(
               bytes_to_sign(signature), bytes_to_sign(text), text.size(), bytes_to_sign(public_key))
        == 0;
}

} // namespace kommin::crypto
