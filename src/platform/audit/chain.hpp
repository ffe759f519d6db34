#pragma once
// Private to audit: the hash that ties an entry to the one before.

#include "platform/audit/audit.hpp"

#include <string>
#include <string_view>

namespace kommin::audit {

// What the first entry names as the hash of the one before.
inline constexpr std::string_view no_hash
    = "0000000000000000000000000000000000000000000000000000000000000000";

// Of everything but the entry's own hash, as described in audit.hpp.
std::string hash_of(StoredEntry const& entry);

} // namespace kommin::audit
