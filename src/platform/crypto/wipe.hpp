#pragma once
// Overwriting what must not be found in memory that is used again, or in its picture on a disk (OWASP
// ASVS 8.3.6).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::crypto {

// Zeroes, also where the compiler sees that nobody reads them again.
void wipe(char* bytes, std::size_t size) noexcept;
// All that the text has room for; it is empty afterwards.
void wipe(std::string& text) noexcept;

// As text.append(bytes), and where it has to move, nothing is left behind.
void append_and_wipe(std::string& text, std::string_view bytes);

// How many bytes this process has overwritten so, for tests; safe from all threads.
std::uint64_t count_wiped_bytes() noexcept;

} // namespace kommin::crypto
