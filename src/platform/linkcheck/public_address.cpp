#include "platform/linkcheck/public_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <span>
#include <string>

namespace kommin::linkcheck {

namespace {

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

struct Block4 {
    Bytes4 begin;
    int bits;
};
constexpr std::array blocks4{
    Block4{{0, 0, 0, 0}, 8}, // this network
    Block4{{10, 0, 0, 0}, 8}, // private
    Block4{{100, 64, 0, 0}, 10}, // of the provider (CGNAT)
    Block4{{127, 0, 0, 0}, 8}, // this machine
    Block4{{169, 254, 0, 0}, 16}, // link-local, where clouds answer with passwords
    Block4{{172, 16, 0, 0}, 12}, // private
    Block4{{192, 0, 0, 0}, 24}, // of protocols
    Block4{{192, 0, 2, 0}, 24}, // of documents
    Block4{{192, 88, 99, 0}, 24}, // 6to4 relays
    Block4{{192, 168, 0, 0}, 16}, // private
    Block4{{198, 18, 0, 0}, 15}, // of measurements
    Block4{{198, 51, 100, 0}, 24}, // of documents
    Block4{{203, 0, 113, 0}, 24}, // of documents
    Block4{{224, 0, 0, 0}, 4}, // multicast
    Block4{{240, 0, 0, 0}, 4}, // reserved, broadcast
};

struct Block6 {
    Bytes16 begin;
    int bits;
};
// Everything public is in 2000::/3; of that not:
constexpr std::array blocks6{
    Block6{{0x20, 0x01, 0x00}, 23}, // of protocols, Teredo among them
    Block6{{0x20, 0x01, 0x0D, 0xB8}, 32}, // of documents
    Block6{{0x20, 0x02}, 16}, // 6to4: holds any IPv4 address
    Block6{{0x3F, 0xFF, 0x00}, 20}, // of documents
};
constexpr Block6 public6{{0x20}, 3};
// An IPv4 address in the last four bytes, for networks without IPv4 (RFC 6052).
constexpr Block6 translated6{{0x00, 0x64, 0xFF, 0x9B}, 96};

bool is_in(std::span<std::uint8_t const> address, std::span<std::uint8_t const> begin, int bits)
{
    for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
        unsigned const mask = bits >= 8 ? 0xFFU : (0xFFU << static_cast<unsigned>(8 - bits)) & 0xFFU;
        if ((address[i] & mask) != (begin[i] & mask))
            return false;
    }
    return true;
}

bool is_public(Bytes4 const& address)
{
    return std::ranges::none_of(
        blocks4, [&](Block4 const& block) { return is_in(address, block.begin, block.bits); });
}

bool is_public(Bytes16 const& address)
{
    if (is_in(address, translated6.begin, translated6.bits))
        return is_public(Bytes4{address[12], address[13], address[14], address[15]});
    return is_in(address, public6.begin, public6.bits)
        && std::ranges::none_of(
               blocks6, [&](Block6 const& block) { return is_in(address, block.begin, block.bits); });
}

}

bool is_public_address(sockaddr const& address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        Bytes4 bytes{};
        std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
        return is_public(bytes);
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        Bytes16 bytes{};
        std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
        return is_public(bytes);
    }
    return false;
}

bool is_public_address(std::string_view text)
{
    std::string const address(text);
    Bytes4 four{};
    if (::inet_pton(AF_INET, address.c_str(), four.data()) == 1)
        return is_public(four);
    Bytes16 sixteen{};
    return ::inet_pton(AF_INET6, address.c_str(), sixteen.data()) == 1 && is_public(sixteen);
}

} // namespace kommin::linkcheck
