#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/adoption/concepts/adopting.hpp"
#include "modules/adoption/concepts/issuing.hpp"
#include "modules/adoption/concepts/package_store.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
