#include "platform/crypto/seal.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"
#include "platform/crypto/sodium.hpp"

#include <algorithm>
#include <sodium.h>

namespace kommin::crypto {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Key::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr std::string_view version = "1."; // no letter of base64url; what was sealed before has none

unsigned char* writable(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}
unsigned char const* readable(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

}

Key Key::random()
{
    detail::initialise_sodium();
    Key key;
    randombytes_buf(key.bytes_.data(), size);
    return key;
}

std::optional<Key> Key::of(std::string_view bytes)
{
    if (bytes.size() != size)
        return std::nullopt;
    Key key;
    std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
    return key;
}

Key Key::derive(std::string_view purpose) const
{
    detail::initialise_sodium();
    Key derived;
    crypto_generichash(derived.bytes_.data(), size, readable(purpose), purpose.size(), bytes_.data(), size);
    return derived;
}

Key::~Key()
{
    sodium_memzero(bytes_.data(), size);
}

std::string_view Key::bytes() const
{
    return {reinterpret_cast<char const*>(bytes_.data()), size};
}

std::string seal(Key const& key, std::string_view text, std::string_view context)
{
    auto sealed = random_bytes(nonce_size);
    sealed.resize(nonce_size + text.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        writable(sealed) + nonce_size, nullptr, readable(text), text.size(), readable(context),
        context.size(), nullptr, writable(sealed), readable(key.bytes()));
    return std::string(version) + base64url(sealed);
}

std::optional<std::string> open_sealed(Key const& key, std::string_view sealed, std::string_view context)
{
    detail::initialise_sodium();
    auto const bytes = from_base64url(sealed.starts_with(version) ? sealed.substr(version.size()) : sealed);
    if (!bytes || bytes->size() < nonce_size + tag_size)
        return std::nullopt;
    std::string text(bytes->size() - nonce_size - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            writable(text), nullptr, nullptr, readable(*bytes) + nonce_size, bytes->size() - nonce_size,
            readable(context), context.size(), readable(*bytes), readable(key.bytes()))
        != 0)
        return std::nullopt;
    return text;
}

std::string keyed_fingerprint(Key const& key, std::string_view text)
{
    detail::initialise_sodium();
    std::string digest(16, '\0');
    crypto_generichash(
        writable(digest), digest.size(), readable(text), text.size(), readable(key.bytes()), Key::size);
    return hex(digest);
}

} // namespace kommin::crypto
