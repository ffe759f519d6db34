#pragma once
// Secrets that must be read again (second factors, contact data): sealed with a key that is not in the
// database, XChaCha20-Poly1305 (RFC 8439 with the extended nonce).

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::crypto {

// 32 bytes; wiped when it goes.
class Key {
public:
    static constexpr std::size_t size = 32;

    static Key random();
    // Nothing unless these are exactly 32 bytes.
    static std::optional<Key> of(std::string_view bytes);
    // Another key for another purpose, from which this one cannot be found: BLAKE2b keyed with this key.
    [[nodiscard]] Key derive(std::string_view purpose) const;

    Key(Key const&) = default;
    Key(Key&&) = default;
    Key& operator=(Key const&) = default;
    Key& operator=(Key&&) = default;
    ~Key();

    [[nodiscard]] std::string_view bytes() const;

private:
    Key() = default;
    std::array<unsigned char, size> bytes_{};
};

// "1." and base64url of nonce and sealed text: the number names the way, so that there can be another.
// `context` says what it belongs to ("account:17:totp"): sealed text that somebody moves to another record
// does not open there.
std::string seal(Key const& key, std::string_view text, std::string_view context);

// Nothing if key or context are others, or a single bit has changed.
std::optional<std::string> open_sealed(Key const& key, std::string_view sealed, std::string_view context);

// A fingerprint that only the holder of the key can make: for values that are compared but not to be read
// (addresses in throttles). 32 lower-case hex digits.
std::string keyed_fingerprint(Key const& key, std::string_view text);

} // namespace kommin::crypto
