#include "platform/post/address_mark.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"

namespace kommin::post {

std::string hash_of(TenantId tenant, std::string_view address)
{
    return crypto::sha256_hex(std::to_string(tenant.value) + '\n' + ascii_lower(address));
}

std::string shown(std::string_view address)
{
    return std::string(address.substr(0, 1)) + "…" + std::string(address.substr(address.rfind('@')));
}

} // namespace kommin::post
