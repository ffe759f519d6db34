#pragma once
// A process gives up what it does not need before it touches hostile bytes.

#include <cstdint>

namespace kommin::confined {

struct Confinement {
    std::uint64_t cpu_seconds = 10;
    std::uint64_t memory = std::uint64_t{768}
        << 20U; // bytes of addresses: libraries, 40 million points of a picture and more
};

// Whether this program was built with a sanitizer, which needs addresses and calls of its own: limits of
// memory and of system calls are left out then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool is_sanitized = true;
#else
inline constexpr bool is_sanitized = false;
#endif
#else
inline constexpr bool is_sanitized = false;
#endif

// From here on this process can read and write what is open, take memory up to the limit, compute up to the
// limit, and end; it can open nothing, and whatever else it asks of the system kills it. There is no way
// back. False if the system refused any of it: whoever gets that must not go on.
bool confine(Confinement const& limits = {});

} // namespace kommin::confined
