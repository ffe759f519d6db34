#include "modules/portal/directory/public_id.hpp"

#include "platform/crypto/hash.hpp"

namespace kommin::portal {

std::string public_id_of(std::string_view kind, TenantId tenant, std::string_view key)
{
    auto name = std::string(kind);
    name += '\n';
    name += std::to_string(tenant.value);
    name += '\n';
    name += key;
    auto const hex = crypto::sha256_hex(name);
    auto uuid = hex.substr(0, 8) + '-' + hex.substr(8, 4) + "-8" + hex.substr(13, 3) + '-';
    constexpr std::string_view variants = "89ab"; // the two top bits are 10
    auto const digit = hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10;
    uuid += variants[static_cast<std::size_t>(digit) % 4];
    uuid += hex.substr(17, 3) + '-' + hex.substr(20, 12);
    return uuid;
}

bool is_uuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        char const c = text[i];
        bool const is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (is_hyphen ? c != '-' : !is_hex)
            return false;
    }
    return true;
}

} // namespace kommin::portal
