#pragma once
// What a store needs of platform/db.

#include "platform/db/connection.hpp" // IWYU pragma: export
#include "platform/db/transaction.hpp" // IWYU pragma: export
