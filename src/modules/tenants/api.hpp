#pragma once
// What other modules may know of districts and municipalities.

#include "modules/tenants/changing.hpp"
#include "modules/tenants/demo.hpp"
#include "modules/tenants/directory.hpp"
#include "modules/tenants/folder.hpp"
#include "modules/tenants/founding.hpp"
#include "modules/tenants/roles.hpp"
#include "modules/tenants/tenant.hpp"
