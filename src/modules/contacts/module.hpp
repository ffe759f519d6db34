#pragma once
// The module "contacts": people. Organisations are edited at the desk of the portal.

#include "platform/web/module.hpp"

namespace kommin::contacts {

web::Module contacts_module();

} // namespace kommin::contacts
