#pragma once
// The module "contacts": people. Organisations are edited at the desk of the portal.

#include "modules/contacts/people/api.hpp"
#include "platform/web/module.hpp"

namespace kommin::contacts {

// `others`: what the other modules have of people.
web::Module contacts_module(OtherModules others);

} // namespace kommin::contacts
