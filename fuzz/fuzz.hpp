#pragma once
// What every target needs. Inputs are the plain text that the program reads, so that a corpus file can be
// written and read by hand; choices beside it (sizes of chunks, a language) are drawn from a hash of it.

#include "platform/base/message_key.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace kommin::fuzz {

// A broken promise ends the run like a crash: libFuzzer keeps the input.
inline void require(
    bool holds, char const* promise, std::source_location where = std::source_location::current())
{
    if (holds)
        return;
    std::fprintf(
        stderr, "%s:%u: broken promise: %s\n", where.file_name(), static_cast<unsigned>(where.line()),
        promise);
    std::abort();
}

// The same input draws the same numbers.
class Choices {
public:
    explicit Choices(std::string_view input)
        : state_(message_hash(input))
    { }
    // 0 … below - 1
    std::size_t draw(std::size_t below)
    {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33U) % below;
    }
    // Takes a piece of any size off the front, often a small one; not empty unless the text is.
    std::string_view take_piece(std::string_view& text)
    {
        auto const largest = draw(2) == 0 ? std::size_t{4} : text.size() + 1;
        auto const piece = text.substr(0, 1 + draw(largest));
        text.remove_prefix(piece.size());
        return piece;
    }

private:
    std::uint64_t state_;
};

// Whether `part` lies inside `whole`, not only equals a piece of it.
inline bool lies_in(std::string_view part, std::string_view whole)
{
    return part.empty()
        || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

// Each target defines it: one input, one life.
void run(std::string_view input);

} // namespace kommin::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    kommin::fuzz::run({reinterpret_cast<char const*>(data), size});
    return 0;
}
