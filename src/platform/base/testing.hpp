#pragma once
// What tests of every folder may use.

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

namespace kommin::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_sanitized = true;
#elif defined(__has_feature) // clang's word for it
inline constexpr bool is_sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool is_sanitized = false;
#endif

// How often a test repeats what it does with ever new input. A sanitizer makes each round several times
// slower and finds what it looks for in a fifth of them; all of them run without it.
constexpr int rounds(int usual)
{
    return is_sanitized ? std::max(usual / 5, 1) : usual;
}

// Waits for what another thread or process brings about; false after the limit.
inline bool becomes_true(
    std::function<bool()> const& condition, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    auto const end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

} // namespace kommin::testing
