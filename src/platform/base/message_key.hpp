#pragma once
// MessageKey: the name of a text in locales/, hashed at compile time.
//
// "offers.free"_msg costs one integer. That the key exists in every language is proved by the build (the
// catalogue generator scans the sources for _msg literals), so that changing a text recompiles one file.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kommin {

// FNV-1a, 64 bit; the catalogue generator uses the same function and refuses collisions.
constexpr std::uint64_t message_hash(std::string_view id) noexcept
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (char const c : id) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

struct MessageKey {
    std::uint64_t hash = 0; // 0: no message
    friend constexpr bool operator==(MessageKey, MessageKey) = default;
};

inline namespace literals {
consteval MessageKey operator""_msg(char const* id, std::size_t length)
{
    return MessageKey{message_hash({id, length})};
}
}

} // namespace kommin
