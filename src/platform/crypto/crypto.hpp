#pragma once
// Everything of platform/crypto.

#include "platform/crypto/hash.hpp" // IWYU pragma: export
#include "platform/crypto/random.hpp" // IWYU pragma: export
