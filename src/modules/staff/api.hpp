#pragma once
// What the app and other modules may know of accounts and roles.

#include "modules/staff/accounts.hpp"
#include "modules/staff/demo_accounts.hpp"
#include "modules/staff/permissions.hpp"
