#pragma once
// Public ids: opaque UUIDs for interfaces (HSDS demands them), the same at every import for one tenant (by
// its number in this database) and key.

#include "platform/base/strong_id.hpp"

#include <string>
#include <string_view>

namespace kommin::portal {

// A name-based UUID of version 8 (RFC 9562 § 5.8) over the SHA-256 of kind, tenant and key.
std::string public_id_of(std::string_view kind, TenantId tenant, std::string_view key);

// Whether a text is a UUID in its usual form.
bool is_uuid(std::string_view text);

} // namespace kommin::portal
