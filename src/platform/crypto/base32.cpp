#include "platform/crypto/base32.hpp"

#include <cstdint>

namespace kommin::crypto {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}

std::string base32(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (char const byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        held += 8;
        while (held >= 5) {
            held -= 5;
            text += alphabet[(bits >> held) & 31U];
        }
        bits &= (1U << held) - 1U;
    }
    if (held > 0)
        text += alphabet[(bits << (5 - held)) & 31U];
    return text;
}

std::optional<std::string> from_base32(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (char c : text) {
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        auto const value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 5U) | static_cast<std::uint32_t>(value);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> held) & 0xffU);
        }
        bits &= (1U << held) - 1U;
    }
    // What is left are padding bits: fewer than a letter's, all zero.
    if (held >= 5 || bits != 0)
        return std::nullopt;
    return bytes;
}

} // namespace kommin::crypto
