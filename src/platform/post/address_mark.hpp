#pragma once
// How an address is known that must not be readable: for the tables of this folder.

#include "platform/base/strong_id.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <string_view>

namespace kommin::post {

// Finds it again. Upper and lower case reach the same mailbox nearly everywhere. With the tenant: nobody can
// tell that two districts have the same address.
std::string hash_of(TenantId tenant, std::string_view address);
// "l…@kreis.example": enough for whoever knows it.
std::string shown(std::string_view address);

} // namespace kommin::post
