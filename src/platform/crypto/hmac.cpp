#include "platform/crypto/hmac.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>

namespace kommin::crypto {

std::string hmac_sha1(std::string_view key, std::string_view message)
{
    std::string digest(20, '\0');
    unsigned int length = 0;
    auto const* const made = HMAC(
        EVP_sha1(), key.data(), static_cast<int>(key.size()),
        reinterpret_cast<unsigned char const*>(message.data()), message.size(),
        reinterpret_cast<unsigned char*>(digest.data()), &length);
    if (made == nullptr || length != digest.size())
        throw std::runtime_error("HMAC-SHA-1 failed");
    return digest;
}

} // namespace kommin::crypto
