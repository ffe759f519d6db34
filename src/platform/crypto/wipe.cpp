#include "platform/crypto/wipe.hpp"

#include <algorithm>
#include <atomic>
#include <sodium.h>

namespace kommin::crypto {

namespace {

std::atomic<std::uint64_t> wiped_bytes{0};

}

void wipe(char* bytes, std::size_t size) noexcept
{
    sodium_memzero(bytes, size);
    wiped_bytes.fetch_add(size, std::memory_order_relaxed);
}

void wipe(std::string& text) noexcept
{
    text.resize(text.capacity()); // moves nothing
    wipe(text.data(), text.size());
    text.clear();
}

void append_and_wipe(std::string& text, std::string_view bytes)
{
    auto const size = text.size() + bytes.size();
    if (size > text.capacity()) {
        std::string larger;
        larger.reserve(std::max(size, 2 * text.capacity()));
        larger = text;
        wipe(text);
        text.swap(larger);
    }
    text.append(bytes);
}

std::uint64_t count_wiped_bytes() noexcept
{
    return wiped_bytes.load(std::memory_order_relaxed);
}

} // namespace kommin::crypto
